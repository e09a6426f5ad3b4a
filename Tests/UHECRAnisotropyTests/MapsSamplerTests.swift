// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky
import Testing

@testable import UHECRAnisotropy

@Suite struct MapsSamplerTests {
  // MARK: Tables

  /// χ² of counts against probabilities, in standard deviations of its own; cells of few expected
  /// counts are left out.
  private static func excess(_ counts: [Int], _ probabilities: [Double]) -> Double {
    let total = Double(counts.reduce(0, +))
    var (chi2, cells) = (0.0, 0.0)
    for (count, probability) in zip(counts, probabilities) where total * probability >= 5 {
      chi2 += pow(Double(count) - total * probability, 2) / (total * probability)
      cells += 1
    }
    return (chi2 - cells) / (2 * cells).squareRoot()
  }

  @Test func alias() {
    for (number, weights) in [
      [1.0], [0, 1, 0], [3, 1, 0, 5, 1], (1...300).map { 1 / Double($0) },
    ]
    .enumerated() {
      let table = AliasTable(weights)
      var counts = [Int](repeating: 0, count: weights.count)
      var random = Philox(seed: 6, stream: UInt64(number))
      for _ in 0..<200_000 { counts[table.draw(random.next())] += 1 }
      for (count, weight) in zip(counts, weights) where weight == 0 { #expect(count == 0) }
      let total = weights.reduce(0, +)
      #expect(abs(Self.excess(counts, weights.map { $0 / total })) < 4.5)
    }
  }

  /// P(n) sums to one and is what the draws give; P(0) as published; the ends of the uniform number
  /// give 0 and N.
  @Test(arguments: [1, 2, 50, 500]) func logarithmicCounts(_ events: Int) throws {
    let counts = try LogSampledCount(events: events)
    let probabilities = (0...events).map(counts.probability)
    #expect(abs(probabilities.reduce(0, +) - 1) < 1e-13)
    let high = log(Double(events) + 0.49)
    #expect(abs(probabilities[0] - high / (2 * high + log(2))) < 1e-15)
    if events >= 50 { #expect((0.45...0.475).contains(probabilities[0])) }
    #expect(counts.count(0) == 0 && counts.count(1) == events)
    #expect(counts.probability(-1) == 0 && counts.probability(events + 1) == 0)
    // Exactly: the u at which the count steps from n to n + 1 is the cumulative probability.
    var sum = 0.0
    for n in 0..<events {
      sum += probabilities[n]
      #expect(counts.count(sum - 1e-9) == n && counts.count(sum + 1e-9) == n + 1)
    }
  }

  @Test func drawnCounts() throws {
    let sampler = try EventSampler(counting: 50, of: [Mock.rows()])
    var counts = [Int](repeating: 0, count: 51)
    for index in 0..<50_000 {
      counts[sampler.sample(seed: 8, stream: 1, index: index).fromSource] += 1
    }
    let law = try LogSampledCount(events: 50)
    #expect(abs(Self.excess(counts, (0...50).map(law.probability))) < 4.5)
  }

  /// The probability of a row and bin is d(j − i) over all rows and bins: the slow table of the
  /// definition, pixel by pixel.
  @Test(arguments: EnergyBinning.Rounding.allCases)
  func densityByDefinition(_ rounding: EnergyBinning.Rounding) throws {
    var binning = EnergyBinning.published
    binning.rounding = rounding
    let rows = try Mock.rows(200)
    let events = try SourceEvents(rows, binning)
    var table = [Double](repeating: 0, count: rows.sphere.pixels * 15)
    for (pixel, pair) in zip(rows.nested, rows.pairs) {
      let place = (log10(Double(pair.energy)) - log10(56)) / 0.05
      let i = Int(rounding == .truncation ? place : place.rounded(.down))
      for j in 0..<15 { table[Int(pixel) * 15 + j] += binning.share(j - i) }
    }
    let total = table.reduce(0, +)
    for (a, b) in zip(events.density, table) { #expect(abs(a - b / total) < 1e-15) }
    #expect(abs(events.spectrum.reduce(0, +) - 1) < 1e-14)
  }

  /// Rows whose bin lies outside −15 ..< 15 are dropped.
  @Test func droppedRows() throws {
    let sphere = try HEALPix(nside: 2)
    let pairs = [9, 10, 11, 100, 316, 320, 1000].map { NucleusPair(charge: 1, energy: $0) }
    let rows = try SourceRows(sphere, pixels: [0, 1, 2, 3, 4, 5, 6], pairs: pairs)
    let kept = try SourceEvents(rows, .published).pixels
    // 56 × 10^(−0.75) = 9.96 EeV is bin −15, truncation keeps down to −16 (8.9 EeV): 9 EeV is −15.9.
    let ring = try sphere.ring(ofNested: kept.map(Int.init))
    #expect(Set(ring) == [0, 1, 2, 3])
  }

  // MARK: Samples

  private static func samplers() throws -> [EventSampler] {
    [
      try EventSampler(counting: 40, of: [Mock.rows()]),
      try EventSampler(binning: .published, events: 40, of: [Mock.rows()]),
      try EventSampler(
        binning: .published, events: 40, of: [Mock.rows(), Mock.rows(50, radius: 0.05)],
        mixing: .proportions([1, 3])),
    ]
  }

  /// A sample is a function of seed, stream and index: of nothing else, not even the thread.
  @Test func pure() throws {
    for sampler in try Self.samplers() {
      let one = (0..<300).map { sampler.sample(seed: 4, stream: 9, index: $0) }
      let many = Parallel.map(300, threads: 4) { sampler.sample(seed: 4, stream: 9, index: $0) }
      #expect(one == many)
      #expect(Set(one.map(\.pixels)).count == 300)
      #expect(sampler.sample(seed: 5, stream: 9, index: 0) != one[0])
      #expect(sampler.sample(seed: 4, stream: 8, index: 0) != one[0])
      #expect(one.allSatisfy { $0.pixels.count == 40 })
      #expect(one.allSatisfy { $0.bins.count == (sampler.bins > 1 ? 40 : 0) })
      #expect(one.allSatisfy { $0.bins.allSatisfy { (0..<15).contains($0) } })
    }
  }

  /// Ring and nested samplers draw the same events.
  @Test func orderings() throws {
    let ring = try EventSampler(binning: .published, events: 60, of: [Mock.rows()])
    let nested = try EventSampler(
      binning: .published, events: 60, of: [Mock.rows()], .nested)
    for index in 0..<20 {
      let (a, b) = (
        ring.sample(seed: 1, stream: 2, index: index),
        nested.sample(seed: 1, stream: 2, index: index)
      )
      #expect(a.bins == b.bins && a.fromSource == b.fromSource)
      #expect(try ring.sphere.nested(ofRing: a.pixels.map(Int.init)) == b.pixels.map(Int.init))
    }
  }

  /// Events of a source come first and lie in its cap; the rest lies anywhere, evenly.
  @Test func placesAreRight() throws {
    let rows = try Mock.rows()
    let cap = Set(rows.pixels)
    var counts = [Int](repeating: 0, count: 12)
    for sampler in [
      try EventSampler(counting: 50, of: [rows]),
      try EventSampler(binning: .published, events: 50, of: [rows]),
    ] {
      for index in 0..<2000 {
        let sample = sampler.sample(fromSource: 20, seed: 3, stream: 3, index: index)
        #expect(sample.pixels[..<20].allSatisfy(cap.contains))
        for pixel in sample.pixels[20...] { counts[Int(pixel) / 1024] += 1 }
      }
    }
    #expect(abs(Self.excess(counts, [Double](repeating: 1.0 / 12, count: 12))) < 4.5)
  }

  /// Maps of counts take different rows: with as many rows as events all of them, at any fraction.
  @Test(arguments: [1, 30, 63, 64]) func withoutReplacement(_ n: Int) throws {
    let sphere = try HEALPix(nside: 4)
    let rows = try SourceRows(
      sphere, pixels: Array(0..<64),
      pairs: [NucleusPair](repeating: .init(charge: 1, energy: 60), count: 64))
    let sampler = try EventSampler(counting: 64, of: [rows])
    var counts = [Int](repeating: 0, count: 64)
    for index in 0..<4000 {
      let drawn = sampler.sample(fromSource: n, seed: 2, stream: 2, index: index).pixels[..<n]
      #expect(Set(drawn).count == n)
      for pixel in drawn { counts[Int(pixel)] += 1 }
    }
    // Each row in a share n/64 of the samples: 5σ of the binomial.
    let share = Double(n) / 64
    let spread = (4000 * share * (1 - share)).squareRoot()
    #expect(counts.allSatisfy { abs(Double($0) - 4000 * share) <= 5 * spread })
  }

  /// Cells of drawn events follow the density, with energies.
  @Test func drawnDensity() throws {
    let sampler = try EventSampler(
      binning: .published, events: 100, of: [Mock.rows(800)], .nested)
    let density = sampler.sources[0].density
    var counts = [Int](repeating: 0, count: density.count)
    var isotropic = [Int](repeating: 0, count: 15)
    for index in 0..<4000 {
      let sample = sampler.sample(fromSource: 60, seed: 5, stream: 5, index: index)
      for i in 0..<60 { counts[Int(sample.pixels[i]) * 15 + Int(sample.bins[i])] += 1 }
      for i in 60..<100 { isotropic[Int(sample.bins[i])] += 1 }
    }
    #expect(abs(Self.excess(counts, density)) < 4.5)
    // By default isotropic events have the spectrum of the source.
    #expect(abs(Self.excess(isotropic, sampler.sources[0].spectrum)) < 4.5)
  }

  /// A spectrum of one's own for isotropic events.
  @Test func isotropicSpectrum() throws {
    let sampler = try EventSampler(
      binning: .published, events: 50, of: [Mock.rows()],
      isotropic: .spectrum(energies: [60, 150], weights: [3, 1]))
    var counts = [Int](repeating: 0, count: 15)
    for index in 0..<2000 {
      for bin in sampler.sample(fromSource: 0, seed: 5, stream: 6, index: index).bins {
        counts[Int(bin)] += 1
      }
    }
    let binning = EnergyBinning.published
    let raw = (0..<15).map { 3 * binning.share($0) + binning.share($0 - 8) }
    let total = raw.reduce(0, +)
    #expect(abs(Self.excess(counts, raw.map { $0 / total })) < 4.5)
  }

  /// One source a sample, or all in proportions.
  @Test func mixing() throws {
    let sphere = try HEALPix(nside: 8)
    let lists = try [0, 1, 2].map { pixel in
      try SourceRows(
        sphere, pixels: [Int](repeating: pixel, count: 100),
        pairs: [NucleusPair](repeating: .init(charge: 1, energy: 100), count: 100))
    }
    let one = try EventSampler(counting: 30, of: lists)
    var chosen = [Int](repeating: 0, count: 3)
    for index in 0..<3000 {
      let pixels = Set(one.sample(fromSource: 30, seed: 1, stream: 1, index: index).pixels)
      #expect(pixels.count == 1)
      chosen[Int(pixels.first ?? 0)] += 1
    }
    #expect(abs(Self.excess(chosen, [1, 1, 1].map { $0 / 3 })) < 4.5)
    let mixed = try EventSampler(counting: 30, of: lists, mixing: .proportions([1, 0, 3]))
    var events = [Int](repeating: 0, count: 3)
    for index in 0..<1000 {
      for pixel in mixed.sample(fromSource: 30, seed: 1, stream: 2, index: index).pixels {
        events[Int(pixel)] += 1
      }
    }
    #expect(abs(Self.excess(events, [0.25, 0, 0.75])) < 4.5 && events[1] == 0)
  }

  @Test func refusals() throws {
    func refused(_ found: String, _ body: () throws -> Void) {
      let error = #expect(throws: AssayError.self) { try body() }
      #expect(error?.description.contains(found) ?? false, "\(error?.description ?? "")")
    }
    let rows = try Mock.rows(40)
    refused("at least the 50 events") { _ = try EventSampler(counting: 50, of: [rows]) }
    refused("at least one source") { _ = try EventSampler(counting: 5, of: []) }
    refused("found 0") { _ = try EventSampler(counting: 0, of: [rows]) }
    refused("3 numbers") {
      _ = try EventSampler(counting: 5, of: [rows, rows, rows], mixing: .proportions([1, 2]))
    }
    refused("not all 0") {
      _ = try EventSampler(counting: 5, of: [rows], mixing: .proportions([0]))
    }
    let low = try SourceRows(
      HEALPix(nside: 2), pixels: [1], pairs: [.init(charge: 1, energy: 2)])
    refused("at least one") { _ = try EventSampler(binning: .published, events: 5, of: [low]) }
    refused("of one Nside") { _ = try EventSampler(counting: 1, of: [rows, low]) }
    var binning = EnergyBinning.published
    binning.width = 0
    refused("energy bins") { _ = try EventSampler(binning: binning, events: 5, of: [rows]) }
    refused("none that reaches a bin") {
      _ = try EventSampler(
        binning: .published, events: 5, of: [rows],
        isotropic: .spectrum(energies: [1], weights: [1]))
    }
  }
}
