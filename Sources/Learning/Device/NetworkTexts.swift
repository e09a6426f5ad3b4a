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
  /// Every kernel of networks; the products with all tiles that accelerators use for the networks of
  /// the studies, and those that round apart.
  public static var kernels: [KernelEntry] {
    let elements = NetworkTexts.elements
    var texts: [KernelText] = []
    for shape in MatrixProduct.ofSphereNetworks() {
      let tile = ProductTile.best(rows: shape.rows, columns: shape.columns)
      let text = NetworkTexts.product(shape, tile, separate: false)
      if !texts.contains(text) { texts.append(text) }
    }
    for (left, right) in [(false, false), (true, false), (false, true)] {
      let shape = MatrixProduct(
        rows: 1, columns: 1, inner: 1, leftTransposed: left, rightTransposed: right)
      texts.append(
        NetworkTexts.product(shape, ProductTile(rows: 1, columns: 1), separate: true))
    }
    return elements.kernelNames.map { KernelEntry($0, elements) }
      + texts.map { KernelEntry(NetworkTexts.product, $0) }
  }
}

extension MatrixProduct {
  /// Those of convolutions over nine taps with 1 or 15 maps at Nside 32 and 32 or 76 filters down to
  /// Nside 2, and of dense layers of 16 units and of one, in batches of some sizes.
  static func ofSphereNetworks(
    batches: [Int] = [1, 2, 16, 32, 100, 256, 1024]
  ) -> [MatrixProduct] {
    var shapes: [MatrixProduct] = []
    for batch in batches {
      func add(_ rows: Int, _ inputs: Int, _ units: Int) {
        shapes += [
          MatrixProduct(rows: rows, columns: units, inner: inputs),
          MatrixProduct(rows: inputs, columns: units, inner: rows, leftTransposed: true),
          MatrixProduct(rows: rows, columns: inputs, inner: units, rightTransposed: true),
        ]
      }
      for (maps, filters, hidden) in [(1, 32, []), (15, 76, [16, 16])] {
        for (level, pixels) in [12288, 3072, 768, 192, 48].enumerated() {
          add(batch * pixels, 9 * (level == 0 ? maps : filters), filters)
        }
        var inputs = 12 * filters
        for units in hidden + [1] {
          add(batch, inputs, units)
          inputs = units
        }
      }
    }
    return shapes
  }
}
