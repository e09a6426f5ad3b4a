// SPDX-License-Identifier: GPL-3.0-or-later
import Harness
import Numerics
import Testing
import Timing

@testable import Reporting

/// The slides' table of GPUs beside a bench that counts particles.
@Suite struct BenchSlidesTests {
  static let rows = [
    SlidesRow(device: "V100", printed: 5242, recomputed: 3744.9),
    SlidesRow(device: "CPU 8 threads", printed: 354, recomputed: 351.1),
  ]

  func record(item: String) throws -> BenchRecord {
    var record = try BenchRecord.read(from: BenchPairTests.path)
    let at = try #require(
      record.workloads.firstIndex { $0.variants.contains { $0.summary != nil } })
    record.workloads = [record.workloads[at]]
    record.workloads[0].item = item
    return record
  }

  @Test func printedRecomputedAndMeasuredStandInOneTable() throws {
    let report = BenchReport(try record(item: "particle"), slides: Self.rows)
    let text = report.page(figures: [], notDrawn: [])
    #expect(text.contains("## The slides' table") && text.contains(BenchReport.slidesCaveat))
    #expect(text.contains("slides: V100") && text.contains("5242"))
    let own = report.particleRows
    #expect(!own.isEmpty && own.allSatisfy { text.contains("`\($0.name)`") })
    let figure = try #require(BenchFigures.slides(report))
    let series = figure.panels[0].series
    #expect(series.count == 2 * Self.rows.count + own.count)
    #expect(series.first { $0.role == .reference }?.y == [5242])
    #expect(series.filter { $0.role == .ours }.flatMap(\.y) == own.map(\.rate))
  }

  /// Steps of particles are not particles; without the slides there is nothing to show.
  @Test func whatCannotBeSetSideBySideIsNot() throws {
    let steps = BenchReport(try record(item: "particle step"), slides: Self.rows)
    let alone = BenchReport(try record(item: "particle"))
    for report in [steps, alone] {
      #expect(report.slidesSection.isEmpty && BenchFigures.slides(report) == nil)
    }
    #expect(steps.table.contains("not comparable: steps per particle not stated"))
  }
}
