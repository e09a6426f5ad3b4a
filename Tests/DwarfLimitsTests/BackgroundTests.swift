// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import DwarfLimits

@Suite("Background: regression")
struct BackgroundRegressionTests {
  private static let rounding = 1e-13

  @Test("equal voids give their own counts")
  func constant() throws {
    let regression = try BackgroundRegression(
      l: [1, 2, 50, 300], b: [30, 31, -40, 70], counts: [7, 7, 7, 7])
    let estimate = try regression.estimates(at: [(10, 35), (120, -60)], sigma: 20)
    for one in estimate {
      #expect((one.lnBackground - log(7)).magnitude < Self.rounding)
      #expect(one.spread < Self.rounding)
    }
  }

  @Test("half-way between two voids: their mean and half-distance")
  func midway() throws {
    let regression = try BackgroundRegression(l: [10, 14], b: [40, 40], counts: [4, 16])
    let estimate = try regression.estimates(at: [(12, 40)], sigma: 1.4)[0]
    #expect((estimate.lnBackground - log(8)).magnitude < Self.rounding)
    #expect((estimate.spread - log(2) * log(2)).magnitude < 1e-12)
  }

  @Test("a void without a count is left out")
  func empty() throws {
    let with = try BackgroundRegression(l: [10, 14, 12], b: [40, 40, 40], counts: [4, 16, 0])
    let estimate = try with.estimates(at: [(12, 40)], sigma: 1.4)[0]
    #expect((estimate.lnBackground - log(8)).magnitude < Self.rounding)
  }

  @Test("metrics: flat and on the sphere")
  func metrics() {
    #expect(SkyMetric.euclidean.squaredDistance(1, 0, 359, 0) == 358 * 358)
    let wrapped = SkyMetric.greatCircle.squaredDistance(1, 0, 359, 0)
    #expect((wrapped - 4).magnitude < 1e-12)
    let polar = SkyMetric.greatCircle.squaredDistance(0, 80, 180, 80)
    #expect((polar - 400).magnitude < 1e-10)
    #expect(SkyMetric.greatCircle.squaredDistance(7, 33, 7, 33) == 0)
  }

  @Test("refusals")
  func refusals() throws {
    let none = try MLFermiFixture.sentence {
      _ = try BackgroundRegression(l: [1], b: [1], counts: [0])
    }
    #expect(none.contains("no void with a count"))
    let far = try MLFermiFixture.sentence {
      let regression = try BackgroundRegression(l: [1], b: [1], counts: [2])
      _ = try regression.estimates(at: [(200, 80)], sigma: 1)
    }
    #expect(far.contains("within reach"))
    let sigma = try MLFermiFixture.sentence {
      let regression = try BackgroundRegression(l: [1], b: [1], counts: [2])
      _ = try regression.estimates(at: [(1, 1)], sigma: 0)
    }
    #expect(sigma.contains("positive angle"))
  }

  @Test("a density of ln b needs voids with counts")
  func densityRefusals() throws {
    let none = VoidSample(l: [], b: [], counts: (0..<6).map { _ in [] })
    let zero = VoidSample(l: [1], b: [1], counts: (0..<6).map { _ in [0] })
    let one = VoidSample(l: [1], b: [1], counts: (0..<6).map { _ in [5] })
    let cases: [(String, () throws -> Void)] = [
      ("found none", { _ = try BackgroundDensity(voids: none, l: 1, b: 1) }),
      ("without a count", { _ = try BackgroundDensity(voids: zero, l: 1, b: 1) }),
      ("varsigma", { _ = try BackgroundDensity(voids: one, l: 1, b: 1, varsigma: 0) }),
    ]
    for (words, body) in cases {
      let sentence = try MLFermiFixture.sentence(body)
      #expect(sentence.contains(words), "\(sentence)")
    }
  }

  @Test("the joint density is the sum over voids", arguments: [1, 2, 3] as [UInt64])
  func density(seed: UInt64) throws {
    var random = Philox(seed: seed, stream: 5)
    let n = 200
    let l = (0..<n).map { _ in 20 * random.uniform() }
    let b = (0..<n).map { _ in 30 + 20 * random.uniform() }
    let y = (0..<n).map { _ in Double(1 + random.poisson(20)) }
    let voids = VoidSample(l: l, b: b, counts: (0..<6).map { _ in y })
    let density = try BackgroundDensity(voids: voids, l: 8, b: 41, sigma: 3, varsigma: 0.2)
    let table = density.table()
    for lnB in [0.1, 2, 2.9, 3.3, 6.5] {
      let sum = (0..<n).reduce(0.0) { sum, i in
        let r2 = (8 - l[i]) * (8 - l[i]) + (41 - b[i]) * (41 - b[i])
        let z = (lnB - log(y[i])) / 0.2
        return sum + exp(-r2 / 18) * exp(-0.5 * z * z)
      }
      let expected = log(sum / (Double(n) * pow(2 * .pi, 1.5) * 9 * 0.2))
      #expect((density.logDensity(lnB) - expected).magnitude < 1e-10 * (1 + expected.magnitude))
      let tabulated = -0.5 * table.jet(lnB).value
      #expect((tabulated - expected).magnitude < 1e-6 * (1 + expected.magnitude), "seed \(seed)")
    }
  }
}

@Suite("Background: void files")
struct BackgroundVoidFileTests {
  @Test(
    "broken files",
    arguments: [
      ("10 30\n20 40\n", "1 2 3 4 5 6\n", "1 rows of counts"),
      ("10 30\n", "1 2 3 4 5\n", "5 columns"), ("10 30\n", "1 2 3 4 5 -6\n", "not negative"),
      ("10 30\n", "1 2 3 4 5 6.5\n", "whole number"), ("10 95\n", "1 2 3 4 5 6\n", "degrees"),
      ("10\n", "1 2 3 4 5 6\n", "1 columns"), ("", "", "at least one"),
    ])
  func broken(positions: String, counts: String, words: String) throws {
    try MLFermiFixture.withTemporaryFolder { folder in
      try MLFermiFixture.write(positions, folder + "/p.dat")
      try MLFermiFixture.write(counts, folder + "/c.dat")
      let sentence = try MLFermiFixture.sentence {
        _ = try VoidSample.read(positions: folder + "/p.dat", counts: folder + "/c.dat")
      }
      #expect(sentence.contains(words), "\(sentence)")
    }
  }

  @Test("files are joined by data row")
  func joined() throws {
    try MLFermiFixture.withTemporaryFolder { folder in
      try MLFermiFixture.write("10 30\n20 40\n", folder + "/p.dat")
      try MLFermiFixture.write("1 2 3 4 5 6\n\n7 0 9 10 11 12\n", folder + "/c.dat")
      let voids = try VoidSample.read(positions: folder + "/p.dat", counts: folder + "/c.dat")
      #expect(voids.l == [10, 20] && voids.counts[0] == [1, 7])
      #expect(voids.withoutEmptyBins.b == [30])
    }
  }

  @Test("a missing file is named")
  func missing() throws {
    let sentence = try MLFermiFixture.sentence {
      _ = try RawInputs(DataFolder("/nowhere")).voids()
    }
    #expect(sentence.contains("voids_all_25dSphs.dat"))
  }

  @Test(
    "the dwarf table is the source of the embedded inputs",
    .enabled(if: MLFermiFixture.data != nil, MLFermiFixture.noData))
  func dwarfTable() throws {
    let inputs = try EmbeddedInputs(MLFermiFixture.library())
    let raw = try RawInputs(#require(MLFermiFixture.data)).dwarfs()
    #expect(raw.map(\.name) == inputs.dwarfs.map(\.name))
    for (a, b) in zip(raw, inputs.dwarfs) {
      #expect(a.l == b.l && a.b == b.b)
      let entry = try inputs.catalogue.entry(a.name)
      #expect(entry.mean == a.log10J && entry.sigma == a.sigma)
      for (mean, embedded) in zip(MacroBins.means(a.exposure), b.exposure) {
        // The table prints 9 digits.
        #expect((mean - embedded).magnitude <= 5e-9 * mean)
      }
    }
  }
}
