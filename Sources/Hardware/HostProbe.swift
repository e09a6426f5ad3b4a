// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
private import Glibc

/// Looks at the machine, the build and the repository a run is made with.
///
/// What cannot be found is "unknown" or nil, never guessed. Cost: some file reads and two runs of
/// git, about 20 ms; so it belongs to runs and to `assay doctor`, not to listings.
public enum HostProbe {
  /// - Parameter repositoryRoot: folder whose git commit is recorded; it must be the top of a work
  ///   tree, or commit and state are nil.
  public static func environment(repositoryRoot: String?) -> Environment {
    let cpu = ProcText.processor(file("/proc/cpuinfo"))
    let repository = repositoryRoot.flatMap { GitState(root: $0) }
    let system = SystemNames()
    return Environment(
      cpuModel: cpu.model ?? "unknown", cpuFlags: cpu.flags,
      logicalCores: ProcessInfo.processInfo.activeProcessorCount,
      memoryBytes: ProcText.totalMemory(file("/proc/meminfo")) ?? 0,
      operatingSystem: ProcText.systemName(file("/etc/os-release")) ?? "unknown",
      kernel: system.kernel, hostName: system.host, compiler: Build.compiler,
      buildConfiguration: Build.configuration, libraries: Libraries.versions,
      openBLASCore: Libraries.openBLASCore,
      variables: variables(ProcessInfo.processInfo.environment),
      gitCommit: repository?.commit, gitDirty: repository?.isDirty, loadAverage: loadAverage())
  }

  /// Width of the widest vector unit that this program has code for.
  public static func vectorBits(_ flags: [String]) -> Int {
    flags.contains("avx512f") ? 512 : flags.contains("avx2") ? 256 : 128
  }

  /// Variables that change results or speed, where they are set.
  static func variables(_ all: [String: String]) -> [String: String] {
    all.filter { name, _ in
      name.hasPrefix("OPENBLAS_")
        || ["OMP_NUM_THREADS", "GOTO_NUM_THREADS", "GSL_IEEE_MODE", "LD_PRELOAD"].contains(name)
    }
  }

  /// Mean number of running processes over the last minute.
  static func loadAverage() -> Double? {
    var load = 0.0
    return getloadavg(&load, 1) == 1 ? load : nil
  }

  private static func file(_ path: String) -> String {
    // Files of /proc have no size: they must be read to the end, which this does.
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}

/// Names that the kernel gives for itself and its host.
private struct SystemNames {
  var kernel = "unknown"
  var host = "unknown"

  init() {
    var names = utsname()
    guard uname(&names) == 0 else { return }
    let text = { (field: UnsafeRawBufferPointer) in
      String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }
    let system = withUnsafeBytes(of: names.sysname, text)
    let release = withUnsafeBytes(of: names.release, text)
    let machine = withUnsafeBytes(of: names.machine, text)
    kernel = "\(system) \(release) \(machine)"
    host = withUnsafeBytes(of: names.nodename, text)
  }
}
