// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Harness
@testable import UHECRAnisotropy

/// The reference tables of field and backtracking, and what the part makes of them.
enum FieldFixture {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  static let tables = [
    "jf12_field_vectors", "jf12_backtracking", "jf12_backtracking_vectors",
    "backtracking_identities",
  ]

  static func table(_ name: String) throws -> ReferenceTable {
    let path = "\(root)/Reference/uhecr-anisotropy/\(name).yaml"
    let source = try YAMLSource(file: path)
    let entry = SubmissionEntry(
      name: name, description: "", location: nil, dataFile: path,
      dataFileValue: try source.document())
    let problems = Problems()
    let table = TableReader(problems: problems).read(source, entry)
    #expect(problems.all.isEmpty)
    return try #require(table)
  }

  static func library() throws -> ReferenceLibrary {
    ReferenceLibrary(
      study: "uhecr-anisotropy", folder: "\(root)/Reference/uhecr-anisotropy",
      tables: Dictionary(uniqueKeysWithValues: try tables.map { ($0, try table($0)) }),
      comparisons: [], claims: [], datasets: [], notes: [], files: [:])
  }

  static func run(
    _ task: String, fault: String? = nil, seed: UInt64 = 1,
    library: ReferenceLibrary? = nil
  ) throws -> Results {
    let library = try library ?? self.library()
    var observables: [Observable] = []
    for found in try FieldPart.tasks(RunContext(reference: library, fault: fault))
    where found.id == task {
      let values = try found.run(TaskContext(seed: seed, stream: 1, threads: 1))
      #expect(values.map(\.id) == found.provides)
      observables += values
    }
    #expect(!observables.isEmpty)
    return Results(observables)
  }

  /// A column of a table.
  static func column(_ table: ReferenceTable, _ name: String) throws -> [Double] {
    let column = try #require(table.dependent.first { $0.name == name }, "\(name)")
    return try column.cells.map { try #require($0.number) }
  }

  /// Numbers of an independent column.
  static func keys(_ table: ReferenceTable, _ column: Int) -> [Double] {
    table.independent[column].axis.keys.compactMap {
      if case .number(let number) = $0 { number } else { nil }
    }
  }

  static func values(_ results: Results, _ id: String) throws -> [Double] {
    try #require(results[id], "\(id)").values.map(\.value)
  }

  /// Largest |ours − theirs|.
  static func worst(_ ours: [Double], _ theirs: [Double]) -> Double {
    #expect(ours.count == theirs.count && !ours.isEmpty)
    return zip(ours, theirs).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }

  /// Directions spread evenly at random.
  static func directions(_ count: Int, seed: UInt64) -> [SIMD3<Double>] {
    var random = Philox(seed: seed, stream: 77)
    return (0..<count).map { _ in
      let z = 2 * random.uniform() - 1
      let (phi, r) = (2 * Double.pi * random.uniform(), (1 - z * z).squareRoot())
      return SIMD3(r * cos(phi), r * sin(phi), z)
    }
  }

  /// All components with a small cube of turbulence.
  static func field(
    _ components: FieldComponents, seed: UInt64 = 1, parameters: JF12Parameters = .jf12
  ) throws -> GalacticField {
    GalacticField(
      parameters, components: components, seed: seed,
      turbulence: components == .all ? try .jf12(seed: seed, nodes: 32) : nil)
  }

  /// The sentence with which `body` refuses.
  static func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no refusal"
    } catch {
      return "\(error)"
    }
  }
}
