// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware

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
      \(tile.isAdjacent ? "#define ASSAY_ADJACENT 1" : "")
      \(separate ? "#define ASSAY_SEPARATE 1" : "")
      """
    return KernelText([.text(definitions), .file("Devices/MatrixProduct.h")], usesDouble: false)
  }
}

extension DeviceNetwork {
  /// Every kernel of networks, the products in each shape with the tile of large ones.
  public static var kernels: [KernelEntry] {
    let elements = NetworkTexts.elements
    let shapes = [(false, false), (true, false), (false, true)].map { left, right in
      MatrixProduct(
        rows: 4096, columns: 4096, inner: 4096, leftTransposed: left, rightTransposed: right)
    }
    return elements.kernelNames.map { KernelEntry($0, elements) }
      + shapes.flatMap { shape in
        [false, true].map { separate in
          KernelEntry(
            NetworkTexts.product,
            NetworkTexts.product(
              shape, ProductTile.best(rows: 4096, columns: 4096), separate: separate))
        }
      }
  }
}
