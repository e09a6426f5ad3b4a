// SPDX-License-Identifier: GPL-3.0-or-later
import Harness
import Testing

@testable import CosmicRayDiffusion

@Suite struct LocalSourceFigureTests {
  @Test func figures() throws {
    let figures = LocalSourceFigures.panels()
    #expect(figures.map(\.id) == ["local-source-distance", "local-source-age"])
    for series in figures.flatMap(\.panels).flatMap(\.series) {
      #expect(series.x.count > 20, "\(series.title)")
      #expect(series.y.allSatisfy { $0 > 0 && $0 <= 1 + 1e-12 }, "\(series.title)")
    }
  }

  /// In the halo a steady dipole levels off where that of infinite space falls for ever.
  @Test func haloInTheFigure() throws {
    let panel = LocalSourceFigures.panels()[0].panels[0]
    let last = panel.series.prefix(2).map { $0.y[$0.y.count - 1] }
    #expect(last[0] > 5 * last[1])
    // Close to the source they are one curve but for R ln 2/H.
    #expect(abs(panel.series[0].y[0] / panel.series[1].y[0] - 1) < 0.01)
  }
}
