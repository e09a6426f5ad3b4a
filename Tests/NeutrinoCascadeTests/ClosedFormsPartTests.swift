// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Testing

@testable import NeutrinoCascade

@Suite struct ClosedFormsPartTests {
  private static let loaded = Result { () throws -> ReferenceLibrary in
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try ReferenceLibrary.load(study: "neutrino-cascade", root: root.path + "/Reference")
  }

  static let comparisons = [
    "neutrino-masses", "resonance-energies", "couplings", "branching", "zprime-width", "muon-g-2",
    "regeneration-moments", "cold-optical-depth", "free-streaming", "thermal-kernel", "sum-rules",
  ]
  /// Those of the study's one list that closed forms must catch.
  static let faults = CascadeFaults.all.filter { fault in
    fault.meantFor.contains { comparisons.contains($0) }
  }

  static func library() throws -> ReferenceLibrary { try loaded.get() }

  static func run(
    fault: String? = nil, _ library: ReferenceLibrary? = nil, only table: String? = nil
  ) throws -> Results {
    let context = RunContext(reference: try library ?? Self.library(), fault: fault)
    var observables: [Observable] = []
    for task in try ClosedFormsPart.tasks(context) where table == nil || task.id == table {
      let found = try task.run(TaskContext(seed: 1, stream: 1, threads: 1))
      #expect(found.map(\.id) == task.provides)
      observables += found
    }
    return Results(observables)
  }

  // MARK: Golden tables

  @Test(arguments: comparisons)
  func reproduced(_ id: String) throws {
    let library = try Self.library()
    let comparison = try #require(library.comparisons.first { $0.id == id })
    let verdict = try Judge.verdict(of: comparison, library: library, results: try Self.run())
    #expect(verdict.status == .reproduced, "\(verdict)")
  }

  /// Closer than the comparisons ask: to the ten digits printed, half a unit of which is 5e-10 of a
  /// value at most. Energies of the thermal rate are printed that way too, and its tails magnify
  /// their rounding by d ln K/d ln E = m/T cosh ln(x/m), 131 for the one at 0.0218 eV.
  @Test(arguments: [
    ("neutrino_masses", 5e-10), ("couplings_branching", 5e-10), ("zprime_width", 5e-10),
    ("gminus2_zprime", 5e-10), ("regeneration_moments", 5e-10), ("tau_cold_limit", 5e-10),
    ("freestream_integrals", 5e-10), ("thermal_rate_kernel", 6.6e-8), ("sum_rules", 1e-15),
  ])
  func printedDigits(_ name: String, _ bound: Double) throws {
    let library = try Self.library()
    let table = try library.table(name)
    let results = try Self.run(only: name)
    var judged = 0
    for comparison in library.comparisons where comparison.table == name {
      for pair in comparison.pairs {
        let column = try #require(table.dependent.first { $0.name == pair.column })
        let observable = try #require(results[pair.observable])
        #expect(observable.units == column.units)
        #expect(observable.axes == table.independent.map(\.axis))
        for (cell, value) in zip(column.cells, observable.values) {
          let reference = try #require(cell.number)
          #expect(
            ClosedForms.deviation(value.value, reference) < bound * (1 + 1e-6),
            "\(pair.column), line \(cell.line)")
          judged += 1
        }
      }
    }
    #expect(judged == table.dependent.reduce(0) { $0 + $1.cells.count })
  }

  // MARK: Faults

  @Test(arguments: faults)
  func caught(_ fault: Fault) throws {
    let library = try Self.library()
    let results = try Self.run(fault: fault.id)
    for id in fault.meantFor where Self.comparisons.contains(id) {
      let comparison = try #require(library.comparisons.first { $0.id == id })
      let verdict = try Judge.verdict(of: comparison, library: library, results: results)
      #expect(verdict.status == .discrepant, "\(fault.id): \(id)")
    }
  }

  @Test func everyComparisonHasAFault() throws {
    let all = CascadeFaults.all
    #expect(Set(all.map(\.id)).count == all.count)
    let targets = Set(all.flatMap(\.meantFor))
    for id in Self.comparisons { #expect(targets.contains(id), "\(id)") }
    let known = Set(try Self.library().comparisons.map(\.id))
    for id in targets { #expect(known.contains(id), "\(id)") }
    for fault in all {
      #expect(CascadeConventions(fault: fault.id) != CascadeConventions(), "\(fault.id)")
    }
    #expect(CascadeConventions(fault: "another study's") == CascadeConventions())
  }

  // MARK: Bad input

  /// The library with the keys of one axis replaced.
  private func library(
    _ table: String, axis: Int, keys: (Key) -> Key
  ) throws -> ReferenceLibrary {
    var library = try Self.library()
    library.tables[table]!.independent[axis].axis.keys =
      library.tables[table]!.independent[axis].axis.keys.map(keys)
    return library
  }

  @Test func badTables() throws {
    let cases: [(String, Int, Key, String)] = [
      ("neutrino_masses", 0, .text("XO"), "ordering: found XO; accepted: NO; IO"),
      ("neutrino_masses", 1, .text("much"), "sum m_nu: found much; accepted: a number"),
      ("neutrino_masses", 1, .number(0.01), "sum of the neutrino masses: found 0.01 eV"),
      ("couplings_branching", 2, .number(4), "found 4; accepted: 1, 2 or 3"),
      ("zprime_width", 0, .number(3e8), "mass of the Z': found 300000000.0 eV"),
      ("regeneration_moments", 0, .number(-1), "power n of the moment: found -1.0"),
      ("thermal_rate_kernel", 1, .number(-1), "redshift z: found -1.0"),
      ("sum_rules", 0, .text("sum of all"), "identity: found sum of all; accepted: sum |Q_ij|^2"),
    ]
    for (table, axis, key, expected) in cases {
      let bad = try library(table, axis: axis) { _ in key }
      let sentence = ClosedForms.refusal { _ = try Self.run(bad, only: table) }
      #expect(sentence.contains(expected), "\(sentence)")
    }
  }

  @Test func missingTables() throws {
    var library = try Self.library()
    library.tables["sum_rules"] = nil
    #expect(
      ClosedForms.refusal { _ = try Self.run(library, only: "sum_rules") }
        .contains("found no table sum_rules; accepted:"))
    library = try Self.library()
    library.tables["zprime_width"]!.independent.removeLast()
    #expect(
      ClosedForms.refusal { _ = try Self.run(library, only: "zprime_width") }
        .contains("found 1 axes; accepted: at least 2"))
  }
}
