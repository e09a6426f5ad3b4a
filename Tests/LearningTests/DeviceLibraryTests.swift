// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Testing

@testable import Learning

@Suite struct DeviceLibraryTests {
  /// Told by name, with a way out, and no variant is offered.
  @Test func missingCuBLAS() {
    let name = "libcublas-that-is-not-there.so"
    #expect(!CuBLASMatrices.isPresent(library: name))
    let told = refusal { _ = try CuBLASCalls(library: name) }
    #expect(told.contains("cuBLAS") && told.contains("nvidia-cublas"))
  }

  /// A library that is there, but another one.
  @Test func otherLibrary() {
    let told = refusal { _ = try CuBLASCalls(library: "libm.so.6") }
    #expect(told.contains("cublasCreate_v2"))
  }

  /// A batch halves for want of memory and a solver may go on without a lost device, so both are
  /// told from other failures.
  @Test(
    arguments: [
      (0, nil), (3, DeviceError.outOfMemory(device: "cuda:0", bytes: nil)),
      (
        13,
        .lost(device: "cuda:0", call: "cublasSgemm", code: "CUBLAS_STATUS_EXECUTION_FAILED")
      ),
      (7, .call(device: "cuda:0", call: "cublasSgemm", code: "status 7")),
    ] as [(CInt, DeviceError?)])
  func statusIsToldByKind(status: CInt, expected: DeviceError?) {
    var found: DeviceError?
    do throws(DeviceError) {
      try CuBLASMatrices.check(status, "cublasSgemm", "cuda:0")
    } catch {
      found = error
    }
    #expect(found == expected)
  }
}

/// The library's products against the definition.
@Suite(
  .enabled(
    if: CuBLASMatrices.isPresent() && CuBLASDevices.any, "no accelerator with CUDA and cuBLAS here")
)
struct CuBLASProductTests {
  private static let shapes = [(1, 1, 1), (7, 5, 33), (65, 81, 17), (3, 2, 1100)]

  private func products(
    _ device: Device, _ shape: MatrixProduct, as given: MatrixProduct? = nil
  ) throws -> (found: [Float], wanted: [Float]) {
    let left: [Float] = Fixture.numbers(shape.rows * shape.inner, seed: 1)
    let right: [Float] = Fixture.numbers(shape.inner * shape.columns, seed: 2)
    var wanted: [Float] = Fixture.numbers(shape.rows * shape.columns, seed: 3)
    let matrices = try CuBLASMatrices(device, native: device)
    // Each matrix begins somewhere within its array.
    let result = try device.buffer([9, 9] + wanted)
    try matrices.multiply(
      given ?? shape, DeviceSlice(device.buffer([9] + left), from: 1),
      DeviceSlice(device.buffer([9, 9, 9] + right), from: 3), DeviceSlice(result, from: 2),
      scratch: device.buffer(of: Float.self, count: 0))
    wanted.withUnsafeMutableBufferPointer {
      PlainMatrices<Float>().multiply(shape, left, right, $0.baseAddress!)
    }
    let all = try result.read()
    #expect(Array(all.prefix(2)) == [9, 9], "nothing else is written")
    return (Array(all.dropFirst(2)), wanted)
  }

  /// Sums of up to 1100 terms of size 1 in another order: roundings of 6e-8 each, of partial sums of
  /// some 20, add up to less than 1e-5 of the largest number.
  @Test(
    arguments: CuBLASDevices.all,
    [(false, false), (false, true), (true, false), (true, true)])
  func equalTheDefinition(device: Device, transposed: (left: Bool, right: Bool)) throws {
    for (rows, columns, inner) in Self.shapes {
      for accumulates in [false, true] {
        let shape = MatrixProduct(
          rows: rows, columns: columns, inner: inner, leftTransposed: transposed.left,
          rightTransposed: transposed.right, accumulates: accumulates)
        let (found, wanted) = try products(device, shape)
        #expect(deviation(found, wanted) <= 1e-5, "\(shape)")
      }
    }
  }

  /// A product that forgets what was there is caught.
  @Test(arguments: CuBLASDevices.all)
  func forgottenSumIsCaught(device: Device) throws {
    var shape = MatrixProduct(rows: 7, columns: 5, inner: 33)
    let other = shape
    shape.accumulates = true
    let (found, wanted) = try products(device, shape, as: other)
    #expect(deviation(found, wanted) > 1e-2)
  }
}

enum CuBLASDevices {
  static let all = DeviceInventory.devices.filter { $0.info.backend == .cuda }
  static let any = !all.isEmpty
}
