// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What could be wrong in the pushing of particles, one fault at a time.
enum OrbitsFaults {
  static let faults: [Fault] = entries.map(\.fault)

  private static let all = [
    "boris-uniform-field", "grad-b-drift", "orbit-identities", "orbit-single-precision",
  ]

  /// Every fault with what it does to the conventions.
  static let entries: [(fault: Fault, apply: @Sendable (inout OrbitConventions) -> Void)] = [
    (
      Fault("larmor-sqrt2", "a Larmor radius too large by √2", meantFor: all),
      { $0.larmorFactor = 2.0.squareRoot() }
    ),
    (
      Fault(
        "boris-half-step-missing", "Boris steps that drift only after the kick",
        meantFor: ["boris-invariants", "orbit-identities", "orbit-single-precision"]),
      { $0.halfDrifts = false }
    ),
    (
      Fault(
        "explicit-push", "u + 2 u × t instead of a turn of u", meantFor: all + ["orbit-energy"]),
      { $0.centredTurn = false }
    ),
    (
      Fault(
        "backtrack-sign", "backtracking that reverses the direction and keeps the charge",
        meantFor: ["orbit-identities"]),
      { $0.backtrackingFlipsCharge = false }
    ),
    (
      Fault(
        "orbit-end-linear", "the end of an orbit located by a line through two steps",
        meantFor: ["grad-b-drift"]),
      { $0.cubicOrbitEnd = false }
    ),
    (
      Fault(
        "cash-karp-fourth-order", "the fourth-order weights of Cash and Karp for the fifth",
        meantFor: ["orbit-identities"]),
      { $0.fifthOrder = false }
    ),
    (
      Fault(
        "uneven-share", "a step more where threads share the particles",
        meantFor: ["orbit-threads"]),
      { $0.sharesEvenly = false }
    ),
  ]
}

extension OrbitConventions {
  /// Production values, spoilt by one fault if it is named.
  init(fault: String?) {
    self.init()
    OrbitsFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
