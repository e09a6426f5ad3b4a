// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Hardware

/// Which NVRTC is taken, shown with ones of our own, see ``ToyNVRTC``.
@Suite(.enabled(if: ToyLibrary.canBeBuilt, "no C compiler here")) struct CUDACompilerTests {
  /// The first of `versions` that the texts need and the driver can load, if any.
  @Test(
    arguments: [
      ([11, 12], nil, 12), ([11, 13], nil, 13), ([13, 12], 12, 12), ([13, 11, 12], 13, 13),
      ([14, 13, 12], 13, 13), ([11], nil, nil), ([13], 12, nil), ([13, 11], 12, nil),
    ] as [([Int], Int?, Int?)])
  func anUnfitVersionIsPassedOver(versions: [Int], driver: Int?, expected: Int?) throws {
    let paths = try versions.map { try #require(try ToyNVRTC.library(version: $0)) }
    // One that is not there hides no reason of those that are.
    let all = paths + ["libNoCompiler.so.1"]
    guard let expected else {
      let error = #expect(throws: DeviceError.self) {
        try CUDACompiler(paths: all, driver: driver)
      }
      let sentence = error.map { "\($0)" } ?? ""
      let most = driver.map { "at least 12, no newer than the driver's \($0)" } ?? "at least 12"
      #expect(
        sentence.contains("\(paths.last!): found version \(versions.last!).5; accepted: \(most)"),
        "\(sentence)")
      return
    }
    let compiler = try CUDACompiler(paths: all, driver: driver)
    #expect(compiler.version == "\(expected).5")
    #expect(compiler.path == paths[versions.firstIndex(of: expected)!])
  }

  /// A device asks as its driver must.
  @Test func aDevicePassesOnItsDriversVersion() throws {
    let newer = try #require(try ToyNVRTC.library(version: 13))
    let library = try #require(try ToyCUDA.library())
    let driver = try #require(
      CUDADiscovery.drivers(library: library, compilers: [newer]).drivers.first)
    let error = #expect(throws: DeviceError.self) {
      try Device(driver).kernel("saxpy", of: TestText.saxpy)
    }
    guard case .noCompiler("cuda:0", let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("accepted: at least 12, no newer than the driver's 12"))
  }

  /// A processor that the compiler does not know gets PTX: what the driver has to say about it is
  /// told; a driver too old for it is no fault of the text.
  @Test(arguments: [true, false]) func theDriversLogIsTold(hasLog: Bool) throws {
    let compiler = try #require(try ToyNVRTC.library(version: 12, capability: 80))
    let library = try #require(try ToyCUDA.library(log: hasLog))
    let driver = try #require(
      CUDADiscovery.drivers(library: library, compilers: [compiler]).drivers.first)
    let error = #expect(throws: DeviceError.self) {
      try Device(driver).kernel("saxpy", of: TestText.saxpy)
    }
    let code = "CUDA_ERROR_TOY: a toy's error"
    #expect(
      error
        == (hasLog
          ? .build(
            device: "cuda:0", kernel: "saxpy", log: "\(code): ptxas fatal: .version 9.9 is unknown")
          : .noCompiler(
            device: "cuda:0", reason: "what it makes is too new for the driver: \(code)")))
  }

  /// Code of the processor needs no such step.
  @Test func codeOfTheProcessorIsLoaded() throws {
    let compiler = try #require(try ToyNVRTC.library(version: 12))
    let library = try #require(try ToyCUDA.library())
    let driver = try #require(
      CUDADiscovery.drivers(library: library, compilers: [compiler]).drivers.first)
    let kernel = try Device(driver).kernel("assay_device_ceiling_copy", of: TestText.saxpy)
    #expect(kernel.maxGroup == 256)
  }

  @Test(
    arguments: [(nil, ["13", "12"]), (12, ["12"]), (13, ["13", "12"]), (11, [])]
      as [(Int?, [String])])
  func usualPathsAreNoNewerThanTheDriver(driver: Int?, versions: [String]) {
    guard DeviceInventory.variable("ASSAY_NVRTC_LIBRARY") == nil else { return }
    let names = versions.map { "libnvrtc.so.\($0)" } + ["libnvrtc.so"]
    #expect(
      CUDACompiler.usualPaths(driver: driver)
        == names + names.map { "/usr/local/cuda/lib64/\($0)" })
  }
}
