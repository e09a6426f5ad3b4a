// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics

/// The JSON file that one `assay bench` leaves: every sample, and all that its report needs. Its
/// schema is `Schemas/bench-record-1.schema.json`.
public struct BenchRecord: Codable, Sendable, Equatable {
  /// Version of this format.
  public static let formatVersion = 1

  public var format: Int
  public var bench: Bench
  public var environment: Environment
  public var caches: [CacheLevel]
  /// Accelerators that variants ran on; nil where none was asked for.
  public var devices: [DeviceInfo]?
  /// By device, what a reader should know: why its energy or its ceilings were not measured, batches
  /// that were halved.
  public var deviceNotes: [String: [String]]?
  /// Packages with an energy counter; empty where there is none.
  public var energyPackages: [String]
  /// Why energy is not measured; nil where it is.
  public var energyReason: String?
  public var ceilings: Ceilings
  /// A/A runs: one thread, and all threads where there are several.
  public var controls: [Control]
  public var workloads: [WorkloadRecord]
  public var skipped: [Skipped]

  public init(
    bench: Bench, environment: Environment, caches: [CacheLevel], devices: [DeviceInfo]? = nil,
    deviceNotes: [String: [String]]? = nil,
    energyPackages: [String], energyReason: String?, ceilings: Ceilings, controls: [Control],
    workloads: [WorkloadRecord],
    skipped: [Skipped]
  ) {
    format = Self.formatVersion
    (self.bench, self.environment, self.caches) = (bench, environment, caches)
    (self.devices, self.deviceNotes) = (devices, deviceNotes)
    (self.energyPackages, self.energyReason) = (energyPackages, energyReason)
    (self.ceilings, self.controls) = (ceilings, controls)
    (self.workloads, self.skipped) = (workloads, skipped)
  }

  /// How it was asked for.
  public struct Bench: Codable, Sendable, Equatable {
    public var id: String
    /// ISO 8601, UTC.
    public var started: String
    public var finished: String
    public var seconds: Double
    public var command: [String]
    public var seed: UInt64
    public var threads: Int
    public var device: String
    public var quick: Bool
    public var limits: MeasurementLimits

    public init(
      id: String, started: String, finished: String, seconds: Double, command: [String],
      seed: UInt64, threads: Int, device: String, quick: Bool, limits: MeasurementLimits
    ) {
      (self.id, self.started, self.finished) = (id, started, finished)
      (self.seconds, self.command, self.seed) = (seconds, command, seed)
      (self.threads, self.device, self.quick) = (threads, device, quick)
      self.limits = limits
    }
  }

  /// A workload that was not run, and why.
  public struct Skipped: Codable, Sendable, Equatable {
    public var study: String
    public var workload: String
    public var reason: String

    public init(study: String, workload: String, reason: String) {
      (self.study, self.workload, self.reason) = (study, workload, reason)
    }
  }
}

/// What came of one workload.
public struct WorkloadRecord: Codable, Sendable, Equatable {
  public var study: String
  public var id: String
  public var title: String
  public var item: String
  public var items: Double
  public var flopsPerItem: Double
  public var bytesPerItem: Double
  public var workingSet: Double?
  /// The first is the reference.
  public var variants: [VariantRecord]
  public var sizes: SizeScaling?

  public var name: String { "\(study)/\(id)" }

  init(_ workload: Workload, variants: [VariantRecord], sizes: SizeScaling?) {
    (study, id, title) = (workload.study, workload.id, workload.title)
    (item, items) = (workload.item, workload.items)
    (flopsPerItem, bytesPerItem) = (workload.flopsPerItem, workload.bytesPerItem)
    (workingSet, self.variants, self.sizes) = (workload.workingSet, variants, sizes)
  }

  /// The right variant with the most items a second.
  public var best: VariantRecord? {
    variants.filter { $0.summary != nil }
      .max { $0.summary!.itemsPerSecond < $1.summary!.itemsPerSecond }
  }
}

extension BenchRecord {
  /// Writes the record, whole or not at all.
  public func write(to path: String) throws(AssayError) {
    try AtomicFile.write(try CanonicalJSON.encode(self) + [UInt8(ascii: "\n")], to: path)
  }

  /// Reads a record; refuses what is not JSON, another format version, or a missing or ill-typed
  /// key, which it names.
  public static func read(from path: String) throws(AssayError) -> BenchRecord {
    let bytes = try InputFile.bytes(path)
    let version = try CanonicalJSON.decode(Version.self, from: bytes, file: path)
    guard version.format == formatVersion else {
      throw .badInput(
        file: path, place: "key format", found: "\(version.format)", accepted: "\(formatVersion)")
    }
    return try CanonicalJSON.decode(BenchRecord.self, from: bytes, file: path)
  }

  private struct Version: Decodable { var format: Int }

  /// The floor of rows judged by `kind` after that many rounds: that of the control by the same
  /// clock, else the largest there is. Infinite without a control.
  public func floor(_ kind: TimeKind, rounds: Int) -> Double {
    let floors = controls.filter { $0.kind == kind }.map { $0.floor(rounds: rounds) }
    return floors.max() ?? controls.map { $0.floor(rounds: rounds) }.max() ?? .infinity
  }

  /// Whether any variant gave a wrong answer or failed. What an accelerator cannot run for want of
  /// a compiler, room or double precision, or because it is lost, is told in its row only.
  public var hasWrongAnswer: Bool {
    workloads.contains {
      $0.variants.contains { !$0.validation.isValid && $0.validation.isRefused != true }
    }
  }
}
