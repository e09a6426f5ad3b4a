// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Hardware
import Numerics

struct DevicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "List what workloads can run on: the CPU, OpenCL devices, CUDA devices.",
    discussion: """
      OpenCL is found through its loader (libOpenCL.so.1), CUDA through the driver (libcuda.so.1) \
      and its compiler NVRTC, all opened when the program runs; what is absent is said with the \
      reason. ASSAY_OPENCL_LIBRARY and ASSAY_CUDA_LIBRARY name libraries in other places (empty: not \
      looked for), ASSAY_NVRTC_LIBRARY the compiler, ASSAY_DEVICE_MEMORY the most bytes of each \
      device that may be used (512M, 8G).

      --compile compiles every kernel on every device and, where NVRTC is at hand, for CUDA \
      processors that are not: exit status 1 where one does not compile.
      """)

  @Flag(help: "Compile every kernel on every device, and with NVRTC for --architecture.")
  var compile = false
  @Option(
    help: ArgumentHelp(
      "CUDA architectures to compile for (repeatable; default: compute_70, sm_70, sm_80 and sm_90, "
        + "those that NVRTC knows).", valueName: "sm_90 or compute_90"))
  var architecture: [String] = []
  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    var processor: Processor
    var devices: [DeviceInfo]
    /// By backend, why it has no device here, or not all.
    var absent: [String: String]
    var nvrtc: String?
    var kernels: [KernelCheck]?
  }

  private struct Processor: Encodable {
    var name: String
    var cores: Int
    var vectorBits: Int
    var caches: [CacheLevel]
  }

  func validate() throws {
    for name in architecture
    where name.wholeMatch(of: /(sm|compute)_[0-9]+[a-z]?/) == nil {
      throw ValidationError("--architecture: found \(name); accepted: sm_NN or compute_NN")
    }
  }

  func run() throws {
    let inventory = DeviceInventory.current
    if let problem = inventory.problem { throw AssayError(problem) }
    let environment = HostProbe.environment(repositoryRoot: nil)
    let compiler = try? CUDACompiler()
    let usual = ["compute_70", "sm_70", "sm_80", "sm_90"].filter { compiler?.knows($0) ?? false }
    let targets = architecture.isEmpty ? usual : architecture
    let checks = compile ? KernelCheck.all(inventory.devices, compiler, targets) : nil
    let report = Report(
      processor: Processor(
        name: environment.cpuModel, cores: environment.logicalCores,
        vectorBits: HostProbe.vectorBits(environment.cpuFlags), caches: HostProbe.caches()),
      devices: inventory.devices.map(\.info),
      absent: Dictionary(
        uniqueKeysWithValues: inventory.absent.map { ($0.key.rawValue, $0.value) }),
      nvrtc: compiler?.version, kernels: checks)
    if output.json { try printJSON(report) } else { Self.show(report, inventory.lacks, compiler) }
    if let checks, checks.contains(where: { $0.failure != nil }) {
      throw ExitCode(ExitStatus.discrepant.rawValue)
    }
  }

  private static func show(
    _ report: Report, _ lacks: [(backend: DeviceBackend, words: String)], _ compiler: CUDACompiler?
  ) {
    let processor = report.processor
    print(
      "cpu        \(processor.name), \(processor.cores) cores, vectors of "
        + "\(processor.vectorBits) bits")
    for cache in processor.caches {
      print(
        "           L\(cache.level) \(size(UInt64(cache.bytes))), shared by "
          + "\(cache.sharedBy)")
    }
    for device in report.devices {
      print("\(device.id.padding(to: 11))\(device.name)\(device.isProcessor ? " (a CPU)" : "")")
      print("           \(device.vendor), driver \(device.driver), \(device.language)")
      print(
        "           \(device.computeUnits) units at \(device.clockMHz) MHz, "
          + "\(size(device.globalBytes)) memory, "
          + (device.cacheBytes.map { "\(size(UInt64($0))) cache, " } ?? "")
          + "\(size(UInt64(device.localBytes))) a group of at most \(device.maxGroup), "
          + (device.hasDouble ? "double precision" : "no double precision"))
      if !device.hasExactDivision {
        print(
          "           divisions and roots of single precision are not exact: other bits than the CPU's"
        )
      }
    }
    for (backend, words) in lacks { print("\(backend.rawValue.padding(to: 11))\(words)") }
    print(
      "NVRTC      " + (compiler.map { "\($0.version) (\($0.path))" } ?? "none: CUDA needs it"))
    for check in report.kernels ?? [] {
      print("\(check.failure == nil ? "compiles" : "FAILS   ")   \(check.target)  \(check.kernel)")
      if let failure = check.failure { print(failure) }
    }
  }
}

/// "46.6 GiB".
private func size(_ bytes: UInt64) -> String {
  var (value, unit) = (Double(bytes), 0)
  while value >= 1024, unit < 4 { (value, unit) = (value / 1024, unit + 1) }
  let number = value >= 100 || unit == 0 ? "\(Int(value))" : String(format: "%.1f", value)
  return "\(number) \(["B", "KiB", "MiB", "GiB", "TiB"][unit])"
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
