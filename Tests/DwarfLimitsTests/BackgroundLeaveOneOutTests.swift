// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import DwarfLimits

@Suite("Background: leave-one-out likelihood")
struct BackgroundLeaveOneOutTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5]

  /// Dense enough for every void to have neighbours.
  private func voids(_ seed: UInt64, _ n: Int) -> (l: [Double], b: [Double], y: [Double]) {
    var random = Philox(seed: seed, stream: 7)
    return (
      (0..<n).map { _ in 60 * random.uniform() }, (0..<n).map { _ in 20 + 40 * random.uniform() },
      (0..<n).map { _ in Double(random.poisson(exp(2 + random.normal()))) }
    )
  }

  @Test("two voids by hand")
  func two() throws {
    let function = try LeaveOneOut(l: [10, 13], b: [30, 34], counts: [4, 9])
    let sigma = 2.0
    let varsigma = 0.5
    let z = log(9.0 / 4) / varsigma
    let kernel = exp(-25 / (2 * sigma * sigma) - 0.5 * z * z)
    let norm = pow(2 * .pi, 1.5) * sigma * sigma * varsigma
    let expected = log(kernel / norm / 4) + log(kernel / norm / 9)
    let found = try function.logLikelihood(sigma: sigma, varsigma: varsigma)
    #expect((found - expected).magnitude < 1e-12 * expected.magnitude)
  }

  @Test("against the sum over pairs", arguments: seeds)
  func pairs(seed: UInt64) throws {
    let (l, b, y) = voids(seed, 300)
    let function = try LeaveOneOut(l: l, b: b, counts: y)
    #expect(function.count == y.filter { $0 > 0 }.count)
    for (sigma, varsigma) in [(3.0, 0.2), (5, 0.5), (40, 0.1)] {
      let slow = LeaveOneOut.reference(l: l, b: b, counts: y, sigma: sigma, varsigma: varsigma)
      let fast = try function.logLikelihood(sigma: sigma, varsigma: varsigma)
      #expect((fast - slow).magnitude <= 1e-11 * slow.magnitude, "seed \(seed), σ = \(sigma)")
    }
  }

  @Test("threads and grids do not change a bit", arguments: seeds)
  func threads(seed: UInt64) throws {
    let (l, b, y) = voids(seed, 500)
    let function = try LeaveOneOut(l: l, b: b, counts: y)
    let one = try function.grid(sigmas: [2, 3], varsigmas: [0.1, 0.2], threads: 1)
    #expect(try function.grid(sigmas: [2, 3], varsigmas: [0.1, 0.2], threads: 2) == one)
    #expect(try function.grid(sigmas: [2, 3], varsigmas: [0.1, 0.2], threads: 7) == one)
    let single = try function.logLikelihood(sigma: 3, varsigma: 0.2)
    #expect((single - one[1][1]).magnitude <= 1e-12 * single.magnitude)
  }

  @Test("the optimum is a maximum", arguments: [1, 2] as [UInt64])
  func optimum(seed: UInt64) throws {
    let (l, b, y) = voids(seed, 400)
    let function = try LeaveOneOut(l: l, b: b, counts: y)
    let best = try function.optimum()
    for (s, v) in [(1.02, 1.0), (0.98, 1), (1, 1.02), (1, 0.98)] {
      let near = try function.logLikelihood(sigma: best.sigma * s, varsigma: best.varsigma * v)
      #expect(near < best.logLikelihood, "seed \(seed)")
    }
  }

  @Test("refusals")
  func refusals() throws {
    let few = try MLFermiFixture.sentence {
      _ = try LeaveOneOut(l: [1, 2], b: [1, 2], counts: [0, 3])
    }
    #expect(few.contains("at least 2"))
    let sigma = try MLFermiFixture.sentence {
      let function = try LeaveOneOut(l: [1, 2], b: [1, 2], counts: [4, 3])
      _ = try function.logLikelihood(sigma: 1, varsigma: -1)
    }
    #expect(sigma.contains("varsigma"))
  }
}

@Suite("Background: drawing voids")
struct BackgroundVoidDrawingTests {
  private static let metrics = SkyMetric.allCases

  @Test("as many candidates as circles of half a degree")
  func candidates() { #expect(VoidDrawing.candidateCount == 52524) }

  @Test("rules kept", arguments: metrics, [1, 2] as [UInt64])
  func rules(metric: SkyMetric, seed: UInt64) throws {
    let inputs = try EmbeddedInputs(MLFermiFixture.library())
    let dwarfs = inputs.dwarfs.map { VoidDrawing.Position(l: $0.l, b: $0.b) }
    let sources = [VoidDrawing.Position(l: 100, b: 50), .init(l: 200, b: -60)]
    let drawing = VoidDrawing(dwarfs: dwarfs, sources: sources, metric: metric)
    let voids = drawing.draw(seed: seed, stream: 9, candidates: 6000)
    #expect(voids.count > 1000)
    for (i, x) in voids.enumerated() {
      #expect(x.b.magnitude > 20 && (1...359).contains(x.l) && x.b.magnitude <= 89)
      let far = { (y: VoidDrawing.Position, limit: Double) in
        metric.squaredDistance(x.l, x.b, y.l, y.b) > limit * limit
      }
      #expect((dwarfs + VoidDrawing.cloudPositions).allSatisfy { far($0, 1) })
      #expect(sources.allSatisfy { far($0, 2.5) })
      #expect(voids[..<i].allSatisfy { far($0, 1) })
    }
  }

  @Test("the seed decides, the stream separates")
  func reproducible() {
    let drawing = VoidDrawing(dwarfs: [])
    let one = drawing.draw(seed: 5, stream: 1, candidates: 500)
    #expect(drawing.draw(seed: 5, stream: 1, candidates: 500) == one)
    #expect(drawing.draw(seed: 5, stream: 2, candidates: 500) != one)
    #expect(Array(drawing.draw(seed: 5, stream: 1, candidates: 800).prefix(one.count)) == one)
  }

  @Test("latitudes follow cos b", arguments: [3, 4] as [UInt64])
  func isotropic(seed: UInt64) {
    // Few candidates: hardly any is rejected for another void.
    let voids = VoidDrawing(dwarfs: [], metric: .greatCircle).draw(
      seed: seed, stream: 2, candidates: 2000)
    let polar = voids.filter { $0.b.magnitude > 50 }.count
    let s = { (b: Double) in sin(b * .pi / 180) }
    let share = (s(89) - s(50)) / (s(89) - s(20))
    let expected = share * Double(voids.count)
    let spread = (expected * (1 - share)).squareRoot()
    #expect((Double(polar) - expected).magnitude < 4 * spread, "seed \(seed)")
  }
}
