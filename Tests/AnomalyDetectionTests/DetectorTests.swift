// SPDX-License-Identifier: GPL-3.0-or-later

import Events
import Harness
import Learning
import Numerics
import Testing

@testable import AnomalyDetection

@Suite struct DetectorTests {
  private static let recipe = DetectorRecipe(epochs: 1, batch: 32, hidden: [8])

  private static func rows(_ count: Int, seed: UInt64 = 1) -> FeatureRows {
    ToyFeatures.rows(EventBed.background.toys(count, seed: seed, stream: "detectors", threads: 1))
  }

  @Test func standardised() {
    let rows = FeatureRows(names: ["a", "b"], values: [1, 5, 3, 5])
    let standardiser = Standardiser(rows)
    #expect(standardiser.means == [2, 5] && standardiser.deviations == [1, 1])
    #expect(standardiser.standardised(rows).values == [-1, 0, 1, 0])
    #expect(rows.rows(1..<2).values == [3, 5] && rows.count == 2)
  }

  /// Without a ridge the mean of zᵀ C⁻¹ z over the sample is the dimension, in any coordinates.
  @Test func mahalanobis() throws {
    let rows = Self.rows(500)
    let scores = try MahalanobisDetector(background: rows, ridge: 0).scores(rows, threads: 1)
    #expect(abs(scores.reduce(0, +) / 500 - 3) < 1e-9)
    let bent = FeatureRows(
      names: rows.names,
      values: (0..<rows.count).flatMap { row -> [Double] in
        let x = Array(rows[row])
        return [x[0] + 2 * x[1], x[1] - x[2], 0.5 * x[2] + 7]
      })
    let other = try MahalanobisDetector(background: bent, ridge: 0).scores(bent, threads: 1)
    for (a, b) in zip(scores, other) { #expect(abs(a - b) < 1e-8 * max(1, a)) }
  }

  private static func make(_ kind: DetectorKind, threads: Int) throws -> any AnomalyDetector {
    let rows = rows(300)
    switch kind {
    case .autoencoder:
      return try Autoencoder(
        background: rows, code: 2, recipe: recipe, seed: 5, threads: threads)
    case .svdd:
      return try DeepSVDD(
        background: rows, target: 1, dimension: 4, recipe: recipe, seed: 5, threads: threads)
    case .ensemble:
      return try DeepSVDDEnsemble(
        background: rows, targets: [0, 2], dimensions: [3, 5], recipe: recipe, seed: 5,
        threads: threads)
    case .affine:
      return try FlowDetector(
        background: rows, kind: .affine(), transforms: 2, recipe: recipe, seed: 5,
        threads: threads)
    case .spline:
      return try FlowDetector(
        background: rows, kind: .spline(), transforms: 2, recipe: recipe, seed: 5,
        threads: threads)
    case .classifier:
      return try TheoryClassifier(
        background: rows, mixture: Self.rows(300, seed: 2), recipe: recipe, seed: 5,
        threads: threads)
    }
  }

  @Test(arguments: DetectorKind.allCases) func sameScoresOfAnyThreads(kind: DetectorKind) throws {
    let test = Self.rows(100, seed: 3)
    let one = try Self.make(kind, threads: 1).scores(test, threads: 1)
    let two = try Self.make(kind, threads: 2).scores(test, threads: 2)
    #expect(one == two && one.count == 100)
    #expect(one.allSatisfy(\.isFinite) && Set(one).count > 90)
    let refusal = Fixture.sentence {
      _ = try Self.make(kind, threads: 1).scores(
        FeatureRows(names: ["a"], values: [1]), threads: 1)
    }
    #expect(refusal.contains("features of events: found 1; accepted: 3"))
  }

  @Test func tooFewEvents() {
    let rows = Self.rows(19)
    for make in [
      { _ = try Autoencoder(background: rows, code: 1, seed: 1, threads: 1) },
      { _ = try DeepSVDD(background: rows, target: 0, dimension: 2, seed: 1, threads: 1) },
      { _ = try FlowDetector(background: rows, kind: .affine(), seed: 1, threads: 1) },
    ] as [() throws -> Void] {
      #expect(Fixture.sentence(make) == "events to train on: found 19; accepted: 20 or more")
    }
    #expect(
      Fixture.sentence { _ = try MahalanobisDetector(background: rows.rows(0..<1)) }
        .contains("two or more"))
  }

  /// The volume of coordinates: the density in all momenta is that in smooth coordinates times it.
  @Test func smoothCoordinates() {
    let events = [ToyEvent(jets: 1, sum: 9, missing: 16), ToyEvent(jets: 3, sum: 4, missing: 9)]
    let rows = ToyFeatures.smooth(events, seed: 1, stream: "test")
    #expect(Array(rows[0].dropFirst()) == [3, 16] && Array(rows[1].dropFirst()) == [2, 9])
    #expect((1..<2).contains(rows.values[0]) && (3..<4).contains(rows.values[3]))
    // dHT/dy = 2 y; two momenta more on the simplex: 2!/HT².
    let first = ToyFeatures.logVolume(events[0], rows[0])
    #expect(abs(first + Numbers.logarithm(6)) < 1e-12)
    let second = ToyFeatures.logVolume(events[1], rows[1])
    #expect(abs(second + Numbers.logarithm(4) - Numbers.logarithm(2.0 / 16)) < 1e-12)
  }

  // MARK: Collision events

  @Test func collisionFeatures() throws {
    let text = """
      1;p;0.5;250000;3;j,300000,210000,1,-3;b,90000,60000,0,1;e-,9000,8000,0,0;g,5000,5000,0,0;
      2;p;1;100000;0;m+,9000,8000,0,0;
      """
    let events = try EventFile.parse(text, file: "test")
    let found = CollisionFeatures().summary(events, 0)
    #expect(found.missing == 250 && abs(found.sum - 270) < 1e-12)
    #expect([found.jets, found.bJets, found.leptons, found.photons] == [2, 1, 1, 1])
    // −3 and 3 are 2π − 6 apart.
    #expect(abs(found.angle - (2 * .pi - 6)) < 1e-15)
    #expect(!ChannelOne.passes(found))
    let rows = CollisionFeatures().rows(events)
    #expect(rows.count == 2 && rows.values.allSatisfy(\.isFinite))
    #expect(rows[1][rows[1].startIndex + 4] == 1)
    let smooth = CollisionFeatures.smooth(rows, seed: 1, stream: "a")
    for i in rows.values.indices {
      let moved = smooth.values[i] - rows.values[i]
      #expect((2...5).contains(i % 10) ? moved > 0 && moved < 1 : moved == 0)
    }
  }
}
