// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
internal import Kernels

extension DeviceRays {
  static let tracing = "assay_device_jf12_trace"
  static let pointwise = "assay_device_jf12_field"

  /// The kernels of backtracking, in both precisions.
  public static var kernels: [KernelEntry] {
    [text(Float.self), text(Double.self)].flatMap { text in
      [tracing, pointwise].map { KernelEntry($0, text) }
    }
  }

  /// The text of one precision; that of single precision needs no double.
  static func text<Real: BinaryFloatingPoint>(
    _: Real.Type, _ changes: [KernelText.Piece] = []
  ) -> KernelText {
    let isDouble = Real.self == Double.self
    let lanes = "#define ASSAY_LANES 1\n"
    let definitions =
      isDouble
      ? """
      #define ASSAY_REAL double
      #define ASSAY_NAME(name) assay_jf12_double_##name
      #define ASSAY_EXP assay_exp_negative
      #define ASSAY_LOG assay_log_positive
      #define ASSAY_POLAR assay_angle
      """
      : """
      #define ASSAY_REAL float
      #define ASSAY_NAME(name) assay_jf12_single_##name
      #define ASSAY_EXP assay_expf_negative
      #define ASSAY_LOG assay_logf_positive
      #define ASSAY_POLAR assay_anglef
      """
    return KernelText(
      (isDouble ? [.file("Exponential.h")] : [])
        + [.file("JF12Functions.h"), .text(lanes + definitions), .file("include/JF12Model.h")]
        + changes
        + [
          "JF12Field.h", "JF12Random.h", "BorisTurn.h", "JF12Step.h", "Devices/JF12Rays.h",
        ].map { .file($0) },
      usesDouble: isDouble)
  }
}

extension GalacticField {
  /// The numbers that a step uses, rounded to `Real`, as accelerators take them.
  func deviceModel<Real: BinaryFloatingPoint>(
    weak: Double, steps: assay_jf12_steps = assay_jf12_steps(), _: Real.Type
  ) -> KernelArgument {
    var steps = steps
    var (single, double) = (assay_jf12_single_model(), assay_jf12_double_model())
    let isDouble = Real.self == Double.self
    withKernelField(weak: weak) { model, random in
      if isDouble {
        assay_jf12_model_double(model, random, &steps, &double)
      } else {
        assay_jf12_model_single(model, random, &steps, &single)
      }
    }
    return isDouble ? .value(double) : .value(single)
  }

  /// Whether another field has the same numbers: one seed draws one field.
  func isDrawn(as other: GalacticField) -> Bool {
    parameters == other.parameters && components == other.components && seed == other.seed
      && turbulence?.count == other.turbulence?.count
  }
}
