// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import PointSourceFraction

@Suite struct SimulationTests {
  private let law = SourceCounts()

  /// Moments by quadrature of the density.
  @Test(arguments: [0.0, 1, 2, 3.5]) func moments(power: Double) throws {
    let found = try [(law.least, law.turn), (law.turn, law.largest)].reduce(0) { sum, ends in
      try sum
        + Quadrature.integrate(from: ends.0, to: ends.1) { pow($0, power) * law.density($0) }
    }
    #expect(abs(law.moment(power) / found - 1) < 1e-9)
  }

  /// A slope of k + 1 has a logarithm for a moment.
  @Test func logarithmicMoment() {
    var law = law
    law.faint = 2
    let near = law.moment(1)
    law.faint = 2 + 1e-7
    #expect(abs(law.moment(1) / near - 1) < 1e-6)
  }

  @Test(arguments: [1e-9, 0.1, 0.5, 0.85, 0.97, 1 - 1e-9]) func quantile(u: Double) throws {
    let flux = law.quantile()(u)
    #expect((law.least...law.largest).contains(flux))
    // The share below it, of the smooth part at each side of the break.
    let middle = min(flux, law.turn)
    var below = try Quadrature.integrate(from: law.least, to: middle) { law.density($0) }
    below += try Quadrature.integrate(from: middle, to: flux) { law.density($0) }
    #expect(abs(below - u) < 1e-9)
  }

  /// Shares of all pixels are all photons; photon pairs by a sum over pixels and offsets.
  @Test(arguments: [0.3, 1, 2.4]) func spread(width: Double) throws {
    let spread = PointSpread(width: width)
    let offsets = GaussLegendre(points: 40)
    let (sum, square) = (
      offsets.integrate(from: -0.5, to: 0.5) { x in
        (-40...40).reduce(0) { $0 + spread.share(Double($1) - x) }
      },
      offsets.integrate(from: -0.5, to: 0.5) { x in
        (-40...40).reduce(0) { $0 + pow(spread.share(Double($1) - x), 2) }
      }
    )
    #expect(abs(sum - 1) < 1e-13 && abs(square - spread.overlap) < 1e-12)
    let shares = spread.shares()
    #expect(abs(shares.reduce(0) { $0 + $1.share * $1.area } - 1) < 1e-8)
    let q = spread.overlap
    #expect(abs(shares.reduce(0) { $0 + $1.share * $1.share * $1.area } - q * q) < 1e-8)
  }

  @Test func narrowSpreadKeepsAll() {
    let spread = PointSpread(width: 0)
    #expect(spread.overlap == 1 && spread.share(0.4) == 1 && spread.share(0.6) == 0)
    #expect(abs(PointSpread(width: 1e-4).overlap - 1) < 2e-4)
  }

  /// Threads and the number of images do not change an image; names and seeds do.
  @Test func streams() {
    let field = PhotonField()
    let one = field.images(70, seed: 3, name: "a", threads: 1)
    let two = field.images(100, seed: 3, name: "a", threads: 2)
    #expect(one.counts == Array(two.counts.prefix(70 * 1024)))
    #expect(one.fractions == Array(two.fractions.prefix(70)))
    #expect(field.images(1, seed: 3, name: "b", threads: 1).counts != Array(one[0]))
    #expect(field.images(1, seed: 4, name: "a", threads: 1).counts != Array(one[0]))
    #expect(one.fractions.allSatisfy { (0...1).contains($0) })
  }

  /// The closed form of the scatter of images' means.
  @Test(arguments: [0, 0.5, 1.0]) func meanDeviation(f: Double) {
    let field = PhotonField()
    let images = field.images(2000, fraction: f, seed: 2, name: "means", threads: 2)
    let means = (0..<images.count).map { number in
      images[number].reduce(0.0) { $0 + Double($1) } / 1024
    }
    let square = means.reduce(0) { $0 + ($1 - 4) * ($1 - 4) } / Double(means.count)
    // A standard deviation of 2,000 images is good to 1.6 %.
    #expect(abs(square.squareRoot() / field.meanDeviation(f) - 1) < 0.064)
  }

  /// The error of variance/mean is the scatter of it over sets of images.
  @Test func errorOfTheRatio() {
    var field = PhotonField()
    field.side = 16
    let (sets, size) = (200, 40)
    let all = field.images(sets * size, fraction: 1, seed: 3, name: "ratios", threads: 2)
    let found = (0..<sets).map { set in
      var images = PhotonImages(side: field.side)
      images.fractions = Array(all.fractions[set * size..<(set + 1) * size])
      images.counts = Array(all.counts[set * size * 256..<(set + 1) * size * 256])
      return SimulationPart.moments(images)
    }
    for estimates in [found.map(\.mean), found.map(\.ratio)] {
      let n = Double(sets)
      let mean = estimates.reduce(0) { $0 + $1.value } / n
      let scatter = estimates.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) } / (n - 1)
      let errors = estimates.reduce(0) { $0 + pow($1.standardError ?? 0, 2) } / n
      // A standard deviation of 200 sets is good to 5 %, with tails that are longer.
      #expect(abs((errors / scatter).squareRoot() - 1) < 0.18)
    }
  }

  /// Without sources an image is Poisson noise; without smooth emission, empty or of sources.
  @Test func ends() {
    let field = PhotonField()
    let smooth = field.images(200, fraction: 0, seed: 1, name: "ends", threads: 2)
    let all = smooth.counts.reduce(0) { $0 + Int($1) }
    // 819,200 expected, standard deviation 905.
    #expect(abs(Double(all) - 819_200) < 5 * 905)
    #expect(smooth.moments.deviation < 2.05 && smooth.moments.deviation > 1.95)
    var empty = field
    empty.mean = 0
    #expect(empty.images(3, seed: 1, name: "ends", threads: 1).counts.allSatisfy { $0 == 0 })
  }
}
