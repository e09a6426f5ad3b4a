// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import GalacticCentre

@Suite struct TemplateFitTests {
  /// Two flat templates in separate halves: the maximum and its errors in closed form.
  @Test func separateTemplates() throws {
    let counts = [3, 5, 4, 0, 2, 1]
    let templates: [[Double]] = [[1, 1, 1, 0, 0, 0], [0, 0, 0, 2, 2, 2]]
    let fit = try PoissonTemplateFit(counts: counts, templates: templates)
    #expect(abs(fit.normalisations[0] - 4) < 1e-12 && abs(fit.normalisations[1] - 0.5) < 1e-12)
    // A/√N of each half.
    #expect(abs(fit.errors[0] - 4 / 12.0.squareRoot()) < 1e-12)
    #expect(abs(fit.errors[1] - 0.5 / 3.0.squareRoot()) < 1e-12)
    #expect(abs(fit.covariance[0][1]) < 1e-15)
    #expect(abs(fit.shares[0] - 0.8) < 1e-12)
  }

  /// At the maximum no free template has a slope, and none at the bound would rise.
  @Test(arguments: Fixture.seeds) func slopesVanish(seed: UInt64) throws {
    var random = Fixture.draws(seed, "fit")
    let pixels = 400
    var templates: [[Double]] = []
    for t in 0..<4 {
      let number = Double(t)
      var template: [Double] = []
      for p in 0..<pixels {
        template.append(1 + 0.3 * number * sin(0.01 * (number + 1) * Double(p)))
      }
      templates.append(template)
    }
    // The last two are not there at all.
    var counts: [Int] = []
    for p in 0..<pixels {
      let mean: Double = 2 * templates[0][p] + 0.5 * templates[1][p]
      counts.append(random.poisson(mean))
    }
    let fit = try PoissonTemplateFit(counts: counts, templates: templates)
    var mean = [Double](repeating: 0, count: pixels)
    for (a, template) in zip(fit.normalisations, templates) {
      for p in 0..<pixels { mean[p] += a * template[p] }
    }
    for (t, template) in templates.enumerated() {
      var slope = 0.0
      for p in 0..<pixels { slope += template[p] * (Double(counts[p]) / mean[p] - 1) }
      if fit.normalisations[t] > 0 { #expect(abs(slope) < 1e-8) } else { #expect(slope < 1e-8) }
    }
    // The photons are kept: ∂ ln L along A itself.
    #expect(abs(fit.shares.reduce(0, +) - 1) < 1e-10)
  }

  /// Coverage of the errors: pulls of 400 fits have unit variance.
  @Test func pulls() throws {
    var random = Fixture.draws(1, "pulls")
    let templates: [[Double]] = [
      (0..<300).map { _ in 5 }, (0..<300).map { 10 * exp(-Double($0) / 60) },
    ]
    var squares = 0.0
    for _ in 0..<400 {
      let counts = (0..<300).map { random.poisson(templates[0][$0] + templates[1][$0]) }
      let fit = try PoissonTemplateFit(counts: counts, templates: templates)
      let pull = (fit.normalisations[1] - 1) / fit.errors[1]
      squares += pull * pull
    }
    // χ² of 400: six standard deviations.
    #expect(abs(squares / 400 - 1) < 6 * (2.0 / 400).squareRoot())
  }

  @Test func refusals() {
    func refusal(_ counts: [Int], _ templates: [[Double]]) -> String {
      Fixture.refusal { _ = try PoissonTemplateFit(counts: counts, templates: templates) }
    }
    #expect(refusal([1, -1], [[1, 1]]).contains("counts of 0 or more"))
    #expect(refusal([1, 1], []).contains("0 templates"))
    #expect(refusal([1, 1], [[1, .nan]]).contains("template 1"))
    #expect(refusal([1, 1], [[0, 0]]).contains("zeros alone"))
    #expect(refusal([1, 1], [[1, 0]]).contains("pixel 1 where no template is"))
    #expect(refusal([1, 1], [[1, 1], [1, 1]]).contains("singular"))
  }
}
