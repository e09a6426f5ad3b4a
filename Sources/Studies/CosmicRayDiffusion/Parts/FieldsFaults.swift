// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Turbulence

/// What could be wrong in the generators of fields, or in how they are measured.
enum FieldsFaults {
  static let faults: [Fault] = entries.map(\.fault)

  private static let lengths = ["field-correlation-length", "field-axis-length", "field-length"]

  /// Every fault with what it does to the conventions.
  static let entries: [(fault: Fault, apply: @Sendable (inout FieldConventions) -> Void)] = [
    (
      Fault(
        "missing-rescale", "realisations of a grid not scaled to B_rms",
        meantFor: ["field-statistics-exact"]),
      { $0.rescales = false }
    ),
    (
      Fault(
        "one-polarisation", "one of the two polarisations of a mode forgotten",
        meantFor: ["field-shares", "field-shares-large-box", "field-unscaled-variance"]),
      { $0.polarisations = 1 }
    ),
    (
      Fault(
        "spectral-index-off-by-two", "k^−11/3, the spectrum of a mode, used as that of a shell",
        meantFor: lengths + ["field-slope"]),
      { $0.indexShift = 2 }
    ),
    (
      Fault(
        "half-plane-left-to-transform",
        "modes and conjugates of the plane k_x = 0 drawn independently",
        meantFor: ["field-axis-length"]),
      { $0.symmetrises = false }
    ),
    (
      Fault(
        "transverse-for-trace", "the transverse correlation length taken for that of the trace",
        meantFor: lengths),
      { $0.convention = .transverse }
    ),
    (
      Fault(
        "one-sided-for-two-sided", "the two-sided correlation length taken for the one-sided",
        meantFor: lengths),
      { $0.convention = .twoSided }
    ),
  ]
}

extension FieldConventions {
  /// Production values, spoilt by one fault of the study if it is named.
  init(fault: String?) {
    self.init()
    FieldsFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
