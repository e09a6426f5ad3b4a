// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Choices in backtracking and in what is made of it that a fault can spoil; the defaults are those
/// of production.
struct ArrivalConventions: Sendable, Equatable {
  /// The singular value, counted from the largest, that the largest is divided by.
  var ratioRank = 2
  /// r(0) − r(−τ) instead of r(−τ) − r(0).
  var reversesDisplacement = false
  /// Particles instead of antiparticles are followed back.
  var keepsCharge = false
  /// K_ij with the indices exchanged.
  var transposes = false
  /// Only (K + Kᵀ)/2 is kept, as if there were no drift.
  var symmetric = false
  /// Lengths in the one-sided l_c.
  var oneSidedLength = false
  /// The noise plateau of C_l is left in.
  var keepsNoise = false
  /// Σ_m |a_lm|² without the division by 2l + 1.
  var sumsOrders = false

  /// K in units of a length.
  func tensor(_ map: ArrivalMap, unit: Double) -> LocalTensor {
    var tensor = LocalTensor(map)
    if transposes { tensor = tensor.transposed }
    if symmetric { tensor = tensor.symmetricPart }
    let unit = oneSidedLength ? unit / 2 : unit
    return LocalTensor(rows: tensor.rows.map { $0 / unit })
  }

  /// C_l of an observer.
  func power(_ map: ArrivalMap) throws(AssayError) -> [Double] {
    let power = try ArrivalSpectrum(map, subtractingNoise: !keepsNoise).power
    guard sumsOrders else { return power }
    return power.enumerated().map { Double(2 * $0.offset + 1) * $0.element }
  }
}

/// What could be wrong in a program of this kind, for the arrival directions.
enum ArrivalFaults {
  static let all: [Fault] = entries.map(\.fault)

  private static let tensor = [
    "local-tensor-trace", "local-tensor-largest", "local-tensor-middle",
  ]

  static let entries: [(fault: Fault, apply: @Sendable (inout ArrivalConventions) -> Void)] = [
    (
      Fault(
        "displacement-sign", "the displacement counted from the end of the orbit",
        meantFor: ["backtracked-uniform-field", "local-tensor-trace"]),
      { $0.reversesDisplacement = true }
    ),
    (
      Fault(
        "charge-not-flipped", "particles followed back with the charge they have",
        meantFor: ["backtracked-uniform-field"]),
      { $0.keepsCharge = true }
    ),
    (
      Fault(
        "tensor-transposed", "the dipole from the transposed tensor",
        meantFor: ["backtracked-uniform-field"]),
      { $0.transposes = true }
    ),
    (
      Fault(
        "tensor-symmetrised", "the antisymmetric part of the tensor dropped",
        meantFor: ["backtracked-uniform-field", "local-tensor-middle"]),
      { $0.symmetric = true }
    ),
    (
      Fault(
        "arrival-one-sided-length", "the one-sided correlation length as the unit of the tensor",
        meantFor: tensor + ["local-tensor-smallest"]),
      { $0.oneSidedLength = true }
    ),
    (
      Fault(
        "noise-unsubtracted", "the noise of one particle a pixel left in C_l",
        meantFor: ["arrival-spectrum-high"]),
      { $0.keepsNoise = true }
    ),
    (
      Fault(
        "ratio-to-middle", "the largest singular value divided by the middle one",
        meantFor: ["local-tensor-ratio"]),
      { $0.ratioRank = 1 }
    ),
    (
      Fault(
        "orders-summed", "C_l not divided by the 2l + 1 orders",
        meantFor: [
          "backtracked-uniform-field", "arrival-spectrum", "arrival-spectrum-high",
          "arrival-spectrum-early",
        ]),
      { $0.sumsOrders = true }
    ),
  ]
}

extension ArrivalConventions {
  /// Production values, spoilt by one fault of the study if it is named.
  init(fault: String?) {
    self.init()
    ArrivalFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
