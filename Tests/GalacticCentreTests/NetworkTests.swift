// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Learning
import Numerics
import Testing

@testable import GalacticCentre

@Suite struct NetworkTests {
  /// Mean and covariance of a mixture: aleatoric and epistemic parts add to it.
  @Test func mixture() {
    let ensemble = EnsembleEstimate(
      means: [[1, 0], [3, 4]], covariances: [[[1, 0.5], [0.5, 2]], [[3, -0.5], [-0.5, 4]]])
    #expect(ensemble.mean == [2, 2])
    #expect(ensemble.aleatoric == [[2, 0], [0, 3]])
    #expect(ensemble.epistemic == [[1, 2], [2, 4]])
    #expect(ensemble.total == [[3, 2], [2, 7]])
    let scaled = ensemble.scaled([2, 0.5])
    #expect(scaled.total == [[12, 2], [2, 1.75]] && scaled.mean == ensemble.mean)
  }

  /// rᵗ C⁻¹ r and ln det C of a matrix by hand.
  @Test func whitened() throws {
    let (squares, logDeterminant) = try GaussianUncertainty.whitened([1, 2], [[2, 1], [1, 3]])
    // C⁻¹ = [[3, -1], [-1, 2]]/5.
    #expect(abs(squares - 7.0 / 5) < 1e-14 && abs(logDeterminant - log(5.0)) < 1e-14)
    #expect(
      Fixture.refusal { _ = try GaussianUncertainty.whitened([1, 1], [[1, 2], [2, 1]]) }
        .contains("positive definite"))
  }

  /// The first epochs' loss has the gradient of the means alone.
  @Test func meansFirst() {
    let output: [Float] = [1, -2, 0.3, 0.1, -0.4]
    var gradient: [Float] = [9, 9, 9, 9, 9]
    let loss = output.withUnsafeBufferPointer { output in
      gradient.withUnsafeMutableBufferPointer {
        MeansFirst().value(output: output, target: [0.5, 0], gradient: $0)
      }
    }
    #expect(gradient == [0.5, -2, 0, 0, 0])
    #expect(abs(loss - (0.125 + 2)) < 1e-6)
  }

  /// A training of seconds learns more than the prior, with the same bits for any threads, and gives
  /// covariances that are some.
  @Test func ensemble() throws {
    let components = try SkyComponents(side: 8, pixel: 4)
    var sky = try PlaneSky(components, family: .thin, seed: 1)
    sky.hasSources = false
    var recipe = SkyNetworkRecipe()
    (recipe.filters, recipe.dense, recipe.maps) = ([16, 16], 16, 600)
    (recipe.warmEpochs, recipe.epochs, recipe.members) = (2, 2, 2)
    (recipe.validationMaps, recipe.calibrationMaps) = (100, 300)
    let maps = (0..<200).map { sky.map(1_000_000 + $0) }
    func estimates(threads: Int) throws -> [EnsembleEstimate] {
      try SkyEnsemble(
        .components, sky: sky, recipe: recipe, seed: 3, threads: threads
      ).estimates(maps.map(\.counts), threads: threads)
    }
    let (one, two) = (try estimates(threads: 1), try estimates(threads: 2))
    #expect(one == two)
    var squares = 0.0
    for (map, estimate) in zip(maps, one) {
      squares += pow(estimate.mean[1] - map.truth.diffuse, 2) / 200
      #expect(try GaussianUncertainty.whitened([0, 0], estimate.total).squares == 0)
      #expect(estimate.epistemic[0][0] >= 0 && estimate.aleatoric[0][0] > 0)
    }
    // The prior's variance is 3²/12.
    #expect(squares < 0.8 * 0.75)
  }

  /// Without biases zeros give zero, whatever the training; with biases they do not.
  @Test func blankMaps() throws {
    let maps = TiltedMaps(gradient: 0).maps(256, seed: 1, stream: 2, threads: 2)
    let plain = try MapDetectors.DeepSVDD(maps, epochs: 1, seed: 1, threads: 2)
    #expect(try plain.blank() == 0)
    let biased = try MapDetectors.DeepSVDD(maps, epochs: 1, biases: true, seed: 1, threads: 2)
    #expect(try biased.blank() > 0)
    #expect(try plain.scores(maps, threads: 2).allSatisfy { $0 >= 0 && $0.isFinite })
  }

  /// Simulated maps have the means they are said to have.
  @Test(arguments: [0.0, 0.4]) func tiltedMaps(gradient: Double) {
    let maps = TiltedMaps(gradient: gradient).maps(500, seed: 1, stream: 1, threads: 2)
    for column in [0, 15, 31] {
      let x = TiltedMaps.columns[column]
      let sum = maps.reduce(0) { sum, map in
        sum + (0..<32).reduce(0) { $0 + map[$1 * 32 + column] }
      }
      let wanted = 4 * (1 + gradient * x) * 500 * 32
      #expect(abs(Double(sum) - wanted) < 5 * wanted.squareRoot())
    }
  }
}
