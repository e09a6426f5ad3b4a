// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Hardware

/// Small texts of our own for the tests.
enum TestText {
  /// y = a x + y, and the number of the item in a group of three directions.
  static let saxpy = KernelText(
    [
      .text(
        """
        ASSAY_KERNEL void saxpy(int64_t count, float a, ASSAY_GLOBAL const float *x,
                                ASSAY_GLOBAL float *y) {
          const int64_t item = ASSAY_ITEM(0);
          if (item < count) y[item] = a * x[item] + y[item];
        }
        ASSAY_KERNEL void places(int32_t nx, int32_t ny, ASSAY_GLOBAL int32_t *to) {
          const int64_t x = ASSAY_ITEM(0), y = ASSAY_ITEM(1), z = ASSAY_ITEM(2);
          to[(z * ny + y) * nx + x] =
              1000 * ASSAY_GROUP(0) + 100 * ASSAY_PLACE(0) + 10 * ASSAY_PLACE(1) + ASSAY_PLACE(2);
        }
        ASSAY_KERNEL void reversed(ASSAY_GLOBAL int32_t *x) {
          ASSAY_LOCAL int32_t row[64];
          row[ASSAY_PLACE(0)] = x[ASSAY_ITEM(0)];
          ASSAY_BARRIER();
          x[ASSAY_ITEM(0)] = row[ASSAY_SIZE(0) - 1 - ASSAY_PLACE(0)];
        }
        """)
    ], usesDouble: false)

  static let double = KernelText(
    [
      .text(
        """
        ASSAY_KERNEL void root(int64_t count, ASSAY_GLOBAL double *x) {
          const int64_t item = ASSAY_ITEM(0);
          if (item < count) x[item] = ASSAY_SQRT(x[item]) / 3 + x[item] * x[item];
        }
        """)
    ], usesDouble: true)
}

@Suite(.enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"))
struct DeviceTests {
  @Test(arguments: DeviceInventory.devices, [1, 63, 64, 1000])
  func aKernelWorksOnEveryItemAndNoOther(_ device: Device, count: Int) throws {
    let kernel = try device.kernel("saxpy", of: TestText.saxpy)
    let x = (0..<count).map { Float($0) * 0.37 - 4 }
    let y = (0..<(count + 100)).map { Float($0 * $0 % 97) }
    let (from, to) = (try device.buffer(x), try device.buffer(y))
    try device.launch(
      kernel, items: count, [.int64(Int64(count)), .single(2.5), .buffer(from), .buffer(to)])
    // Never fused: the product is rounded first, as Swift rounds it.
    let expected = y.indices.map { $0 < count ? 2.5 * x[$0] + y[$0] : y[$0] }
    #expect(try to.read() == expected)
    #expect(try to.read(1..<count + 1) == Array(expected[1..<count + 1]))
  }

  @Test(arguments: DeviceInventory.devices)
  func doublesAreThoseOfTheCPU(_ device: Device) throws {
    guard device.info.hasDouble else {
      #expect(throws: DeviceError.noDouble(device: device.id, kernel: "root")) {
        try device.kernel("root", of: TestText.double)
      }
      return
    }
    let x = (1...777).map { Double($0) * 0.7123 }
    let buffer = try device.buffer(x)
    try device.launch(
      try device.kernel("root", of: TestText.double), items: 777,
      [.int64(777), .buffer(buffer)])
    #expect(try buffer.read() == x.map { $0.squareRoot() / 3 + $0 * $0 })
  }

  @Test(arguments: DeviceInventory.devices)
  func directionsAndGroupsAreThoseAskedFor(_ device: Device) throws {
    let (nx, ny, nz) = (6, 4, 2)
    let to = try device.buffer(of: Int32.self, count: nx * ny * nz)
    try device.launch(
      try device.kernel("places", of: TestText.saxpy), groups: SIMD3(3, 2, 1), size: SIMD3(2, 2, 2),
      [.int32(Int32(nx)), .int32(Int32(ny)), .buffer(to)])
    let seen = try to.read()
    for z in 0..<nz {
      for y in 0..<ny {
        for x in 0..<nx {
          let expected = 1000 * (x / 2) + 100 * (x % 2) + 10 * (y % 2) + z
          #expect(seen[(z * ny + y) * nx + x] == Int32(expected))
        }
      }
    }
  }

  @Test(arguments: DeviceInventory.devices)
  func aGroupSharesMemory(_ device: Device) throws {
    let buffer = try device.buffer((0..<192).map { Int32($0) })
    try device.launch(
      try device.kernel("reversed", of: TestText.saxpy), groups: SIMD3(3, 1, 1),
      size: SIMD3(64, 1, 1), [.buffer(buffer)])
    let expected = (0..<3).flatMap { group in (0..<64).map { Int32(64 * group + 63 - $0) } }
    #expect(try buffer.read() == expected)
  }

  @Test(arguments: DeviceInventory.devices)
  func memoryIsZeroedCopiedAndGivenBack(_ shared: Device) throws {
    // One of its own: the memory in use is counted.
    let device = Device(shared.driver)
    let before = device.bytesInUse
    do {
      let one = try device.buffer([1.5, 2.5, -3] as [Float])
      let two = try device.buffer(of: Float.self, count: 3)
      try two.copy(one)
      try one.zero()
      #expect(try one.read() == [0, 0, 0] && two.read() == [1.5, 2.5, -3])
      try two.write([9], at: 1)
      #expect(try two.read() == [1.5, 9, -3])
      #expect(try device.buffer([Int32]()).read().isEmpty)
      #expect(device.bytesInUse >= before + 24)
    }
    #expect(device.bytesInUse == before)
  }

  @Test(arguments: DeviceInventory.devices)
  func marksTellTheTimeBetweenThem(_ device: Device) throws {
    let other = device.newStream()
    let kernel = try other.kernel("saxpy", of: TestText.saxpy)
    let count = 1 << 20
    let x = try other.buffer([Float](repeating: 1, count: count))
    let start = try other.mark()
    for _ in 0..<4 {
      try other.launch(
        kernel, items: count, [.int64(Int64(count)), .single(1), .buffer(x), .buffer(x)])
    }
    let end = try other.mark()
    try other.finish()
    #expect(try other.seconds(from: start, to: end) > 0)
    #expect(try x.read(7..<8) == [16])
  }

  @Test(arguments: DeviceInventory.devices)
  func aTextThatDoesNotCompileCarriesTheLog(_ device: Device) throws {
    let text = KernelText(
      [.text("ASSAY_KERNEL void f() { thereIsNoSuchThing(); }")], usesDouble: false)
    let error = try #require(throws: DeviceError.self) { try device.kernel("f", of: text) }
    guard case .build(let name, "f", let log) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(name == device.id && log.contains("thereIsNoSuchThing"))
  }

  @Test(arguments: DeviceInventory.devices)
  func aNameThatTheTextDoesNotHaveIsRefused(_ device: Device) {
    let error = #expect(throws: DeviceError.self) {
      try device.kernel("nothing", of: TestText.saxpy)
    }
    #expect(error.map { "\($0)".contains("nothing") } == true)
  }

  @Test(arguments: DeviceInventory.devices)
  func aGroupThatIsTooLargeIsRefused(_ device: Device) throws {
    let kernel = try device.kernel("reversed", of: TestText.saxpy)
    let buffer = try device.buffer(of: Int32.self, count: 64)
    let size = SIMD3(kernel.maxGroup, 2, 1)
    let error = #expect(throws: DeviceError.self) {
      try device.launch(kernel, groups: SIMD3(1, 1, 1), size: size, [.buffer(buffer)])
    }
    #expect(error.map { "\($0)".contains("at most \(kernel.maxGroup)") } == true)
  }

  /// A device is used from several threads: each launch keeps its own arguments.
  @Test(arguments: DeviceInventory.devices)
  func threadsDoNotMixTheirArguments(_ device: Device) async throws {
    let kernel = try device.kernel("saxpy", of: TestText.saxpy)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for t in 1...4 {
        group.addTask {
          let x = try device.buffer([Float](repeating: Float(t), count: 999))
          let y = try device.buffer([Float](repeating: 0, count: 999))
          for _ in 0..<8 {
            try device.launch(
              kernel, items: 999, [.int64(999), .single(Float(t)), .buffer(x), .buffer(y)])
          }
          return try y.read() == [Float](repeating: Float(8 * t * t), count: 999)
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }
}
