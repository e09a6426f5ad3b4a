// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Testing

@testable import CosmicRayDiffusion
@testable import Turbulence

@Suite struct EnsembleTests {
  static let spectrum = TurbulenceSpectrum.powerLaw(index: 5.0 / 3, smallest: 0.5, largest: 5)

  static func waves(
    larmor: Double = 1, times: [Double] = [1, 5, 20], particles: Int = 12, fields: Int = 4,
    modes: Int = 12, meanField: Double = 0, more: [Population] = [],
    variant: OrbitVariant = .scalar
  ) throws -> Ensemble {
    let step = Population.step(larmor: larmor, cap: 0.125)
    return try Ensemble(
      spectrum: spectrum, turbulence: .waves(modes: modes), meanField: meanField,
      populations: [
        try Population(larmor: larmor, step: step, times: times, particles: particles)
      ] + more, realisations: fields, variant: variant)
  }

  // MARK: Kinds of field

  static let kinds: [Ensemble.Turbulence] = [
    .grid(count: 32, spacing: 0.2), .nested(count: 16), .waves(modes: 12),
    .composite(modes: 12, slabShare: 0.2),
  ]

  /// Threads do not change a bit, and the kinds do not share their draws.
  @Test func everyKindRunsOnAnyNumberOfThreads() throws {
    let seen = try Self.kinds.map { kind in
      let ensemble = try Ensemble(
        spectrum: Self.spectrum, turbulence: kind, meanField: 0.5,
        populations: [try Population(larmor: 1, step: 0.1, times: [10], particles: 40)],
        realisations: 2)
      let one = try ensemble.run(seed: 5, stream: 6, threads: 1)
      #expect(try ensemble.run(seed: 5, stream: 6, threads: 3) == one, "\(kind)")
      return one[0].mean.moments[0].square
    }
    for (a, b) in zip(seen, seen.dropFirst()) { #expect(a != b) }
  }

  /// A slab field lies across z and does not depend on x and y; a two-dimensional one not on z.
  @Test(arguments: [0.0, 1.0]) func partsOfAComposite(share: Double) throws {
    let field = try Ensemble.Turbulence.composite(modes: 20, slabShare: share)
      .realise(Self.spectrum, meanField: 3, seed: 1, stream: 2)
    let place = SIMD3(0.3, -0.7, 1.1)
    let moved = share == 1 ? SIMD3(5.1, 2.3, 0) : SIMD3(0, 0, 4.4)
    let (here, there) = (field(place), field(place + moved))
    #expect(abs(here.z - 3) < 1e-12 && here.x != 0)
    #expect(((here - there) * (here - there)).sum().squareRoot() < 1e-12)
    let other = field(place + SIMD3(1, 1, 1))
    #expect(((here - other) * (here - other)).sum() > 1e-6)
  }

  // MARK: Identities

  /// A gyration: with q = ⟨u_z²⟩ = ⟨dz²⟩/t² the correlation is q + (1 − q) cos nθ, θ = 2 atan(h/2r)
  /// (Boris); displacements across the field stay within two radii and the drift part of TGK is
  /// −r (1 − cos nθ) ⟨u_⊥²⟩/2 up to the lag.
  @Test func uniformField() throws {
    let (larmor, step) = (2.0, 0.05)
    let population = try Population(
      larmor: larmor, step: step, times: [0.05, 3, 100, 1000], particles: 40)
    let ensemble = try Ensemble(
      spectrum: Self.spectrum, turbulence: .none, meanField: 1, populations: [population],
      realisations: 3, variant: .scalar)
    let series = try #require(try ensemble.run(seed: 3, stream: 4).first).mean
    let angle = 2 * atan(step / (2 * larmor))
    for moments in series.moments {
      let turned = moments.time / step * angle
      let q = moments.square.z / (moments.time * moments.time)
      #expect(abs(moments.autocorrelation - (q + (1 - q) * cos(turned))) < 1e-10)
      #expect(moments.square.x + moments.square.y < 4 * larmor * larmor)
      let drift = -larmor * (1 - cos(turned)) * (1 - q) / 2
      #expect(abs(moments.kubo.antisymmetric - drift) < 1e-3 * larmor)
      #expect(series.running(at: moments.time).parallel == moments.square.z / (2 * moments.time))
    }
    let late = series.running(at: 1000).perpendicular
    #expect(late < larmor * larmor / 1000)
  }

  /// A strong field leaves the early flight as it is: ⟨r²⟩ → t².
  @Test func ballisticLimit() throws {
    let result = try Self.waves(larmor: 1000, times: [0.125, 1]).run(seed: 1, stream: 1)[0]
    for moments in result.mean.moments {
      let t = moments.time
      #expect(abs(moments.square.sum() / (t * t) - 1) < 1e-4)
      #expect(abs(moments.autocorrelation - 1) < 1e-4)
    }
  }

  /// The bits do not depend on threads, nor a realisation or a population on the others.
  @Test(arguments: OrbitVariant.allCases)
  func reproducible(_ variant: OrbitVariant) throws {
    let reference = try Self.waves(variant: variant).run(seed: 2, stream: 11)
    for threads in [2, 3, 7] {
      #expect(
        try Self.waves(variant: variant).run(seed: 2, stream: 11, threads: threads) == reference)
    }
    let other = try Population(larmor: 3, step: 0.1, times: [4], particles: 5)
    let more = try Self.waves(fields: 6, more: [other], variant: variant)
      .run(seed: 2, stream: 11, threads: 2)
    #expect(Array(more[0].realisations.prefix(4)) == reference[0].realisations)
    #expect(more[1].particles == 5 && more[1].realisations.count == 6)
    #expect(try Self.waves(variant: variant).run(seed: 3, stream: 11) != reference)
    #expect(try Self.waves(variant: variant).run(seed: 2, stream: 12) != reference)
  }

  @Test func gridReproducible() throws {
    let population = try Population(larmor: 1, step: 0.1, times: [1, 10], particles: 30)
    let ensemble = try Ensemble(
      spectrum: Self.spectrum, turbulence: .grid(count: 32, spacing: 0.25), meanField: 0.5,
      populations: [population], realisations: 3)
    let reference = try ensemble.run(seed: 1, stream: 5)
    #expect(try ensemble.run(seed: 1, stream: 5, threads: 3) == reference)
    let correlations = reference[0].realisations.map { $0.autocorrelation(at: 10) }
    #expect(Set(correlations).count == 3)
  }

  @Test func progress() throws {
    let shares = Shares()
    _ = try Self.waves(fields: 5).run(seed: 1, stream: 1, threads: 2) { shares.add($0) }
    #expect(shares.all.sorted() == [0.2, 0.4, 0.6, 0.8, 1])
  }

  private final class Shares: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [Double] = []
    func add(_ value: Double) { lock.withLock { values.append(value) } }
    var all: [Double] { lock.withLock { values } }
  }

  // MARK: Statistics

  /// In weak deflection −ln⟨u·u⟩/t = L_c1/(2 r_L²), where ⟨B²⟩ and l_c enter at once.
  @Test func smallAngle() throws {
    let length = try Self.spectrum.correlationLength(.oneSided)
    let larmor = 40 * length
    let t = 12 * length
    let result = try Self.waves(
      larmor: larmor, times: [t], particles: 200, fields: 24, modes: 48
    ).run(seed: 1, stream: 1, threads: 2)[0]
    let rate = result.estimate { $0.decorrelationRate(at: t) * 2 * larmor * larmor / length }
    #expect(rate.standardError! < 0.05)
    #expect(abs(rate.value - 1) < 4 * rate.standardError!, "\(rate)")
  }

  /// Scatter between seeds against the errors claimed: 30 runs of 8 fields. The ratio of variances
  /// has a spread of about (2/29 + 2/(30·7))^½ = 0.28, more as the moments are not normal.
  @Test func honestErrors() throws {
    let ensemble = try Self.waves(times: [2, 8, 20], particles: 20, fields: 8)
    let runs = try (0..<30).map { try ensemble.run(seed: UInt64($0), stream: 3, threads: 2)[0] }
    let quantities: [(TransportSeries) -> Double] = [
      { $0.slope(from: 8, to: 20).axisMean }, { $0.autocorrelation(at: 2) },
      { $0.kubo(at: 20).trace },
    ]
    for quantity in quantities {
      let estimates = runs.map { $0.estimate(quantity) }
      let mean = estimates.reduce(0) { $0 + $1.value } / 30
      let between = estimates.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) } / 29
      let claimed = estimates.reduce(0) { $0 + $1.standardError! * $1.standardError! } / 30
      #expect(abs(between / claimed - 1) < 4 * 0.3, "\(between / claimed)")
      #expect(between / claimed > 0.3, "\(between / claimed)")
    }
  }

  // MARK: Bad input

  @Test(arguments: [
    (-1.0, 0.1, [1.0], 1, "Larmor radius: found -1.0"), (1, 0, [1.0], 1, "step: found 0.0"),
    (.infinity, 0.1, [1.0], 1, "Larmor radius: found inf"),
    (1, 0.1, [], 1, "sampling times: found none"),
    (1, 0.1, [0.01], 1, "sampling time: found 0.01; accepted: at least half a step (0.05)"),
    (1, 0.1, [.nan], 1, "sampling time: found nan"), (1, 0.1, [1.0], 0, "particles: found 0"),
    (1, 1e-9, [1e9], 1, "at most 1e12 steps"),
  ])
  func badPopulation(
    _ larmor: Double, _ step: Double, _ times: [Double], _ particles: Int, _ expected: String
  ) {
    let sentence = sentenceOfRefusal {
      _ = try Population(larmor: larmor, step: step, times: times, particles: particles)
    }
    #expect(sentence.contains(expected), "\(sentence)")
  }

  @Test func badEnsemble() throws {
    #expect(sentenceOfRefusal { _ = try Self.waves(fields: 0) }.contains("field realisations"))
    #expect(sentenceOfRefusal { _ = try Self.waves(meanField: .nan) }.contains("mean field"))
    let none = sentenceOfRefusal {
      _ = try Ensemble(
        spectrum: Self.spectrum, turbulence: .none, populations: [], realisations: 1)
    }
    #expect(none.contains("populations: found none"))
    let population = try Population(larmor: 1, step: 0.1, times: [1], particles: 1)
    let coarse = try Ensemble(
      spectrum: Self.spectrum, turbulence: .grid(count: 32, spacing: 1),
      populations: [population], realisations: 1)
    #expect(sentenceOfRefusal { _ = try coarse.run(seed: 1, stream: 1) } != "")
  }

  @Test func samplesAreWholeSteps() throws {
    let population = try Population(
      larmor: 1, step: 0.1, times: [1.04, 0.26, 1.0, 3], particles: 2)
    #expect(population.samples == [3, 10, 30])
    #expect(population.work == 60)
  }
}
