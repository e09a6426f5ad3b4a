// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Sky
import Testing

@testable import GalacticCentre

/// A user's maps: what is read, what is refused, and what a fit finds of simulated sources.
@Suite struct SolverTests {
  final class Scratch {
    let path = NSTemporaryDirectory() + "galactic-centre-test-" + UUID().uuidString

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(
      _ name: String, _ values: [Double], nside: Int = 16, _ ordering: HEALPix.Ordering = .ring,
      _ coordinates: SkyMapFile.Coordinates? = .galactic
    ) throws -> String {
      let file = path + "/" + name + ".fits"
      try SkyMapFile([try SkyMap(HEALPix(nside: nside), values: values)], coordinates: coordinates)
        .write(to: file, ordering)
      return file
    }
  }

  private static let pixels = 3072

  private static func flat(_ value: Double) -> [Double] { Array(repeating: value, count: pixels) }

  private static func read(
    _ counts: String, _ templates: [(name: String, path: String)] = [], exposure: String? = nil,
    _ region: CentreMaps.Region = .init()
  ) throws -> CentreMaps {
    try CentreMaps(counts: counts, exposure: exposure, templates: templates, region: region)
  }

  /// Nested maps are the ring maps that they hold.
  @Test func orderings() throws {
    let scratch = try Scratch()
    let values = (0..<Self.pixels).map { Double($0 % 7) }
    let ring = try Self.read(try scratch.write("ring", values))
    let nested = try Self.read(try scratch.write("nested", values, .nested))
    #expect(ring.counts == nested.counts && ring.counts == values.map { Int($0) })
    #expect(ring.pixels == Array(0..<Self.pixels))
  }

  /// Radius, band and mask leave out what they say.
  @Test func regions() throws {
    let scratch = try Scratch()
    let sphere = try HEALPix(nside: 16)
    let mask = sphere.centres().map { $0.y > 0 ? 1.0 : 0 }
    let maps = try Self.read(
      try scratch.write("counts", Self.flat(1)), [],
      .init(radius: 40, band: 10, mask: try scratch.write("mask", mask)))
    #expect(!maps.pixels.isEmpty)
    for pixel in maps.pixels {
      let n = sphere.centres()[pixel]
      #expect(n.x >= cos(40 * Double.pi / 180) && abs(n.z) >= sin(10 * Double.pi / 180) && n.y <= 0)
    }
    let map = try maps.map(maps.counts.map(Double.init), name: "COUNTS")
    #expect(map.values.count { $0.isNaN } == Self.pixels - maps.pixels.count)
  }

  /// Sources that were put in are found: their photons, and the smooth ones.
  @Test func findsSources() throws {
    let scratch = try Scratch()
    let sphere = try HEALPix(nside: 16)
    let law = try SourceCountLaw(breaks: [15], slopes: [8, 0.2])
    let template = sphere.centres().map { 1 + 0.5 * $0.x }
    let sky = SphereSky(
      sphere, smooth: Self.flat(2), sources: template, expected: 1500, law: law,
      psf: .gaussian(1e-6))
    var random = Fixture.draws(1, "user")
    let counts = sky.counts(&random)
    let maps = try Self.read(
      try scratch.write("counts", counts.map(Double.init)),
      [("iso", try scratch.write("iso", Self.flat(1))), ("ps", try scratch.write("ps", template))])
    var request = CentreRequest()
    request.sourcesOnly = ["ps"]
    let answer = try CentreFit(maps, request).answer(threads: 2)
    let iso = try #require(answer.rows.first { $0.interval.name == "A_iso" }).interval
    // Within five half widths of its own interval.
    #expect(abs(iso.best - 2) < 5 * max(iso.high - iso.best, iso.best - iso.low))
    let share = try #require(answer.shares.first { $0.name == "ps sources" }).share
    let truth = 1500 * sky.fluxes.mean / (1500 * sky.fluxes.mean + 2 * Double(Self.pixels))
    #expect(abs(share - truth) < 0.1)
    #expect(abs(answer.expected.reduce(0, +) / Double(counts.reduce(0, +)) - 1) < 0.05)
    // Without them the likelihood is far lower.
    let smooth = try CentreFit(maps, CentreRequest()).answer(threads: 2)
    #expect(answer.logLikelihood > smooth.logLikelihood + 100)
  }

  // MARK: Bad input

  @Test func refusals() throws {
    let scratch = try Scratch()
    let counts = try scratch.write("counts", Self.flat(1))
    var bad = Self.flat(1)
    bad[5] = .nan
    let holed = try scratch.write("holed", bad)
    #expect(Fixture.refusal { _ = try Self.read(holed) }.contains("pixel 5 (ring): found no value"))
    bad[5] = -1
    let negative = try scratch.write("negative", bad)
    #expect(
      Fixture.refusal { _ = try Self.read(counts, [], exposure: negative) }
        .contains("found -1.0; accepted: a number of 0 or more"))
    bad[5] = 0
    let empty = try scratch.write("empty", bad)
    #expect(
      Fixture.refusal { _ = try Self.read(counts, [], exposure: empty) }.contains("no exposure"))
    bad[5] = 0.5
    let broken = try scratch.write("broken", bad)
    #expect(Fixture.refusal { _ = try Self.read(broken) }.contains("0.5 photons"))
    let coarse = try scratch.write("coarse", [Double](repeating: 1, count: 768), nside: 8)
    #expect(
      Fixture.refusal { _ = try Self.read(counts, [("t", coarse)]) }
        .contains("keyword NSIDE: found 8; accepted: 16"))
    let equatorial = try scratch.write("equatorial", Self.flat(1), .ring, .equatorial)
    #expect(Fixture.refusal { _ = try Self.read(counts, [("t", equatorial)]) }.contains("COORDSYS"))
    #expect(
      Fixture.refusal { _ = try Self.read(counts, [], .init(radius: 200)) }.contains("0 to 180"))
    #expect(
      Fixture.refusal { _ = try Self.read(scratch.path + "/none.fits") }.contains("none.fits"))
    let maps = try Self.read(counts, [("iso", counts)])
    var request = CentreRequest()
    request.sources = ["gce"]
    #expect(
      Fixture.refusal { _ = try CentreFit(maps, request) }.contains(
        "template: found gce; accepted: iso"))
    request = CentreRequest()
    request.held = ["iso": 1]
    #expect(Fixture.refusal { _ = try CentreFit(maps, request) }.contains("none that is free"))
    request = CentreRequest()
    request.regions = 3
    #expect(
      Fixture.refusal { _ = try CentreFit(maps, request) }.contains("without a map of exposure"))
    let zeros = try scratch.write("zeros", Self.flat(0))
    #expect(
      Fixture.refusal {
        _ = try CentreFit(Self.read(counts, [("z", zeros)]), CentreRequest())
      }.contains("zeros in the whole region"))
  }
}
