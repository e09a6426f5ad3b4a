// SPDX-License-Identifier: GPL-3.0-or-later

import Harness
import Numerics
import Testing

@testable import AnomalyDetection

@Suite struct FiguresTests {
  private static func curve(_ id: String, _ efficiencies: [Double]) -> Observable {
    Observable(
      id: id, title: "",
      axes: [
        Axis("signal", names: ["hard", "hard", "mixed", "mixed"]),
        Axis("background efficiency", numbers: [0.01, 1, 0.01, 1]),
      ], exact: efficiencies)
  }

  @Test func curves() throws {
    let results = Results([
      Self.curve("events.optimum.curve", [0.3, 1, 0.6, 1]),
      Self.curve("detector.svdd.curve", [0, 1, 0.2, 1]),
    ])
    let figures = AnomalyFigures.all(results, try Fixture.library())
    let panels = try #require(figures.first { $0.id == "efficiency-curves" }?.panels)
    #expect(panels.map(\.title) == ["hard", "mixed"])
    #expect(panels[0].series.map(\.title) == ["optimum", "Deep SVDD"])
    // Zero cannot stand on a logarithmic axis.
    #expect(panels[0].series[1].y == [1] && panels[1].series[1].x == [0.01, 1])
  }

  @Test func improvement() throws {
    let models = Axis("model", names: ["SimpleAE", "Flow-Efficient_Likelihood"])
    let column = { (id: String, values: [Double]) in
      Observable(id: id, title: "", axes: [models], exact: values)
    }
    let results = Results([
      column("improvement.least", [0, 1]), column("improvement.median", [1, 15]),
      column("improvement.largest", [40, 54]), column("columns.median", [1, 8]),
    ])
    let figure = try #require(AnomalyFigures.all(results, try Fixture.library()).first)
    let series = figure.panels[0].series
    #expect(figure.id == "total-improvement")
    #expect(series[1].y == [15, 1] && series[2].y == [1, 0.05])
    #expect(series.last?.title == "published median" && series.last?.y.first == 15)
    #expect(figure.caption.contains("1 Flow-Efficient_Likelihood, 2 SimpleAE"))
  }

  @Test func rare() throws {
    let signals = Axis("signal", names: ["a", "b"])
    let results = Results([
      Observable(id: "events.density.area", title: "", axes: [signals], exact: [0.6, 0.8]),
      Observable(id: "events.optimum.area", title: "", axes: [signals], exact: [0.9, 0.85]),
      Observable(id: "detector.affine.area", title: "", axes: [signals], exact: [0.6, 0.8]),
    ])
    let figure = try #require(AnomalyFigures.all(results, try Fixture.library()).first)
    #expect(figure.id == "rare-different")
    #expect(
      figure.panels[0].series.map(\.title) == [
        "no better than the density", "optimum, toy events", "affine flow",
      ])
  }

  @Test func nothingToDraw() throws {
    #expect(AnomalyFigures.all(Results([]), try Fixture.library()).isEmpty)
  }
}
