// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Testing
import Timing

/// `assay devices`, and `assay bench --device`.
@Suite struct DevicesTests {
  struct Printed: Decodable {
    struct Processor: Decodable { var cores: Int }
    struct Kernel: Decodable {
      var kernel: String
      var target: String
      var failure: String?
    }
    var processor: Processor
    var devices: [DeviceInfo]
    var absent: [String: String]
    var nvrtc: String?
    var kernels: [Kernel]?
  }

  func devices(_ arguments: [String] = []) throws -> Printed {
    let outcome = try Program.run(["devices", "--json"] + arguments)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    return try JSONDecoder().decode(Printed.self, from: Data(outcome.output.utf8))
  }

  @Test func whatIsThereIsListedAndWhatIsNotHasAReason() throws {
    let printed = try devices()
    #expect(printed.processor.cores >= 1)
    #expect(printed.devices == DeviceInventory.devices.map(\.info))
    let text = try Program.run(["devices"]).output
    for backend in ["opencl", "cuda"] {
      let isHere = printed.devices.contains { $0.backend.rawValue == backend }
      // A device that cannot be used may stand beside others of its backend.
      #expect(isHere || printed.absent[backend] != nil)
      guard let reason = printed.absent[backend] else { continue }
      #expect(text.contains("\(isHere ? "not all" : "none"): \(reason)"))
    }
    #expect(text.contains("cpu ") && text.contains("vectors of"))
    for device in printed.devices {
      #expect(text.contains(device.id) && text.contains(device.name))
    }
  }

  static let compilers = DeviceInventory.devices.count + ((try? CUDACompiler()) == nil ? 0 : 1)

  /// Every kernel of the program on every device, and by NVRTC for four targets without a GPU.
  @Test(.enabled(if: compilers > 0, "no accelerator and no NVRTC here"))
  func everyKernelCompilesEverywhere() throws {
    let printed = try devices(["--compile"])
    let kernels = try #require(printed.kernels)
    let failures = kernels.filter { $0.failure != nil }
    #expect(failures.isEmpty, "\(failures.map { "\($0.kernel) \($0.target) \($0.failure!)" })")
    // None that stands in a text is left out of the catalogue.
    let texts = KernelText.files.filter { $0.hasPrefix("Devices/") }
    let all = Set(texts.flatMap { KernelText([.file($0)], usesDouble: false).kernelNames })
    #expect(all.count > 20 && all.subtracting(kernels.map(\.kernel)).isEmpty)
    let targets = Set(kernels.map(\.target))
    #expect(targets.isSuperset(of: printed.devices.map(\.id)))
    if printed.nvrtc != nil { #expect(targets.isSuperset(of: ["sm_80", "sm_90"])) }
    for kernel in all {
      #expect(Set(kernels.filter { $0.kernel == kernel }.map(\.target)) == targets)
    }
  }

  @Test func aLibraryThatIsSwitchedOffIsNotLookedFor() throws {
    let outcome = try Program.run(
      ["devices"], environment: ["ASSAY_OPENCL_LIBRARY": "", "ASSAY_CUDA_LIBRARY": ""])
    #expect(outcome.status == 0 && outcome.output.contains("switched off by its variable"))
    #expect(!outcome.output.contains("opencl:0"))
  }

  static let refusals: [([String], Int32, String)] = [
    (["bench", "--device", "quantum:0"], 64, "--device: found quantum:0; accepted: all, cpu"),
    (["devices", "--architecture", "sm90"], 64, "--architecture: found sm90; accepted: sm_NN"),
    (["bench", "--device", "all", "--device", "abacus"], 64, "--device: found abacus"),
  ]

  @Test(arguments: refusals.indices)
  func refusalsAreOneSentence(_ i: Int) throws {
    let (arguments, status, sentence) = Self.refusals[i]
    let outcome = try Program.run(arguments)
    #expect(outcome.status == status && outcome.errors.contains(sentence), "\(outcome.errors)")
  }

  @Test(arguments: [["devices"], ["bench", "--device", "all"]])
  func aLimitOfMemoryThatIsNoneIsRefused(_ arguments: [String]) throws {
    let outcome = try Program.run(arguments, environment: ["ASSAY_DEVICE_MEMORY": "8GB"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("ASSAY_DEVICE_MEMORY: found 8GB; accepted: a number of bytes"))
  }

  /// The ladder: scalar, simd, threads and the device in one table, with their ceilings.
  @Test(.enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"))
  func theTableHasTheDevicesBesideTheCPU() throws {
    let place = try Scratch()
    let folder = place.path + "/bench"
    let outcome = try Program.run(
      BenchTests.quick + ["--device", "all", "--no-figures", "--out", folder])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let record = try BenchRecord.read(from: folder + "/bench.json")
    #expect(record.devices == DeviceInventory.devices.map(\.info))
    #expect(
      record.bench.device == (["cpu"] + DeviceInventory.devices.map(\.id)).joined(separator: ", "))
    let rows = record.workloads[0].variants
    for device in DeviceInventory.devices where device.info.hasDouble {
      let row = try #require(rows.first { $0.device == device.id })
      #expect(row.validation.isValid && row.summary?.ceiling?.hasSuffix(device.id) == true)
    }
    let page = try String(contentsOfFile: folder + "/bench.md", encoding: .utf8)
    #expect(page.contains("## Devices") && page.contains("copy in the memory of"))
    try BenchTests.checkSchema(folder + "/bench.json")
  }
}
