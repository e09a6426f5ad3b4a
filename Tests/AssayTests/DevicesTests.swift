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
    for backend in ["opencl", "cuda"] {
      let here = printed.devices.contains { $0.backend.rawValue == backend }
      #expect(here == (printed.absent[backend] == nil))
    }
    let text = try Program.run(["devices"]).output
    #expect(text.contains("cpu ") && text.contains("vectors of"))
    for device in printed.devices {
      #expect(text.contains(device.id) && text.contains(device.name))
    }
  }

  /// Every kernel of the program on every device, and by NVRTC for four targets without a GPU.
  @Test func everyKernelCompilesEverywhere() throws {
    let printed = try devices(["--compile"])
    let kernels = try #require(printed.kernels)
    #expect(kernels.allSatisfy { $0.failure == nil })
    let targets =
      printed.devices.map(\.id)
      + (printed.nvrtc == nil ? [] : ["compute_70", "sm_70", "sm_80", "sm_90"])
    for target in targets {
      #expect(kernels.count { $0.target == target } * targets.count == kernels.count)
    }
  }

  @Test func aLibraryThatIsSwitchedOffIsNotLookedFor() throws {
    let outcome = try Program.run(
      ["devices"], environment: ["ASSAY_OPENCL_LIBRARY": "", "ASSAY_CUDA_LIBRARY": ""])
    #expect(outcome.status == 0 && outcome.output.contains("switched off by its variable"))
    #expect(!outcome.output.contains("opencl:0"))
  }

  static let refusals: [([String], Int32, String)] = [
    (["bench", "--device", "quantum:0"], 64, "--device: found quantum:0; accepted: cpu"),
    (["devices", "--architecture", "sm90"], 64, "--architecture: found sm90; accepted: sm_NN"),
  ]

  @Test(arguments: refusals.indices)
  func refusalsAreOneSentence(_ i: Int) throws {
    let (arguments, status, sentence) = Self.refusals[i]
    let outcome = try Program.run(arguments)
    #expect(outcome.status == status && outcome.errors.contains(sentence), "\(outcome.errors)")
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
