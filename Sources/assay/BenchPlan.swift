// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Harness
import Numerics
import Reporting
import Timing

/// What a bench command line asks for.
struct BenchPlan {
  let catalogue: WorkloadCatalogue
  let bench: BenchRecord.Bench
  let devices: [Device]
  private let only: [String]

  init(_ command: BenchCommand, root: String) throws(AssayError) {
    let threads = command.threads ?? ProcessInfo.processInfo.activeProcessorCount
    devices = try Self.devices(command.device)
    catalogue = try WorkloadCatalogue(
      studies: command.studies.selected().map { $0.card.id }, threads: threads, root: root,
      data: command.places.dataFolder(), devices: devices)
    guard !catalogue.workloads.isEmpty else {
      let reasons = catalogue.skipped.map { "\($0.study): \($0.reason)" }
      throw .missing("any workload to time", remedy: reasons.joined(separator: "; "))
    }
    only = command.variant
    let known = Set(catalogue.workloads.flatMap { $0.variants.map(\.id) })
    for name in only where !known.contains(where: { $0.hasPrefix(name) }) {
      throw .usage(
        "--variant: found \(name); accepted: \(known.sorted().joined(separator: ", "))")
    }
    var limits = command.quick ? MeasurementLimits.quick : .standard
    if let rounds = command.rounds {
      limits.rounds = rounds
      limits.leastRounds = min(limits.leastRounds, rounds)
    }
    if let seconds = command.seconds { limits.seconds = seconds }
    let now = Date()
    bench = BenchRecord.Bench(
      id: RunFolder.newBenchID(), started: ISO8601DateFormatter().string(from: now),
      finished: ISO8601DateFormatter().string(from: now), seconds: 0,
      command: ["assay"] + CommandLine.arguments.dropFirst(), seed: command.seed, threads: threads,
      device: (["cpu"] + devices.map(\.id)).joined(separator: ", "), quick: command.quick,
      limits: limits)
  }

  func runner(cancellation: Cancellation) -> BenchRunner {
    var measurement = PairedMeasurement(
      limits: bench.limits, seed: bench.seed, energy: EnergyCounter(),
      isCancelled: { cancellation.isCancelled })
    for device in devices {
      measurement.deviceEnergy[device.id] = DeviceEnergy(device.info)
    }
    return BenchRunner(
      measurement: measurement,
      ceilings: CeilingProbe(cores: bench.threads, devices: devices, quick: bench.quick),
      quick: bench.quick, only: only)
  }

  /// The accelerators asked for, each once.
  private static func devices(_ names: [String]) throws(AssayError) -> [Device] {
    guard names.contains(where: { $0 != "cpu" }) else { return [] }
    let inventory = DeviceInventory.current
    if let problem = inventory.problem { throw AssayError(problem) }
    if names.contains("all") {
      for (backend, words) in inventory.lacks {
        Terminal.complain("assay: \(backend.rawValue): \(words)")
      }
    }
    var chosen: [Device] = []
    if names.contains("all") { chosen = inventory.devices }
    for name in names where name != "cpu" && name != "all" {
      do throws(DeviceError) {
        let device = try inventory.device(named: name)
        if !chosen.contains(where: { $0.id == device.id }) { chosen.append(device) }
      } catch {
        guard case .unknown(let name, let present) = error else { throw AssayError(error) }
        // "all" is no device, and accepted here only.
        throw AssayError(.unknown(name, present: ["all"] + present))
      }
    }
    return chosen
  }

  /// The record the score is relative to: the named one, or the repository's where it is.
  func machine(_ path: String?, root: String) throws(AssayError) -> BenchRecord? {
    if let path { return try BenchRecord.read(from: path) }
    let usual = PlaceOptions.repository(of: root) + "/Machines/epyc-zen5.json"
    guard FileManager.default.fileExists(atPath: usual) else { return nil }
    return try BenchRecord.read(from: usual)
  }

  /// The slides' table of GPUs [particles/s], each rate as printed and recomputed from its particles
  /// and time; empty where the table is not in the references.
  func slides(root: String) -> [SlidesRow] {
    guard
      let library = try? ReferenceLibrary.load(study: "cosmic-ray-diffusion", root: root),
      let table = try? library.table("seed_gpu_throughput"),
      let printed = table.dependent.first(where: { $0.name.contains("rate (printed)") }),
      let own = table.dependent.first(where: { $0.name.contains("recomputed = particles") })
    else { return [] }
    let names = table.independent[0].axis.keys.map(\.description)
    return names.indices.compactMap { i in
      guard let rate = printed.cells[i].number, let again = own.cells[i].number else { return nil }
      return SlidesRow(device: names[i], printed: rate, recomputed: again)
    }
  }
}

extension RunFolder {
  /// "bench-20261121T040500Z", with a suffix where that folder is there already.
  static func newBenchID() -> String {
    let time = newID(tier: .quick).split(separator: "-")[0]
    let base = "bench-\(time)"
    var id = base
    var count = 1
    while FileManager.default.fileExists(atPath: "Reports/\(id)") {
      count += 1
      id = "\(base)-\(count)"
    }
    return id
  }
}
