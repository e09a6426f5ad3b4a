// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Testing

@testable import Learning

/// The tiled products against the definition, to the bit.
@Suite(.enabled(if: !DeviceFixture.devices.isEmpty, DeviceFixture.reason))
struct DeviceMatrixTests {
  private static let shapes = [(1, 1, 1), (7, 5, 33), (65, 81, 17), (3, 2, 1100)]

  private func run(
    _ device: Device, _ shape: MatrixProduct, tile: ProductTile?, separate: Bool, seed: UInt64
  ) throws -> (found: [Float], wanted: [Float]) {
    let left: [Float] = Fixture.numbers(shape.rows * shape.inner, seed: seed)
    let right: [Float] = Fixture.numbers(shape.inner * shape.columns, seed: seed + 1)
    let start: [Float] = Fixture.numbers(shape.rows * shape.columns, seed: seed + 2)
    let matrices = try TiledMatrices(device, tile: tile, separate: separate)
    let scratch = try device.buffer(of: Float.self, count: matrices.scratchCount(shape))
    // Each matrix begins somewhere within its array.
    let result = try device.buffer([9, 9] + start)
    try matrices.multiply(
      shape, DeviceSlice(device.buffer([9] + left), from: 1),
      DeviceSlice(device.buffer([9, 9, 9] + right), from: 3), DeviceSlice(result, from: 2),
      scratch: scratch)
    let all = try result.read()
    #expect(Array(all.prefix(2)) == [9, 9], "nothing else is written")
    return (Array(all.dropFirst(2)), wanted(shape, left, right, start, fused: !separate))
  }

  /// Sums in rising order, those of a weight gradient in slices of `TiledMatrices.slice` terms.
  private func wanted(
    _ shape: MatrixProduct, _ left: [Float], _ right: [Float], _ start: [Float], fused: Bool
  ) -> [Float] {
    let sliced = shape.leftTransposed && shape.accumulates
    let slice = sliced ? TiledMatrices.slice : shape.inner
    var result = shape.accumulates ? start : start.map { _ in 0 }
    for i in 0..<shape.rows {
      for j in 0..<shape.columns {
        for from in stride(from: 0, to: shape.inner, by: slice) {
          var sum = sliced ? 0 : result[i * shape.columns + j]
          for k in from..<min(from + slice, shape.inner) {
            let a = left[shape.leftTransposed ? k * shape.rows + i : i * shape.inner + k]
            let b = right[shape.rightTransposed ? j * shape.inner + k : k * shape.columns + j]
            sum = fused ? sum.addingProduct(a, b) : sum + a * b
          }
          result[i * shape.columns + j] = sliced ? result[i * shape.columns + j] + sum : sum
        }
      }
    }
    return result
  }

  @Test(arguments: DeviceFixture.devices, [(false, false), (false, true), (true, false)])
  func equalTheDefinition(device: Device, transposed: (left: Bool, right: Bool)) throws {
    for (rows, columns, inner) in Self.shapes {
      for accumulates in [false, true] {
        let shape = MatrixProduct(
          rows: rows, columns: columns, inner: inner, leftTransposed: transposed.left,
          rightTransposed: transposed.right, accumulates: accumulates)
        let tile = ProductTile(rows: 4, columns: 5)
        let (found, wanted) = try run(
          device, shape, tile: tile, separate: false, seed: UInt64(rows))
        let same = found == wanted
        #expect(same, "\(shape)")
      }
    }
  }

  /// Without slices and fused terms it is the specification of all products.
  @Test(arguments: DeviceFixture.devices)
  func equalPlainMatrices(device: Device) throws {
    let shape = MatrixProduct(rows: 19, columns: 35, inner: 50, rightTransposed: true)
    let (found, _) = try run(
      device, shape, tile: ProductTile(rows: 1, columns: 1), separate: true, seed: 5)
    let left: [Float] = Fixture.numbers(19 * 50, seed: 5)
    let right: [Float] = Fixture.numbers(50 * 35, seed: 6)
    var plain = [Float](repeating: 0, count: found.count)
    plain.withUnsafeMutableBufferPointer {
      PlainMatrices<Float>().multiply(shape, left, right, $0.baseAddress!)
    }
    let same = found == plain
    #expect(same)
  }

  @Test(arguments: DeviceFixture.devices)
  func tilesDoNotChangeBits(device: Device) throws {
    let shape = MatrixProduct(rows: 37, columns: 21, inner: 29)
    let small = try run(
      device, shape, tile: ProductTile(rows: 1, columns: 1), separate: false, seed: 3)
    let large = try run(
      device, shape, tile: ProductTile(rows: 2, columns: 5, isAdjacent: true), separate: false,
      seed: 3)
    let same = small.found == large.found
    #expect(same)
  }

  /// That terms are rounded once and not twice is seen in the bits: the comparison can fail.
  @Test(arguments: DeviceFixture.devices)
  func otherRoundingIsCaught(device: Device) throws {
    let shape = MatrixProduct(rows: 7, columns: 5, inner: 33)
    let fused = try run(
      device, shape, tile: ProductTile(rows: 1, columns: 1), separate: false, seed: 7)
    let separate = try run(
      device, shape, tile: ProductTile(rows: 1, columns: 1), separate: true, seed: 7)
    let (other, same) = (fused.found != separate.found, separate.found == separate.wanted)
    #expect(other)
    #expect(same)
  }

  /// The filters of the sphere networks fill their tiles.
  @Test func tileFitsTheShape() {
    #expect(ProductTile.best(rows: 12288, columns: 76) == ProductTile(rows: 4, columns: 5))
    #expect(ProductTile.best(rows: 12288, columns: 32) == ProductTile(rows: 4, columns: 2))
    #expect(ProductTile.best(rows: 16, columns: 1) == ProductTile(rows: 1, columns: 1))
  }

  /// Whatever the batch, the kernels of the networks' products are among those that are told.
  @Test func kernelsAreTold() {
    let told = Set(DeviceNetwork.kernels.map(\.text))
    for shape in MatrixProduct.ofSphereNetworks(batches: [1, 3, 50, 77, 128, 300, 999]) {
      let text = NetworkTexts.product(
        shape, .best(rows: shape.rows, columns: shape.columns), separate: false)
      #expect(told.contains(text), "\(shape)")
    }
    let odd = NetworkTexts.product(
      MatrixProduct(rows: 1, columns: 1, inner: 1), ProductTile(rows: 3, columns: 3),
      separate: false)
    #expect(!told.contains(odd))
  }
}
