// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// Reads what machine this is from the files and programs of a Linux system.
///
/// What cannot be read is told as "unknown" or left nil, never guessed.
public enum HostProbe {
  /// The machine and the build; starts `git` twice, so a few milliseconds.
  ///
  /// - Parameter repositoryRoot: a folder of the repository that the program was built from.
  public static func environment(repositoryRoot: String?) -> Environment {
    let cpu = CPUInfo(text: read("/proc/cpuinfo"))
    let commit = repositoryRoot.flatMap { command(["git", "-C", $0, "rev-parse", "HEAD"]) }
    let dirty = repositoryRoot.flatMap {
      command(["git", "-C", $0, "status", "--porcelain", "--untracked-files=no"])
    }
    return Environment(
      cpuModel: cpu.model, cpuFlags: cpu.flags,
      logicalCores: ProcessInfo.processInfo.activeProcessorCount,
      memoryBytes: ProcessInfo.processInfo.physicalMemory,
      operatingSystem: field("PRETTY_NAME", in: read("/etc/os-release")) ?? "unknown",
      kernel: read("/proc/sys/kernel/osrelease").trimmingCharacters(in: .whitespacesAndNewlines),
      hostName: ProcessInfo.processInfo.hostName, compiler: BuildFacts.compiler,
      buildConfiguration: BuildFacts.configuration, libraries: LibraryVersions.all,
      openBLASCore: LibraryVersions.openBLASCore, variables: variables(),
      gitCommit: commit.flatMap { $0.isEmpty ? nil : $0 },
      gitDirty: commit == nil ? nil : dirty.map { !$0.isEmpty }, loadAverage: loadAverage())
  }

  /// Variables that change results or speed, where set.
  private static func variables() -> [String: String] {
    let names = [
      "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS",
      "GSL_RNG_TYPE",
    ]
    return ProcessInfo.processInfo.environment.filter { names.contains($0.key) }
  }

  private static func loadAverage() -> Double? {
    var loads = [0.0]
    return getloadavg(&loads, 1) == 1 ? loads[0] : nil
  }

  static func read(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  /// The value of `NAME=value` or `NAME="value"`.
  static func field(_ name: String, in text: String) -> String? {
    for line in text.split(separator: "\n") where line.hasPrefix(name + "=") {
      return line.dropFirst(name.count + 1).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
    }
    return nil
  }

  /// The output of a command, trimmed; nil when it cannot be started or fails.
  static func command(_ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// Model and vector extensions out of /proc/cpuinfo.
struct CPUInfo: Equatable {
  var model: String
  var flags: [String]

  /// Extensions that matter to the kernels, in the order they are told.
  static let interesting = [
    "sse4_2", "avx", "avx2", "fma", "avx512f", "avx512dq", "avx512bw", "avx512vl", "amx_tile",
    "asimd", "sve",
  ]

  init(text: String) {
    var values: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let name = parts[0].trimmingCharacters(in: .whitespaces)
      if values[name] == nil { values[name] = parts[1].trimmingCharacters(in: .whitespaces) }
    }
    model = values["model name"] ?? "unknown"
    let present = Set((values["flags"] ?? values["Features"] ?? "").split(separator: " "))
    flags = Self.interesting.filter { present.contains(Substring($0)) }
  }
}

/// What is known about the build when it is made.
enum BuildFacts {
  static var configuration: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  /// The language version that compiled this, as far as a program can know it.
  static var compiler: String {
    #if compiler(>=6.5)
      "Swift 6.5 or newer"
    #elseif compiler(>=6.4)
      "Swift 6.4"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #elseif compiler(>=6.2)
      "Swift 6.2"
    #else
      "Swift 6.1"
    #endif
  }
}
