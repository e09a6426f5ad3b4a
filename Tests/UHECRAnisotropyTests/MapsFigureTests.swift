// SPDX-License-Identifier: GPL-3.0-or-later

import Harness
import Numerics
import Sky
import Testing

@testable import UHECRAnisotropy

@Suite struct MapsFigureTests {
  /// Marks are the sources; events stand at the centres of their pixels, those of the source apart.
  @Test func panel() throws {
    let sphere = try HEALPix(nside: 8)
    let map = SkyMap(sphere) { $0.z }
    let sources = try UHECRSource.all(Fixture.library())
    let sample = EventSample(fromSource: 1, pixels: [7, 100, 767])
    let panel = try SkyPanel.panel(
      map, title: "t", label: "z", sources: sources, sample: sample)
    #expect(
      panel.image?.sky?.marks.map(\.title) == ["Cen A", "M 82", "NGC 253", "M 87", "Fornax A"])
    #expect(panel.series.map { $0.x.count } == [1, 2])
    let place = try sphere.coordinates(of: 100)
    #expect(panel.series[1].x[0] == place.longitude && panel.series[1].y[0] == place.latitude)
    let isotropic = try SkyPanel.panel(
      map, title: "t", label: "z", sample: EventSample(fromSource: 0, pixels: [3]))
    #expect(isotropic.series.map(\.role) == [.context])
    #expect(throws: AssayError.self) {
      try SkyPanel.panel(
        map, title: "", label: "", sample: EventSample(fromSource: 0, pixels: [768]))
    }
  }
}
