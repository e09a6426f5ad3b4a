// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

/// The kernel texts of networks.
enum NetworkTexts {
  /// Everything but the products.
  static let elements = KernelText(
    [
      .file("ExponentialSingle.h"), .file("LearningElements.h"), .file("Devices/Gathers.h"),
      .file("Devices/MaximumPool.h"), .file("Devices/Activations.h"), .file("Devices/Rows.h"),
      .file("Devices/NetworkLosses.h"), .file("Devices/Optimisers.h"),
    ], usesDouble: false)

  static let product = "assay_device_product"

  /// A product of one shape, tile and way of rounding.
  static func product(_ shape: MatrixProduct, _ tile: ProductTile, separate: Bool) -> KernelText {
    let definitions = """
      #define ASSAY_PRODUCT \(product)
      #define ASSAY_LEFT_TRANSPOSED \(shape.leftTransposed ? 1 : 0)
      #define ASSAY_RIGHT_TRANSPOSED \(shape.rightTransposed ? 1 : 0)
      #define ASSAY_EACH_ROWS \(tile.rows)
      #define ASSAY_EACH_COLUMNS \(tile.columns)
      \(separate ? "#define ASSAY_SEPARATE 1" : "")
      """
    return KernelText([.text(definitions), .file("Devices/MatrixProduct.h")], usesDouble: false)
  }
}
