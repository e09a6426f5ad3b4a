// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Harness
import Numerics

@testable import Timing

/// Small records whose numbers mean nothing.
enum SampleRecords {
  static func machine(
    host: String = "node1", cpu: String = "Test CPU", commit: String? = "0123abcdef",
    build: String = "release"
  ) -> Environment {
    Environment(
      cpuModel: cpu, cpuFlags: ["avx2"], logicalCores: 2, memoryBytes: 8 << 30,
      operatingSystem: "Debian 12", kernel: "6.1", hostName: host, compiler: "Swift 6.3",
      buildConfiguration: build, libraries: ["GSL": "2.7.1"], openBLASCore: "Haswell",
      variables: [:], gitCommit: commit, gitDirty: false, loadAverage: 0.5)
  }

  /// ISO 8601 time of the n-th day.
  static func day(_ n: Int) -> String {
    ISO8601DateFormatter().string(
      from: Date(timeIntervalSince1970: 1_767_225_600 + 86_400 * Double(n)))
  }

  /// A run on day `n` whose comparisons have the shares given, above 1 discrepant, nil not run.
  static func run(
    _ n: Int, shares: KeyValuePairs<String, Double?> = ["good": 0.25], tier: Tier = .quick,
    environment: Environment = machine(), id: String? = nil, study: String = "toy",
    seed: UInt64 = .max, withData: Bool = true
  ) throws -> RunRecord {
    let verdicts = shares.map { name, share in
      var verdict = Verdict(
        comparison: name,
        status: share.map { $0 > 1 ? .discrepant : .reproduced } ?? .notRun)
      (verdict.worst, verdict.worstRelative) = (share, share.map { $0 * -0.01 })
      (verdict.worstAbsolute, verdict.worstPull) = (share.map { $0 * 2 }, share)
      (verdict.smallestCaught, verdict.knownDifferences) = (0.02, 3)
      return verdict
    }
    let comparisons = shares.map { name, _ in
      Comparison(
        id: name, title: name, table: "t", pairs: [.init(column: "c", observable: "o")],
        tolerance: Tolerance(.relative, 0.01), reason: Reason(.discretisation, "r"),
        evidence: .published, source: "s")
    }
    let record = StudyRecord(
      card: StudyCard(id: study, title: study, summary: "", citations: [], cost: [.quick: 1]),
      comparisons: comparisons, verdicts: verdicts, claims: [], faults: [], observables: [],
      figures: [], stages: [.init(task: "solve", seconds: 2 + Double(n))], notes: [],
      referenceFiles: [:])
    return RunRecord(
      run: .init(
        id: id ?? "run-\(n)", started: day(n), finished: day(n), seconds: 12.5,
        command: ["assay", "run", "toy"], tier: tier, seed: seed, threads: 2, shards: 1,
        withData: withData, only: [], resumed: false),
      environment: environment, studies: [record],
      resultsDigest: try RunRecord.digest(of: [record]))
  }

  /// A bench on day `n` of one workload with a right and a wrong variant, and its A/A control, all of
  /// which scatter by `noise`.
  static func bench(
    _ n: Int, pace: Double = 1, noise: Double = 0.01, environment: Environment = machine(),
    controlled: Bool = true, quick: Bool = false, items: Double = 1000, rounds: Int = 10,
    threads: Int = 1, device: String = "cpu"
  ) -> BenchRecord {
    var random = Philox(seed: UInt64(n), stream: Philox.stream(of: "sample bench"))
    func sample(_ seconds: Double) -> Sample {
      let time = seconds * exp(noise * random.normal())
      return Sample(
        repeats: 3, wall: 3 * time, thread: 3 * time, process: 3 * time,
        joules: n % 2 == 0 ? 1 : nil)
    }
    func pairs(_ seconds: Double, _ count: Int) -> [SamplePair] {
      (0..<count).map { round in
        SamplePair(
          round: round, place: 2 * round, referenceFirst: random.uniform() < 0.5,
          variant: sample(seconds), reference: sample(seconds))
      }
    }
    let run = { @Sendable () throws(AssayError) -> [Double] in [1] }
    let workload = Workload(
      study: "toy", id: "sum", title: "A sum", item: "term", items: items, flopsPerItem: 2,
      bytesPerItem: 16,
      variants: [Variant(id: "scalar", precision: .double, bound: 0, run: run)])
    let ceilings = Ceilings(
      peaks: [.init(precision: .double, threads: 1, flopsPerSecond: 4e6)],
      bandwidths: [.init(level: "L1", bytes: 1024, threads: 1, bytesPerSecond: 64e6)])
    let controls =
      controlled
      ? [
        Control(
          workload: "toy/sum", variant: "scalar", threads: 1, kind: .cpu, pairs: pairs(1e-3, 20))
      ] : []
    let timed = pairs(1e-3 * pace, rounds)
    let floor = controls.first?.floor(rounds: rounds) ?? .infinity
    let right = VariantRecord(
      id: "scalar", precision: .double, threads: threads,
      validation: Validation([1], reference: [1], bound: 0),
      pairs: timed, loadAverage: 0.25,
      summary: .init(
        timed, of: workload, variant: workload.variants[0], floor: floor, ceilings: ceilings,
        seed: 1))
    let wrong = VariantRecord(
      id: "wrong", precision: .single, threads: 2,
      validation: Validation([2], reference: [1], bound: 1e-3), pairs: [])
    var sizes: SizeScaling?
    sizes = SizeScaling(
      variant: "scalar",
      points: [
        .init(items: 10, samples: [sample(1e-5), sample(1e-5)]),
        .init(items: 100, samples: [], reason: "the seconds were over"),
      ])
    return BenchRecord(
      bench: .init(
        id: "bench-\(n)", started: day(n), finished: day(n), seconds: 1,
        command: ["assay", "bench"], seed: 7, threads: 2, device: device, quick: quick,
        limits: .quick),
      environment: environment, caches: [], energyPackages: [], energyReason: "none",
      ceilings: ceilings, controls: controls,
      workloads: [WorkloadRecord(workload, variants: [right, wrong], sizes: sizes)], skipped: [])
  }
}

/// A folder that goes away with its owner.
final class Scratch: Sendable {
  let path: String
  var history: String { path + "/history.sqlite" }

  init() throws {
    path = NSTemporaryDirectory() + "assay-history-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
