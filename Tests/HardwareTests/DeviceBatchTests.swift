// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Hardware

/// A driver whose memory is that of this process and which fails when told to.
final class ToyDriver: DeviceDriver, @unchecked Sendable {
  let info: DeviceInfo
  /// Bytes beyond which an allocation is refused.
  let room: Int
  let isLost: Bool

  init(room: Int = .max, hasDouble: Bool = true, isLost: Bool = false) {
    info = DeviceInfo(
      id: "toy:0", backend: .opencl, name: "Toy", vendor: "test", driver: "1", language: "none",
      computeUnits: 1, clockMHz: 1, globalBytes: 1 << 40, localBytes: 1, maxGroup: 64,
      hasDouble: hasDouble, hasExactDivision: true, isProcessor: false)
    (self.room, self.isLost) = (room, isLost)
  }

  func allocate(_ bytes: Int) throws(DeviceError) -> DeviceHandle {
    guard bytes <= room else { throw .outOfMemory(device: info.id, bytes: bytes) }
    return DeviceHandle(UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64))
  }
  func free(memory: DeviceHandle) { memory.raw?.deallocate() }
  func write(
    _ bytes: UnsafeRawBufferPointer, to memory: DeviceHandle, at offset: Int,
    on stream: DeviceHandle
  ) throws(DeviceError) {
    memory.raw!.advanced(by: offset).copyMemory(from: bytes.baseAddress!, byteCount: bytes.count)
  }
  func read(
    _ bytes: UnsafeMutableRawBufferPointer, from memory: DeviceHandle, at offset: Int,
    on stream: DeviceHandle
  ) throws(DeviceError) {
    bytes.baseAddress!.copyMemory(from: memory.raw!.advanced(by: offset), byteCount: bytes.count)
  }
  func copy(
    _ bytes: Int, from: DeviceHandle, to: DeviceHandle, on stream: DeviceHandle
  ) throws(DeviceError) {}
  func zero(_ memory: DeviceHandle, bytes: Int, on stream: DeviceHandle) throws(DeviceError) {}
  func makeStream() throws(DeviceError) -> DeviceHandle { DeviceHandle(1) }
  func free(stream: DeviceHandle) {}
  func free(program: DeviceHandle) {}
  func free(kernel: DeviceHandle) {}
  func finish(_ stream: DeviceHandle) throws(DeviceError) {}
  func build(_ text: KernelText, for name: String) throws(DeviceError) -> DeviceHandle {
    DeviceHandle(2)
  }
  func kernel(
    _ name: String, in program: DeviceHandle
  ) throws(DeviceError) -> (handle: DeviceHandle, maxGroup: Int) { (DeviceHandle(3), 64) }
  func launch(
    _ kernel: DeviceHandle, groups: SIMD3<Int>, size: SIMD3<Int>, _ arguments: [KernelArgument],
    on stream: DeviceHandle
  ) throws(DeviceError) {
    if isLost { throw .lost(device: info.id, call: "launch", code: "gone") }
  }
  func mark(_ stream: DeviceHandle) throws(DeviceError) -> DeviceHandle { DeviceHandle(4) }
  func seconds(from start: DeviceHandle, to end: DeviceHandle) throws(DeviceError) -> Double { 0 }
  func free(mark: DeviceHandle) {}
}

@Suite struct DeviceBatchTests {
  /// Squares of 0 ..< count, a batch at a time through the device's memory.
  func squares(_ device: Device, _ count: Int, most: Int) throws -> (all: [Int], sizes: [Int]) {
    var (all, sizes) = ([Int](), [Int]())
    try device.inBatches(count, most: most) { range throws(DeviceError) in
      let buffer = try device.buffer(range.map { $0 * $0 })
      sizes.append(range.count)
      all += try buffer.read()
    }
    return (all, sizes)
  }

  @Test func aBatchThatDoesNotFitIsHalvedAndTold() throws {
    let device = Device(ToyDriver(room: 30 * 8))
    let (all, sizes) = try squares(device, 100, most: 64)
    #expect(all == (0..<100).map { $0 * $0 })
    #expect(sizes == [16, 16, 16, 16, 16, 16, 4])
    #expect(device.notes.count == 2 && device.notes[1].contains("batches of 16"))
    #expect(device.bytesInUse == 0)
  }

  @Test func theLimitOfTheUserIsKept() throws {
    let device = Device(ToyDriver(), memory: 10 * 8)
    let (all, sizes) = try squares(device, 33, most: 1000)
    #expect(all == (0..<33).map { $0 * $0 } && sizes.max() == 9)
  }

  @Test func whereNotOneFitsTheErrorIsTold() throws {
    let device = Device(ToyDriver(room: 4))
    #expect(throws: DeviceError.outOfMemory(device: "toy:0", bytes: 8)) {
      try squares(device, 5, most: 5)
    }
  }

  @Test func nothingToDoIsNoBatch() throws {
    #expect(try squares(Device(ToyDriver()), 0, most: 5).sizes.isEmpty)
  }

  @Test func aLostDeviceIsNotTriedAgain() throws {
    let device = Device(ToyDriver(isLost: true))
    let kernel = try device.kernel("f", of: TestText.saxpy)
    var attempts = 0
    let error = #expect(throws: DeviceError.self) {
      try device.inBatches(8, most: 8) { _ throws(DeviceError) in
        attempts += 1
        try device.launch(kernel, items: 1, [])
      }
    }
    #expect(error?.isLoss == true && attempts == 1)
  }

  @Test func withoutDoublePrecisionAKernelOfItIsRefused() throws {
    let device = Device(ToyDriver(hasDouble: false))
    #expect(throws: DeviceError.noDouble(device: "toy:0", kernel: "root")) {
      try device.kernel("root", of: TestText.double)
    }
    _ = try device.kernel("saxpy", of: TestText.saxpy)
  }

  @Test func anUnknownDeviceListsThoseThatAreThere() {
    let error = #expect(throws: DeviceError.self) {
      try DeviceInventory.current.device(named: "quantum:7")
    }
    #expect(error.map { "\($0)".hasPrefix("device: found quantum:7; accepted: cpu") } == true)
  }

  @Test func everyErrorIsASentenceWithItsDevice() {
    let errors: [DeviceError] = [
      .outOfMemory(device: "x:1", bytes: 12), .build(device: "x:1", kernel: "k", log: "line 3"),
      .noCompiler(device: "x:1", reason: "not found"), .noDouble(device: "x:1", kernel: "k"),
      .lost(device: "x:1", call: "cuLaunchKernel", code: "700"),
      .unavailable(device: "x:1", call: "cuDevicePrimaryCtxRetain", code: "46"),
      .call(device: "x:1", call: "clFinish", code: "CL_INVALID_VALUE"),
    ]
    let texts = errors.map { "\($0)" }
    #expect(texts.allSatisfy { $0.hasPrefix("x:1: ") } && Set(texts).count == errors.count)
  }

  @Test(arguments: [("17", 17), ("3K", 3072), ("512M", 512 << 20), ("2G", 2 << 30)])
  func aLimitOfMemoryHasUnits(_ text: String, _ bytes: Int) {
    #expect(DeviceInventory.bytes(text) == bytes)
  }

  @Test(arguments: ["", "0", "-5", "8GB", "abc", "1.5G", "99999999999G"])
  func aLimitThatIsNoneIsToldAndNothingIsUsed(_ text: String) throws {
    let inventory = DeviceInventory(memory: text)
    #expect(inventory.devices.isEmpty)
    let sentence = "ASSAY_DEVICE_MEMORY: found \(text); accepted: a number of bytes"
    #expect(inventory.absent.values.allSatisfy { $0.hasPrefix(sentence) })
    let problem = try #require(inventory.problem)
    #expect(throws: problem) { try inventory.device(named: "opencl") }
  }

  @Test func anArrayThatNoAddressReachesIsOutOfMemory() {
    let error = #expect(throws: DeviceError.self) {
      try Device(ToyDriver()).buffer(of: Double.self, count: .max / 2)
    }
    #expect(error?.isOutOfMemory == true)
  }
}
