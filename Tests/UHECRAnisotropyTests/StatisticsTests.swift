// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky
import Testing

@testable import UHECRAnisotropy

@Suite struct StatisticsTests {
  private static func sampler(_ events: Int = 50, radius: Double = 0.2) throws -> EventSampler {
    try EventSampler(
      binning: .published, events: events, of: [Mock.rows(2000, radius: radius)])
  }

  /// ⟨e^T⟩ over isotropic samples is 1 for any density and fraction: the likelihood ratio is one.
  /// A small η keeps the spread of e^T small. Seed 3; 5σ.
  @Test(arguments: [1, 3]) func likelihoodIsNormalised(_ n: Int) throws {
    let sampler = try Self.sampler(30, radius: 0.8)
    let ratio = try LikelihoodRatio(SourceDensity(sampler), fromSource: n)
    let values = (0..<20_000).map {
      exp(ratio.statistic(sampler.sample(fromSource: 0, seed: 3, stream: 1, index: $0)))
    }
    let mean = values.reduce(0, +) / 20_000
    let variance = values.reduce(0) { $0 + pow($1 - mean, 2) } / 20_000
    #expect(abs(mean - 1) < 5 * (variance / 20_000).squareRoot(), "\(mean)")
  }

  /// Σ over cells of p_iso × ratio is 1, and T of a sample is the sum over its events.
  @Test func likelihoodByDefinition() throws {
    let sampler = try Self.sampler()
    let density = try SourceDensity(sampler)
    let spectrum = sampler.sources[0].spectrum
    var sum = 0.0
    for (cell, ratio) in density.ratios.enumerated() { sum += ratio * spectrum[cell % 15] / 12288 }
    #expect(abs(sum - 1) < 1e-12)
    let sample = sampler.sample(fromSource: 10, seed: 1, stream: 1, index: 0)
    let exact = zip(sample.pixels, sample.bins).reduce(0.0) {
      $0 + log(1 + 0.2 * (density.ratios[Int($1.0) * 15 + Int($1.1)] - 1))
    }
    let found = try LikelihoodRatio(density, fromSource: 10).statistic(sample)
    #expect(abs(found - exact) < 1e-12)
    #expect(throws: AssayError.self) { try LikelihoodRatio(density, fromSource: 0) }
    #expect(throws: AssayError.self) { try LikelihoodRatio(density, fromSource: 51) }
  }

  /// Both orderings give the same T, with energies and without.
  @Test func likelihoodInBothOrderings() throws {
    let rows = try Mock.rows(500)
    let pairs = [
      try (
        EventSampler(binning: .published, events: 40, of: [rows], .ring),
        EventSampler(binning: .published, events: 40, of: [rows], .nested)
      ),
      try (
        EventSampler(counting: 40, of: [rows], .ring),
        EventSampler(counting: 40, of: [rows], .nested)
      ),
    ]
    for (ring, nested) in pairs {
      let a = try LikelihoodRatio(SourceDensity(ring), fromSource: 5)
      let b = try LikelihoodRatio(SourceDensity(nested), fromSource: 5)
      for index in 0..<20 {
        #expect(
          a.statistic(ring.sample(seed: 1, stream: 1, index: index))
            == b.statistic(nested.sample(seed: 1, stream: 1, index: index)))
      }
    }
  }

  /// No bound where each sample has a source of its own.
  @Test func noBoundForRandomSources() throws {
    let rows = try Mock.rows(500)
    let sampler = try EventSampler(counting: 40, of: [rows, rows])
    #expect(throws: AssayError.self) { try SourceDensity(sampler) }
    let mixed = try EventSampler(counting: 40, of: [rows, rows], mixing: .proportions([1, 1]))
    let single = try EventSampler(counting: 40, of: [rows])
    for (a, b) in zip(try SourceDensity(mixed).ratios, try SourceDensity(single).ratios) {
      #expect(abs(a - b) <= 1e-12 * b)
    }
  }

  /// Over isotropic samples D has mean 0, D² mean 1; isotropic ⟨C_l⟩ is (4π/N_pix)² N/4π.
  @Test func powerSpectrumOfIsotropy() throws {
    let sampler = try EventSampler(counting: 100, of: [Mock.rows(500)])
    let harmonics = try EventHarmonics(sampler.sphere, lmax: 16)
    func statistic(
      _ form: PowerSpectrumStatistic.Form, threads: Int = 1
    ) throws -> PowerSpectrumStatistic {
      try PowerSpectrumStatistic(
        form, harmonics, sampler, isotropic: 4000, seed: 2, stream: 7, threads: threads)
    }
    let linear = try statistic(.linear)
    let exact = pow(sampler.sphere.pixelArea, 2) * 100 / (4 * .pi)
    for l in 1...16 {
      // 5σ; σ of the mean from the run itself.
      #expect(abs(linear.mean[l] - exact) < 5 * linear.deviation[l] / 4000.0.squareRoot())
      // A sum over 2l + 1 components, nearly Gaussian ones: σ/mean = √(2/(2l + 1)).
      #expect(abs(linear.deviation[l] / exact / (2 / Double(2 * l + 1)).squareRoot() - 1) < 0.1)
    }
    #expect(try statistic(.linear, threads: 3).mean == linear.mean)
    #expect(try statistic(.linear, threads: 3).deviation == linear.deviation)
    let squared = try statistic(.squared)
    var (first, second) = (0.0, 0.0)
    for index in 0..<3000 {
      let sample = sampler.sample(fromSource: 0, seed: 2, stream: 8, index: index)
      first += linear.statistic(sample) / 3000
      second += squared.statistic(sample) / 3000
    }
    // D of 16 nearly independent pulls: σ = 1/4, over √3000.
    #expect(abs(first) < 0.03 && abs(second - 1) < 0.06, "\(first) \(second)")
  }

  @Test func powerSpectrumRefusals() throws {
    let nested = try EventSampler(counting: 40, of: [Mock.rows(500)], .nested)
    let ring = try EventSampler(counting: 40, of: [Mock.rows(500)])
    let harmonics = try EventHarmonics(ring.sphere, lmax: 8)
    for (sampler, harmonics, isotropic) in [
      (nested, harmonics, 100), (ring, try EventHarmonics(HEALPix(nside: 16), lmax: 8), 100),
      (ring, try EventHarmonics(ring.sphere, lmax: 0), 100), (ring, harmonics, 1),
    ] {
      #expect(throws: AssayError.self) {
        try PowerSpectrumStatistic(
          .linear, harmonics, sampler, isotropic: isotropic, seed: 1, stream: 1, threads: 1)
      }
    }
  }

  /// The order that theory demands: likelihood ratio before power spectrum; more events, smaller
  /// fractions; the same for any number of threads.
  @Test func order() throws {
    var percents: [Double] = []
    for events in [50, 200] {
      let sampler = try Self.sampler(events)
      let search = DetectionSearch(events: events, isotropic: 2000, mixed: 500)
      let detection = SourceDetection(sampler, search)
      let bound = try detection.likelihoodBound(seed: 1, threads: 2)
      let power = try detection.powerSpectrum(
        .linear, lmax: 16, isotropic: 1000, seed: 1, threads: 2)
      #expect(try detection.likelihoodBound(seed: 1, threads: 1) == bound)
      let (a, b) = (try #require(bound.smallest), try #require(power.smallest))
      #expect(a <= b, "\(a) \(b)")
      percents.append(bound.percent)
    }
    #expect(percents[1] < percents[0])
  }
}
