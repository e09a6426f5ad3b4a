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

  /// Exposures from 0.1 to 1.9 of their mean: the truth is found with the regions that it takes, not with one;
  /// expected photons follow the counts wherever the exposure is.
  @Test(arguments: [1, 2]) func exposures(seed: UInt64) throws {
    let scratch = try Scratch()
    let sphere = try HEALPix(nside: 16)
    let exposure = sphere.centres().map { 1 + 0.9 * $0.z }
    let law = try SourceCountLaw(breaks: [20], slopes: [6, 0.5])
    let sky = SphereSky(
      sphere, smooth: exposure, sources: Self.flat(1), expected: 1500, law: law,
      psf: .gaussian(1e-6), relativeExposure: exposure)
    var random = Fixture.draws(seed, "exposures")
    let counts = sky.counts(&random)
    let template = try scratch.write("iso", exposure)
    let maps = try Self.read(
      try scratch.write("counts", counts.map(Double.init)), [("iso", template)],
      exposure: try scratch.write("exposure", exposure.map { 7e10 * $0 }))
    var request = CentreRequest()
    request.sources = ["iso"]
    let fit = try CentreFit(maps, request)
    #expect(fit.regions > 4)
    let truth = [1, log10(1500 / Double(Self.pixels) / (20 * (0.2 + 2))), 6, 0.5, 20]
    let atTruth = fit.model.logLikelihood(truth)
    let answer = try fit.answer(threads: 2)
    // Twice the fall from the maximum to the truth is a χ² of five: 30 has a probability of 1.5e-5.
    #expect(answer.logLikelihood >= atTruth && answer.logLikelihood < atTruth + 15)
    for (row, wanted) in zip(answer.rows, truth)
    where !["n1_iso", "n2_iso"].contains(row.interval.name) {
      let interval = row.interval
      #expect(
        abs(interval.best - wanted) < 4
          * max(interval.high - interval.best, interval.best - interval.low),
        "\(interval.name): \(interval.best) for \(wanted)")
    }
    // One region gives all sources the photons of the mean exposure.
    request.regions = 1
    let one = try CentreFit(maps, request).answer(threads: 2)
    #expect(one.logLikelihood < answer.logLikelihood - 20)
    // A maximum makes expected photons those counted, to the spread that sources add.
    let photons = Double(counts.reduce(0, +))
    #expect(abs(answer.expected.reduce(0, +) / photons - 1) < 0.05)
    for part in [0.0..<0.6, 0.6..<1.4, 1.4..<2] {
      let chosen = exposure.indices.filter { part.contains(exposure[$0]) }
      let counted = chosen.reduce(0.0) { $0 + Double(counts[$1]) }
      let expected = chosen.reduce(0.0) { $0 + answer.expected[$1] }
      // Σ S² of the sources there, S up to some 30 photons at the mean exposure.
      let spread = (counted + 30 * part.upperBound * counted).squareRoot()
      #expect(abs(expected - counted) < 4 * spread, "\(part): \(expected) for \(counted)")
    }
  }

  /// Without sources: Newton's maximum, also where a range cuts it off, whatever the photons of a pixel.
  @Test func brightSmooth() throws {
    let scratch = try Scratch()
    var random = Fixture.draws(3, "bright")
    let slope = (0..<Self.pixels).map { 0.5 + Double($0) / Double(Self.pixels) }
    let counts = slope.map { Double(random.poisson(20_000 * $0 + 300)) }
    let maps = try Self.read(
      try scratch.write("counts", counts),
      [
        ("slope", try scratch.write("slope", slope)),
        ("iso", try scratch.write("iso", Self.flat(1))),
      ])
    let answer = try CentreFit(maps, CentreRequest()).answer(threads: 2)
    let plain = try PoissonTemplateFit(
      counts: maps.counts, templates: maps.templates.map(\.values))
    // ln L of 3072 pixels of 2e4 photons: sums of 2e8 k ln μ resolve some 1e-6.
    #expect(abs(answer.logLikelihood - plain.logLikelihood) < 1e-5)
    for (row, (a, error)) in zip(answer.rows, zip(plain.normalisations, plain.errors)) {
      #expect(abs(row.interval.best - a) < 1e-3 * error)
      #expect(abs((row.interval.high - row.interval.low) / (2 * error) - 1) < 0.05)
    }
    var request = CentreRequest()
    request.ranges = ["slope": 0...1000]
    let cut = try CentreFit(maps, request).answer(threads: 2)
    #expect(cut.rows[0].interval.best == 1000 && cut.rows[0].interval.highIsWall)
    #expect(cut.notes == ["the best A_slope is the upper end of its range"])
  }

  /// Ranges by name reach the model; the window of A follows the breaks.
  @Test func rangesByName() throws {
    let scratch = try Scratch()
    let maps = try Self.read(
      try scratch.write("counts", Self.flat(2)),
      [("iso", try scratch.write("iso", Self.flat(1)))])
    var request = CentreRequest()
    request.sources = ["iso"]
    func range(_ name: String) throws -> ClosedRange<Double>? {
      try CentreFit(maps, request).model.parameters.first { $0.name == name }?.range
    }
    // 6144 photons over 3072 and 10².
    let low = log10(2 / 100.0) - 5
    #expect(abs((try range("log10 A_iso_ps")?.lowerBound ?? 0) - low) < 1e-12)
    request.breaks = [50...4000]
    #expect(abs((try range("log10 A_iso_ps")?.lowerBound ?? 0) - (low - 4)) < 1e-12)
    request.ranges = [
      "log10 A_iso_ps": -3 ... -1, "n1_iso": 3...4, "n2_iso": 0...1, "Sb_iso": 2...9, "iso": 0...7,
    ]
    #expect(
      try CentreFit(maps, request).model.parameters.map(\.range) == [
        0...7, -3 ... -1, 3...4, 0...1, 2...9,
      ])
    request.breaks = [20...40, 1...30]
    request.ranges = ["Sb2_iso": 3...30, "n3_iso": 0...1, "A_iso": 0...5]
    #expect(
      try CentreFit(maps, request).model.parameters.map(\.name).suffix(3) == [
        "n3_iso", "Sb1_iso", "Sb2_iso",
      ])
    request.ranges["Sb_iso"] = 1...2
    #expect(Fixture.refusal { _ = try CentreFit(maps, request) }.contains("Sb_iso: found nothing"))
  }

  // MARK: Bad input

  /// What would have no effect, or no answer.
  @Test func emptyRequests() throws {
    let scratch = try Scratch()
    let counts = try scratch.write("counts", Self.flat(1))
    let half = try scratch.write("half", (0..<Self.pixels).map { $0 < 100 ? 0 : 1 })
    let maps = try Self.read(counts, [("iso", counts), ("half", half)])
    func refusal(_ change: (inout CentreRequest) -> Void) -> String {
      var request = CentreRequest()
      change(&request)
      return Fixture.refusal { _ = try CentreFit(maps, request) }
    }
    #expect(
      refusal { ($0.sourcesOnly, $0.held) = (["iso"], ["iso": 1]) }
        .contains("held of iso: found a template without a smooth part"))
    #expect(
      refusal { ($0.sourcesOnly, $0.ranges) = (["iso"], ["iso": 0...1]) }
        .contains(
          "range of iso: found nothing free of that name; accepted: half, A_half, log10 A_iso_ps"))
    #expect(
      refusal { ($0.held, $0.ranges) = (["iso": 1], ["iso": 0...1]) }
        .contains("a normalisation that is held"))
    #expect(refusal { $0.sources = ["iso", "iso"] }.contains("the template iso twice"))
    #expect(
      refusal { ($0.sources, $0.regions) = (["iso"], 3) }.contains("3 without a map of exposure"))
    #expect(
      refusal { ($0.sources, $0.breaks) = (["iso"], [40...60, 50...100]) }
        .contains("found 40.0:60.0 before 50.0:100.0; accepted: the brightest first"))
    #expect(
      Fixture.refusal {
        _ = try CentreFit(
          Self.read(counts, [("a", counts), ("b", try scratch.write("b", Self.flat(3)))]),
          CentreRequest())
      }.contains("templates a and b: found the same map up to a factor"))
    #expect(
      Fixture.refusal { _ = try CentreFit(Self.read(counts, [("half", half)]), CentreRequest()) }
        .contains("pixel 0 (ring): found 1 photons and no template"))
    let none = try scratch.write("none", Self.flat(0))
    #expect(
      Fixture.refusal { _ = try CentreFit(Self.read(none, [("iso", counts)]), CentreRequest()) }
        .contains("no photon in 3072 pixels"))
  }

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
