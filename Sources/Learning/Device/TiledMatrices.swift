// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
private import Synchronization

/// Matrix products by the tiled kernel of this package, Kernels/Devices/MatrixProduct.h.
///
/// Every number is summed in rising order of the inner index, each term with one rounding, so the
/// bits are the same on every device and whatever the tile. A transposed left matrix that adds to
/// the result, the gradient of weights, has few numbers and long sums: they are made in slices of
/// ``slice`` terms, which are added in rising order.
///
/// ``PlainMatrices`` is the specification: equal to it to the bit where `separate`, and up to the
/// rounding of products otherwise.
public struct TiledMatrices: DeviceMatrices {
  /// Terms of a sum that one work-group takes, in the gradient of weights.
  public static let slice = 512

  let device: Device
  private let tile: ProductTile?
  private let separate: Bool
  private let addSlices: DeviceKernel
  private let kernels = ProductKernels()

  /// - Parameters:
  ///   - tile: of all products; nil for the one that fits the shape.
  ///   - separate: whether products are rounded before they are added, as the definition has it.
  ///
  /// Throws what the device's compiler refuses.
  public init(
    _ device: Device, tile: ProductTile? = nil, separate: Bool = false
  ) throws(DeviceError) {
    (self.device, self.tile, self.separate) = (device, tile, separate)
    addSlices = try device.kernel("assay_device_add_slices", of: NetworkTexts.elements)
  }

  private func isSliced(_ shape: MatrixProduct) -> Bool {
    shape.leftTransposed && shape.accumulates
  }

  private func slices(_ shape: MatrixProduct) -> Int { (shape.inner + Self.slice - 1) / Self.slice }

  public func scratchCount(_ shape: MatrixProduct) -> Int {
    isSliced(shape) ? slices(shape) * shape.rows * shape.columns : 0
  }

  public func multiply(
    _ shape: MatrixProduct, _ left: DeviceSlice, _ right: DeviceSlice, _ result: DeviceSlice,
    scratch: DeviceBuffer<Float>
  ) throws(DeviceError) {
    let sliced = isSliced(shape)
    let tile =
      tile
      ?? .best(
        rows: shape.rows, columns: shape.columns, onProcessor: device.info.isProcessor)
    let kernel = try kernels.kernel(device, shape, tile, separate: separate)
    let groups = tile.groups(rows: shape.rows, columns: shape.columns)
    let to = sliced ? DeviceSlice(scratch) : result
    try device.launch(
      kernel, groups: SIMD3(groups.rows, groups.columns, sliced ? slices(shape) : 1),
      size: SIMD3(ProductTile.side, ProductTile.side, 1),
      [
        .buffer(left.buffer), .place(left.start), .buffer(right.buffer), .place(right.start),
        .buffer(to.buffer), .place(to.start), .count(shape.rows), .count(shape.columns),
        .count(shape.inner), .count(sliced ? Self.slice : max(1, shape.inner)),
        .count(shape.accumulates && !sliced ? 1 : 0),
      ])
    guard sliced else { return }
    let count = shape.rows * shape.columns
    try device.launch(
      addSlices, items: count,
      [
        .buffer(scratch), .count(slices(shape)), .count(count), .buffer(result.buffer),
        .place(result.start),
      ])
  }
}

/// The kernels of products that were asked for: to look a text up for every product would take longer
/// than to launch it.
private final class ProductKernels: Sendable {
  private struct Key: Hashable {
    var leftTransposed: Bool
    var rightTransposed: Bool
    var tile: ProductTile
  }

  private let made = Mutex<[Key: DeviceKernel]>([:])

  func kernel(
    _ device: Device, _ shape: MatrixProduct, _ tile: ProductTile, separate: Bool
  ) throws(DeviceError) -> DeviceKernel {
    let key = Key(
      leftTransposed: shape.leftTransposed, rightTransposed: shape.rightTransposed, tile: tile)
    if let kernel = made.withLock({ $0[key] }) { return kernel }
    let kernel = try device.kernel(
      NetworkTexts.product, of: NetworkTexts.product(shape, tile, separate: separate))
    made.withLock { $0[key] = kernel }
    return kernel
  }
}
