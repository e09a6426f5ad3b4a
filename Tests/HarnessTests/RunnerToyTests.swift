// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Numerics
import Synchronization
import Testing

@testable import Harness

/// A study small enough to be run hundreds of times: sums of random numbers, squares, π by darts,
/// and observables that need data or a higher tier.
struct ToyStudy: Study {
  static let card = StudyCard(
    id: "toy", title: "A toy", summary: "Sums, squares and π.",
    citations: [Citation(authors: "Archimedes", title: "Κύκλου μέτρησις", year: -250)],
    cost: [.quick: 0.1, .standard: 1])

  static let faults = [
    Fault("square-off", "n² + 1 in place of n²", meantFor: ["squares", "squares-known"]),
    Fault("pi-is-3", "darts in a hexagon", meantFor: ["pi"]),
    Fault("sum-doubled", "each number added twice", meantFor: ["sums", "chi2"]),
    Fault("harmless", "a fault that changes nothing", meantFor: ["squares"]),
    Fault("stops", "a fault that ends in an error", meantFor: ["pi"]),
    Fault("raw-off", "raw numbers negated", meantFor: ["raw"]),
    Fault("slow-off", "the slow number off", meantFor: ["slow"]),
  ]

  static func plan(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let fault = context.fault
    var tasks = (0..<11).map { k in
      StudyTask(id: "sum.\(k)", provides: ["sum.\(k)"], cost: Double((k * 7) % 5 + 1)) { task in
        var random = Philox(seed: task.seed, stream: task.stream)
        let sum = (0..<1000).reduce(0.0) { sum, _ in sum + random.uniform() }
        return [
          Observable(
            id: "sum.\(k)", title: "Sum \(k)",
            values: [
              Estimate(
                fault == "sum-doubled" ? 2 * sum : sum, standardError: (1000.0 / 12).squareRoot())
            ])
        ]
      }
    }
    tasks.append(
      StudyTask(id: "squares", provides: ["squares", "odd"]) { _ in
        let n = (1...6).map(Double.init)
        return [
          Observable(
            id: "squares", title: "Squares", axes: [Axis("n", numbers: n)],
            exact: n.map { $0 * $0 + (fault == "square-off" ? 1 : 0) }),
          // Values that JSON has no number for must survive a journal.
          Observable(
            id: "odd", title: "Odd",
            exact: [-0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude]),
        ]
      })
    tasks.append(
      StudyTask(id: "pi", provides: ["pi"], cost: 3) { task throws(AssayError) in
        if fault == "stops" { throw .failed("no darts left") }
        return [Self.pi(task, value: fault == "pi-is-3" ? 3 : nil)]
      })
    tasks.append(
      StudyTask(id: "raw", provides: ["raw"], needs: ["numbers"]) {
        _ throws(AssayError) in
        let path = context.data!.path("toy/numbers.txt")
        let table = try TextTable.read(path)
        let number = try table.number(table.rows[0], 0)
        return [Observable(id: "raw", title: "Raw", exact: [fault == "raw-off" ? -number : number])]
      })
    tasks.append(
      StudyTask(id: "slow", provides: ["slow"], tier: .standard) { _ in
        [Observable(id: "slow", title: "Slow", exact: [fault == "slow-off" ? 8 : 7])]
      })
    return tasks
  }

  private static func pi(_ task: TaskContext, value: Double?) -> Observable {
    var random = Philox(seed: task.seed, stream: task.stream)
    let count = 20_000
    let hits = (0..<count).count { _ in
      let (x, y) = (random.uniform(), random.uniform())
      return x * x + y * y < 1
    }
    let p = Double(hits) / Double(count)
    let error = 4 * (p * (1 - p) / Double(count)).squareRoot()
    return Observable(
      id: "pi", title: "π", values: [Estimate(value ?? 4 * p, standardError: error)])
  }

  static func figures(_ results: Results, _ context: RunContext) -> [Figure] {
    guard let squares = results["squares"] else { return [] }
    let y = squares.values.map(\.value)
    let n = (1...6).map(Double.init)
    return [
      Figure(
        id: "squares", title: "Squares", caption: "A parabola.",
        panels: [
          .init(
            title: "", x: .init("n"), y: .init("n²", logarithmic: true, range: [0.5, 50]),
            series: [.init("ours", role: .ours, style: .line, x: n, y: y)],
            ratio: .init(
              y: .init("ours/n²"),
              series: [
                .init(
                  "ratio", role: .ours, style: .errorBars, x: n,
                  y: zip(n, y).map { $1 / ($0 * $0) }, errors: n.map { _ in 0.1 })
              ], band: 0.1),
            image: .init(
              x: [1, 6], y: [1, 36], values: [0, 1, 2, 3], label: "z", range: [0, 3],
              contours: [1.5]
            ),
            bands: [.init("band", role: .context, x: n, low: y, high: y.map { 2 * $0 })])
        ])
    ]
  }
}

/// The toy's reference library, in memory.
enum Toy {
  static func column(_ name: String, _ values: [Double], errors: Double? = nil)
    -> ReferenceTable.Dependent
  {
    .init(
      name: name, units: nil, qualifiers: [:],
      cells: values.map {
        .init(value: .number($0), errors: errors.map { [.init(minus: $0, plus: $0)] } ?? [])
      })
  }

  static func table(_ name: String, axis: Axis? = nil, _ columns: [ReferenceTable.Dependent])
    -> ReferenceTable
  {
    .init(
      name: name, file: "Reference/toy/\(name).yaml", description: "", location: nil,
      independent: axis.map { [.init(axis: $0, bins: $0.keys.map { _ in nil })] } ?? [],
      dependent: columns)
  }

  static func comparison(
    _ id: String, _ table: String, _ pairs: [(String, String)], _ tolerance: Tolerance,
    kind: Comparison.Kind = .table, tier: Tier = .quick, known: KnownDifference? = nil
  ) -> Comparison {
    Comparison(
      id: id, title: id, table: table,
      pairs: pairs.map { .init(column: $0.0, observable: $0.1) }, kind: kind,
      tolerance: tolerance, reason: Reason(.monteCarlo, "a toy"), tier: tier, evidence: .analytic,
      source: "by hand", known: known)
  }

  static var library: ReferenceLibrary {
    let n = Axis("n", numbers: (1...6).map(Double.init))
    let squares = [1.0, 4, 9, 16, 25, 36]
    let sums = (0..<11).map { ("sum.\($0)", "sum.\($0)") }
    let tables = [
      table("squares", axis: n, [column("n²", squares), column("n² wrong", squares[..<5] + [35])]),
      table("sums", sums.map { column($0.0, [500]) }),
      table("pi", [column("π", [Double.pi])]), table("raw", [column("raw", [42])]),
      table("slow", [column("slow", [7])]),
    ]
    return ReferenceLibrary(
      study: "toy", folder: "Reference/toy",
      tables: Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) }),
      comparisons: [
        comparison(
          "squares", "squares", [("n²", "squares")],
          Tolerance(
            .relative, 1e-12,
            quantile: nil,
            allowance: .init(bound: 1e-9, atMost: 1, reason: "rounding"))),
        comparison(
          "squares-known", "squares", [("n² wrong", "squares")], Tolerance(.absolute, 0.5),
          known: .init(rows: ["n": [.number(6)]], explanation: "a misprint")),
        comparison("sums", "sums", sums, Tolerance(.sigma, 4)),
        comparison("chi2", "sums", sums, Tolerance(.sigma, 4), kind: .chi2),
        comparison("pi", "pi", [("π", "pi")], Tolerance(.equivalence, 0.02, quantile: 3)),
        comparison("raw", "raw", [("raw", "raw")], Tolerance(.relative, 0)),
        comparison("slow", "slow", [("slow", "slow")], Tolerance(.printed, 1)),
        comparison("tiered", "squares", [("n²", "squares")], Tolerance(.absolute, 0), tier: .full),
      ],
      claims: [
        Claim(id: "quadrature", text: "The circle is squared.", source: "—", because: "not public")
      ],
      datasets: [
        Dataset(
          id: "numbers", title: "Numbers", licence: "CC0", source: "here",
          files: [.init(path: "toy/numbers.txt", url: "", bytes: 3, sha256: "")])
      ],
      notes: ["We read this as a toy."],
      files: ["toy/squares.yaml": SHA256.hex("squares".utf8)])
  }

  static let environment = Environment(
    cpuModel: "abacus", cpuFlags: ["beads"], logicalCores: 1, memoryBytes: 1, operatingSystem: "o",
    kernel: "k", hostName: "h", compiler: "c", buildConfiguration: "release",
    libraries: ["GSL": "2.7.1"], openBLASCore: "none", variables: [:], gitCommit: "0",
    gitDirty: false, loadAverage: 0.5)

  static func runner(
    _ options: RunOptions, library: ReferenceLibrary = library,
    cancellation: Cancellation? = nil, progress: ProgressReceiver? = nil
  ) -> Runner {
    Runner(
      options: options, studies: [ToyStudy.self], references: ["toy": library],
      cancellation: cancellation, progress: progress)
  }

  @discardableResult
  static func run(_ options: RunOptions, library: ReferenceLibrary = library) throws -> RunRecord {
    try runner(options, library: library).run(environment: environment)
  }
}

extension RunRecord {
  /// Equality of all bits; NaN is unequal to itself.
  func isSame(as other: RunRecord) throws -> Bool {
    try CanonicalJSON.encode(self) == CanonicalJSON.encode(other)
  }
}

/// A new folder that is removed with its owner.
final class Scratch {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "assay-test-" + UUID().uuidString
    try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// A data folder with the toy's data set.
  func data() throws -> DataFolder {
    try FileManager.default.createDirectory(
      atPath: self("data/toy"), withIntermediateDirectories: true)
    try "42\n".write(toFile: self("data/toy/numbers.txt"), atomically: true, encoding: .utf8)
    return DataFolder(self("data"))
  }
}
