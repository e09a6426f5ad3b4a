// SPDX-License-Identifier: GPL-3.0-or-later

import Harness
import Numerics
import Testing

@testable import UHECRAnisotropy

@Suite struct FiguresTests {
  private static func column(_ id: String, _ numbers: [(Double, Double)]) -> Observable {
    Observable(
      id: id, title: id, units: "percent",
      axes: [Axis("sample size N", units: "events", numbers: numbers.map(\.0))],
      values: numbers.map { Estimate($0.1, standardError: 0.5) })
  }

  /// A panel for each source that has a fraction, with Table 1 beside ours; any N may be missing.
  @Test func fractions() throws {
    let library = try Fixture.library()
    let results = Results([
      Self.column("fraction.llr.cen-a", [(50, 8), (100, 5)]),
      Self.column("fraction.authors.m-87", [(500, 5)]),
      Observable(id: "fraction.single.cen-a.200", title: "", values: [Estimate(9)]),
      Observable(id: "fraction.binned.cen-a.50", title: "", values: [Estimate(18)]),
    ])
    let figures = UHECRFigures.all(results, library)
    #expect(figures.map(\.id) == ["minimal-fraction"])
    let panels = try #require(figures.first?.panels)
    #expect(panels.map(\.title) == ["Cen A", "M 87"])
    let ours = panels[0].series.filter { $0.role == .ours }
    #expect(ours.map(\.x) == [[50, 100], [200], [50]] && ours.map(\.y) == [[8, 5], [9], [18]])
    #expect(ours.map(\.errors) == [[0.5, 0.5], [0], [0]])
    let published = panels[0].series.filter { $0.role != .ours }
    #expect(published.map(\.y) == [[16, 11, 7, 5.67, 5, 4.4], [16, 10, 7, 5.67, 4.75, 4.2]])
    let range = try #require(panels[0].y.range)
    #expect(panels[0].series.flatMap(\.y).allSatisfy { range[0] < $0 && $0 < range[1] })
  }

  /// A row for each of the 60 cells: what was run, and empty cells for what was not.
  @Test func fractionsCellByCell() throws {
    let library = try Fixture.library()
    let results = Results([
      Self.column("fraction.llr.cen-a", [(50, 8), (100, 5)]),
      Self.column("fraction.single.cen-a.100", [(100, 9.5)]),
      Self.column("best.single.cen-a.100", [(100, 9)]),
      Self.column("fraction.binned.fornax-a.500", [(500, 3)]),
    ])
    let table = try #require(FractionTable.table(results, library))
    #expect(table.rows.count == 60)
    let row = { (cells: String...) in
      table.rows.first { $0.prefix(3).map { $0.text ?? "" } == cells }?.dropFirst(3)
        .map { $0.value ?? -1 }
    }
    #expect(row("Cen A", "CNN", "50") == [16, -1, -1, -1, -1, 8, -1])
    #expect(row("Cen A", "CNN", "100") == [11, 9.5, 9, -1, -1, 5, -1])
    #expect(row("Cen A", "BCNN", "100") == [10, -1, -1, -1, -1, -1, -1])
    #expect(row("Fornax A", "BCNN", "500")?[1] == 3)
    #expect(table.rows.joined().first { $0.value == 9.5 }?.standardError == 0.5)
    #expect(FractionTable.table(Results([]), library) == nil)
  }

  /// Without observables there is no figure; pixels off the sphere make none.
  @Test func nothingToDraw() throws {
    let library = try Fixture.library()
    #expect(UHECRFigures.all(Results([]), library).isEmpty)
    let pixels = { (id: String, pixel: Double) in
      Observable(id: id, title: "", axes: [Axis("pixel", numbers: [pixel])], exact: [1])
    }
    let wrong = Results([pixels("arrival.density", 12_288), pixels("arrival.sample", 1)])
    #expect(UHECRFigures.all(wrong, library).isEmpty)
  }

  @Test func arrivalDirections() throws {
    let density = Observable(
      id: "arrival.density", title: "", axes: [Axis("pixel", numbers: [5000, 5001])],
      exact: [100, 1e-6])
    let sample = Observable(
      id: "arrival.sample", title: "", axes: [Axis("pixel", numbers: [5000, 1, 2])],
      exact: [1, 0, 0])
    let figures = UHECRFigures.all(Results([density, sample]), try Fixture.library())
    let panel = try #require(figures.first?.panels.first)
    #expect(panel.series.map { $0.x.count } == [1, 2])
    #expect(panel.image?.sky?.marks.map(\.title) == ["Cen A"])
    let values = try #require(panel.image?.values)
    #expect(abs((values.max() ?? 0) - 2) < 1e-12 && values.min() == -1)
  }
}
