// SPDX-License-Identifier: GPL-3.0-or-later

/// The machine and the build that a run was made on and with.
public struct Environment: Codable, Sendable, Equatable {
  public var cpuModel: String
  /// Vector extensions of the CPU that matter here, such as "avx2", "fma", "avx512f".
  public var cpuFlags: [String]
  public var logicalCores: Int
  public var memoryBytes: UInt64
  public var operatingSystem: String
  public var kernel: String
  public var hostName: String
  public var compiler: String
  public var buildConfiguration: String
  /// Versions of the libraries in use, by name ("GSL": "2.7.1").
  public var libraries: [String: String]
  /// Core type that OpenBLAS selected.
  public var openBLASCore: String
  /// Variables that change results or speed, such as OPENBLAS_CORETYPE, where set.
  public var variables: [String: String]
  public var gitCommit: String?
  public var gitDirty: Bool?
  public var loadAverage: Double?

  public init(
    cpuModel: String, cpuFlags: [String], logicalCores: Int, memoryBytes: UInt64,
    operatingSystem: String, kernel: String, hostName: String, compiler: String,
    buildConfiguration: String, libraries: [String: String], openBLASCore: String,
    variables: [String: String], gitCommit: String?, gitDirty: Bool?, loadAverage: Double?
  ) {
    self.cpuModel = cpuModel
    self.cpuFlags = cpuFlags
    self.logicalCores = logicalCores
    self.memoryBytes = memoryBytes
    self.operatingSystem = operatingSystem
    self.kernel = kernel
    self.hostName = hostName
    self.compiler = compiler
    self.buildConfiguration = buildConfiguration
    self.libraries = libraries
    self.openBLASCore = openBLASCore
    self.variables = variables
    self.gitCommit = gitCommit
    self.gitDirty = gitDirty
    self.loadAverage = loadAverage
  }
}
