// SPDX-License-Identifier: GPL-3.0-or-later

import Harness
import Numerics
import Testing

@testable import AnomalyDetection

@Suite struct TotalImprovementTests {
  private static func pair(_ channel: String, _ signal: String) -> EfficiencyTable.Pair {
    EfficiencyTable.Pair(channel: channel, signal: signal)
  }

  private static func row(
    _ model: String, _ channel: String, _ signal: String, _ efficiencies: [Double]
  ) -> EfficiencyTable.Row {
    EfficiencyTable.Row(
      model: model, pair: pair(channel, signal), efficiencies: efficiencies)
  }

  /// By hand: signal a is best in channel 2 at 1e-4, b in channel 1 at 1e-2, c nowhere.
  @Test func byHand() throws {
    let table = try EfficiencyTable(rows: [
      Self.row("m", "1", "a", [0.5, 0.1, 0]), Self.row("m", "2", "a", [0.2, 0.2, 0.2]),
      Self.row("m", "1", "b", [0.3, 0, 0]), Self.row("m", "2", "c", [0, 0, 0]),
    ])
    let found = TotalImprovement.all(table)
    #expect(table.signals == ["a", "b", "c"] && found.count == 1)
    let expected = [20, 3, 0.0]
    for (value, wanted) in zip(found[0].bySignal, expected) {
      #expect(abs(value - wanted) < 1e-13)
    }
    #expect(found[0].least == 0 && abs(found[0].median - 3) < 1e-13)
    // Without the last level a is best at 1e-3.
    let kept = TotalImprovement.all(table, levels: [0, 1])[0]
    #expect(abs(kept.largest - 0.2 / 1e-3.squareRoot()) < 1e-13)
  }

  @Test func modelsThatLackAPairAreDropped() throws {
    let table = try EfficiencyTable(rows: [
      Self.row("whole", "1", "a", [0.1, 0, 0]), Self.row("part", "1", "a", [0.9, 0, 0]),
      Self.row("whole", "2", "a", [0.2, 0, 0]),
    ])
    #expect(table.models == ["whole"])
  }

  @Test func refusals() {
    let twice = Fixture.sentence {
      _ = try EfficiencyTable(rows: [
        Self.row("m", "1", "a", [0, 0, 0]), Self.row("m", "1", "a", [0, 0, 0]),
      ])
    }
    #expect(twice.contains("1, a twice"))
    let range = Fixture.sentence {
      _ = try EfficiencyTable(rows: [Self.row("m", "1", "a", [0, 1.5, 0])])
    }
    #expect(range.contains("efficiency of m") && range.contains("found 1.5"))
    let empty = Fixture.sentence { _ = try EfficiencyTable(rows: []) }
    #expect(empty.contains("at least one of both"))
    let levels = Fixture.sentence {
      _ = try EfficiencyTable(rows: [Self.row("m", "1", "a", [0, 1])])
    }
    #expect(levels.contains("2 numbers for 1 models"))
  }

  /// A table without a number is refused with its line.
  @Test func missingNumber() throws {
    var table = try Fixture.library().table(PublishedPart.efficiencies)
    table.dependent[2].cells[7].value = .missing
    let sentence = Fixture.sentence { _ = try EfficiencyTable(table) }
    #expect(sentence.contains("line \(table.dependent[2].cells[7].line)"))
  }

  @Test func threadsDoNotMatter() throws {
    let table = try MeritWorkloads.drawn(models: 200)
    #expect(TotalImprovement.all(table, threads: 1) == TotalImprovement.all(table, threads: 3))
    #expect(table.pairs.count == 34 && table.signals.count == 19)
  }

  @Test func workloadsAgree() throws {
    let workloads = try [
      MeritWorkloads.improvement(models: 50, threads: 2),
      MeritWorkloads.area(events: 6000, threads: 2),
    ]
    for workload in workloads {
      let results = try workload.variants.map { try $0.run() }
      for (variant, result) in zip(workload.variants, results) {
        for (value, wanted) in zip(result, results[0]) {
          #expect(abs(value - wanted) <= variant.bound * abs(wanted), "\(variant.id)")
        }
      }
      #expect(try workload.sized?(0.5).items == workload.items / 2)
    }
  }
}
