// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware

extension DeviceCascade {
  private static let cell: [KernelText.Piece] = [
    .file("include/CascadeLayout.h"), .file("Exponential.h"), .file("CascadeCell.h"),
    .file("CascadeFinish.h"),
  ]

  static let text = KernelText(
    cell + [.file("Devices/CascadeThermal.h"), .file("Devices/CascadeSteps.h")], usesDouble: true)

  /// Work-items of a group, running sums of a dot product: ASSAY_DOT_SUMS.
  static let lanes = 32

  /// - Parameter tile: most cells of a window.
  static func denseText(tile: Int) -> KernelText {
    KernelText(
      cell + [
        .file("DotProduct.h"), .text("#define ASSAY_CASCADE_TILE \(tile)"),
        .file("Devices/CascadeSteps.h"), .file("Devices/CascadeDense.h"),
      ], usesDouble: true)
  }

  /// Cells that a dense kernel is compiled for: few sizes, so that few are compiled.
  static func tile(_ widest: Int) -> Int { (max(widest, 1) + 511) / 512 * 512 }

  /// The widest window that local memory has room for, beside the sums: 48 KiB of it is what any
  /// kernel may declare.
  var widestDense: Int {
    (min(device.info.localBytes, 48 << 10) / 8 - 2 * Self.lanes) / 512 * 512
  }

  /// Every kernel of cascades, the dense one with windows of 512 and of the most cells.
  public static var kernels: [KernelEntry] {
    let dense = [512, 5632].map { denseText(tile: $0) }
    return text.kernelNames.map { KernelEntry($0, text) }
      + dense.map { KernelEntry("assay_device_cascade_dense", $0) }
  }
}
