// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Hardware

/// What a thread read, waited for.
final class Outcome: @unchecked Sendable {
  private var result: Result<[Int32], any Error>?
  private let done = DispatchSemaphore(value: 0)

  func set(_ result: Result<[Int32], any Error>) {
    self.result = result
    done.signal()
  }

  func get() throws -> [Int32] {
    done.wait()
    return try result!.get()
  }
}

/// The CUDA backend against a driver of our own, see ``ToyCUDA``; with NVRTC where it is at hand.
@Suite(.serialized) struct CUDADriverTests {
  static let hasCompiler = ToyLibrary.canBeBuilt
  /// As the toy's driver, of CUDA 12, looks for it.
  static let nvrtc = try? CUDACompiler(paths: CUDACompiler.usualPaths(driver: 12), driver: 12)

  func device(limit: Int = 1 << 30, most: Int = 1 << 20, compilers: [String]? = nil) throws
    -> Device
  {
    let library = try #require(try ToyCUDA.library(limit: limit, most: most))
    let found = CUDADiscovery.drivers(
      library: library, compilers: compilers)
    return Device(try #require(found.drivers.first, "\(found.reason ?? "")"))
  }

  @Test(.enabled(if: hasCompiler, "no C compiler here"))
  func aDriverIsFoundWithItsProperties() throws {
    let info = try device().info
    #expect(info.id == "cuda:0" && info.name == "Toy GPU" && info.computeUnits == 132)
    #expect(info.language == "CUDA 12.4, compute capability 9.0" && info.clockMHz == 1980)
    #expect(info.globalBytes == 1 << 30 && info.localBytes == 49152 && info.maxGroup == 1024)
    #expect(info.cacheBytes == 52_428_800)
    #expect(info.bus == "0000:01:00.0" && !info.isProcessor && info.hasDouble)
  }

  /// A device that cannot be had is told beside those that can.
  @Test(.enabled(if: hasCompiler, "no C compiler here"), arguments: [1, 2, 3])
  func whatTheDriverCannotGiveIsTold(_ devices: Int) throws {
    let library = try #require(try ToyCUDA.library(devices: devices))
    let inventory = DeviceInventory(openCL: nil, cuda: library, memory: nil)
    #expect(inventory.devices.map(\.id) == ["cuda:0"])
    let words = Dictionary(uniqueKeysWithValues: inventory.lacks.map { ($0.backend, $0.words) })
    #expect(words[.opencl] == "none: switched off by its variable")
    let failures = (1..<devices).map { "cuda:\($0): cuDeviceGet failed: CUDA_ERROR_TOY" }
    let told = "not all: " + failures.joined(separator: "; ")
    #expect(words[.cuda] == (failures.isEmpty ? nil : told))
  }

  /// Neither lost nor a failed call: nothing is wrong with what was asked of it.
  @Test(.enabled(if: hasCompiler, "no C compiler here"))
  func aDeviceOfAnotherProgramIsNotAvailable() throws {
    let library = try #require(try ToyCUDA.library(context: 46))
    let device = Device(try #require(CUDADiscovery.drivers(library: library).drivers.first))
    #expect(
      throws: DeviceError.unavailable(
        device: "cuda:0", call: "cuDevicePrimaryCtxRetain", code: "CUDA_ERROR_TOY: a toy's error")
    ) {
      try device.buffer([1] as [Int32])
    }
  }

  @Test(.enabled(if: hasCompiler, "no C compiler here"))
  func memoryGoesThereAndBack() throws {
    let device = try device()
    let buffer = try device.buffer((0..<1000).map { Double($0) })
    let copy = try device.buffer(of: Double.self, count: 1000)
    try copy.copy(buffer)
    try buffer.zero()
    #expect(try copy.read(10..<13) == [10, 11, 12] && buffer.read(0..<2) == [0, 0])
    let marks = (try device.mark(), try device.mark())
    #expect(try device.seconds(from: marks.0, to: marks.1) == 2.5e-3)
  }

  /// A library must not be given the stream of number 0 in the place of one that cannot be made.
  @Test(.enabled(if: hasCompiler, "no C compiler here"), arguments: [true, false])
  func aStreamThatCannotBeMadeIsTold(streams: Bool) throws {
    let library = try #require(try ToyCUDA.library(streams: streams))
    let device = Device(try #require(CUDADiscovery.drivers(library: library).drivers.first))
    guard streams else {
      #expect(throws: DeviceError.outOfMemory(device: "cuda:0", bytes: nil)) {
        try device.nativeStream
      }
      return
    }
    let stream = try device.nativeStream
    #expect(stream != nil)
    #expect(try device.nativeStream == stream)
    #expect(try Device(ToyDriver()).nativeStream == nil)
  }

  @Test(.enabled(if: hasCompiler, "no C compiler here"))
  func memoryThatIsRefusedHalvesTheBatch() throws {
    let device = try device(limit: 256)
    var (all, sizes) = ([Int](), [Int]())
    try device.inBatches(70, most: 64) { range throws(DeviceError) in
      let buffer = try device.buffer(Array(range))
      all += try buffer.read()
      sizes.append(range.count)
    }
    #expect(all == Array(0..<70) && sizes == [32, 32, 6])
    #expect(device.notes.count == 1)
  }

  @Test(.enabled(if: hasCompiler, "no C compiler here"))
  func aDriverWithoutNVRTCIsTold() throws {
    let device = try device(compilers: ["libNoCompiler.so.1"])
    let error = #expect(throws: DeviceError.self) {
      try device.kernel("saxpy", of: TestText.saxpy)
    }
    guard case .noCompiler("cuda:0", let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("libNoCompiler.so.1"))
  }

  /// Each thread makes the context its own: the driver refuses calls of a thread that did not.
  @Test(.enabled(if: hasCompiler, "no C compiler here"))
  func anotherThreadMayUseTheDevice() throws {
    let device = try device()
    let buffer = try device.buffer([1, 2, 3] as [Int32])
    let result = Outcome()
    let thread = Thread {
      result.set(Result { try buffer.read() })
    }
    thread.start()
    #expect(try result.get() == [1, 2, 3])
  }

  /// Code of the processor where the compiler knows it, else PTX of the newest before it.
  @Test(.enabled(if: nvrtc != nil, "no NVRTC here"))
  func aProcessorThatTheCompilerDoesNotKnowGetsPTX() throws {
    let compiler = try #require(Self.nvrtc)
    let newest = try #require(compiler.capabilities.last)
    #expect(compiler.architecture(for: newest) == "sm_\(newest)")
    #expect(compiler.architecture(for: newest + 1000) == "compute_\(newest)")
    #expect(compiler.knows("sm_\(newest)") && !compiler.knows("sm_\(newest + 1000)"))
  }

  static let copy = KernelText(
    [.text("#define ASSAY_REAL float"), .file("Devices/DeviceCeilings.h")], usesDouble: false)

  @Test(.enabled(if: hasCompiler && nvrtc != nil, "no C compiler or no NVRTC here"))
  func argumentsArriveInTheirOrder() throws {
    let device = try device()
    let kernel = try device.kernel("assay_device_ceiling_copy", of: Self.copy)
    #expect(kernel.maxGroup == 256)
    let from = try device.buffer((0..<40).map { Float($0) })
    let to = try device.buffer([Float](repeating: -1, count: 40))
    // Nine items of four numbers: the tenth is beyond the count.
    try device.launch(kernel, items: 9, group: 4, [.int64(9), .buffer(from), .buffer(to)])
    #expect(try to.read() == (0..<36).map { Float($0) } + [-1, -1, -1, -1])
  }

  @Test(.enabled(if: hasCompiler && nvrtc != nil, "no C compiler or no NVRTC here"))
  func aLostDeviceSaysSo() throws {
    let device = try device(most: 3)
    let kernel = try device.kernel("assay_device_ceiling_copy", of: Self.copy)
    let buffer = try device.buffer(of: Float.self, count: 64)
    let error = #expect(throws: DeviceError.self) {
      try device.launch(
        kernel, items: 16, group: 4, [.int64(16), .buffer(buffer), .buffer(buffer)])
    }
    #expect(
      error
        == .lost(
          device: "cuda:0", call: "cuLaunchKernel", code: "CUDA_ERROR_TOY: a toy's error"))
  }

  @Test(
    .enabled(if: nvrtc != nil, "no NVRTC here"),
    arguments: ["compute_70", "sm_70", "sm_80", "sm_90"])
  func nvrtcCompilesWithoutAGPU(_ architecture: String) throws {
    let compiler = try #require(Self.nvrtc)
    let image = try compiler.compile(Self.copy, architecture: architecture, for: "copy")
    let isCode = image.prefix(4) == [0x7F, 0x45, 0x4C, 0x46]
    #expect(isCode == architecture.hasPrefix("sm_"))
    if !isCode { #expect(String(decoding: image, as: UTF8.self).contains(".entry")) }
    // A fused multiply-add where it is allowed, and only there.
    guard architecture == "compute_70" else { return }
    for contracts in [false, true] {
      let text = KernelText(
        [.text("ASSAY_KERNEL void f(ASSAY_GLOBAL float *x) { x[0] = x[0] * x[1] + x[2]; }")],
        usesDouble: false, contracts: contracts)
      let assembly = String(
        decoding: try compiler.compile(text, architecture: architecture, for: "f"), as: UTF8.self)
      #expect(assembly.contains("fma.rn.f32") == contracts)
    }
  }

  @Test(.enabled(if: nvrtc != nil, "no NVRTC here"))
  func aTextThatDoesNotCompileCarriesTheLog() throws {
    let text = KernelText([.text("ASSAY_KERNEL void f() { nowhere(); }")], usesDouble: false)
    let error = #expect(throws: DeviceError.self) {
      try Self.nvrtc?.compile(text, architecture: "sm_90", for: "f")
    }
    #expect(error.map { "\($0)".contains("nowhere") } == true)
  }
}
