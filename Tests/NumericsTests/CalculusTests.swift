// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@Suite struct QuadratureTests {
  @Test func knownIntegrals() throws {
    let cases: [(Double, Double, (Double) -> Double, Double)] = [
      (0, 1, { 5 * pow($0, 4) }, 1),
      (0, .pi, sin, 2),
      (0, 1, { 1 / sqrt($0) }, 2),
      (0, 1, log, -1),
      (-.infinity, .infinity, { exp(-$0 * $0) }, Double.pi.squareRoot()),
      (0, .infinity, { exp(-$0) }, 1),
      (-.infinity, 0, { exp(2 * $0) }, 0.5),
      (1, 0, { 2 * $0 }, -1),
      (3, 3, { _ in .nan }, 0),
    ]
    for (from, to, f, value) in cases {
      let found = try Quadrature.integrate(from: from, to: to, f)
      #expect(deviation(found, value) < 1e-10, "\(from) to \(to): \(found)")
    }
  }

  @Test func integralsThatCancelNeedAnAbsoluteBound() throws {
    #expect(
      abs(try Quadrature.integrate(from: -1, to: 1, absolute: 1e-12) { $0 * $0 * $0 }) < 1e-12)
  }

  @Test func integralsCanBeNested() throws {
    let area = try Quadrature.integrate(from: -1, to: 1, relative: 1e-8) { x in
      (try? Quadrature.integrate(from: 0, to: sqrt(1 - x * x), relative: 1e-9) { _ in 2 }) ?? .nan
    }
    #expect(deviation(area, .pi) < 1e-8)
  }

  @Test func failuresAreTold() {
    #expect(
      refusal { _ = try Quadrature.integrate(from: 0, to: 1) { 1 / $0 } }?.contains(
        "the integral from 0.0 to 1.0 failed") == true)
    #expect(refusal { _ = try Quadrature.integrate(from: 0, to: 1) { _ in .nan } } != nil)
    #expect(refusal { _ = try Quadrature.integrate(from: .nan, to: 1) { $0 } } != nil)
  }
}

@Suite struct RootTests {
  @Test func knownRoots() throws {
    let cases: [(ClosedRange<Double>, (Double) -> Double, Double)] = [
      (0...2, { $0 * $0 - 2 }, 2.0.squareRoot()),
      (0...1, { cos($0) - $0 }, 0.739_085_133_215_160_6),
      (-3...5, { $0 * $0 * $0 }, 0),
      (1e-30...1, { log($0 / 1e-20) }, 1e-20),
      (1...2, { 2 - $0 }, 2),
    ]
    for (range, f, root) in cases {
      let found = try Root.find(in: range, f)
      #expect(abs(found - root) <= 1e-12 * abs(root) + 1e-100, "\(range): \(found)")
    }
  }

  @Test func rootsThatAreNotBracketedAreRefused() {
    #expect(
      refusal { _ = try Root.find(in: 0...1) { $0 + 1 } }
        == "the search for a root in 0.0...1.0 failed: the function is 1.0 and 2.0 at the ends")
    #expect(refusal { _ = try Root.find(in: 0...1) { _ in .nan } } != nil)
    #expect(refusal { _ = try Root.find(in: 0...1) { $0 == 0 ? -1 : $0 == 1 ? 1 : .nan } } != nil)
  }
}

@Suite struct MinimumTests {
  @Test func knownMinima() throws {
    let cases: [(ClosedRange<Double>, (Double) -> Double, Double)] = [
      (-3...10, { ($0 - 2) * ($0 - 2) + 5 }, 2),
      (0...7, cos, .pi),
      (0...1, { $0 }, 0),
      (0...1, { -$0 }, 1),
      (0...1, { abs($0 - 0.001) }, 0.001),
      (0...1, { abs($0 - 0.9999) }, 0.9999),
      (1e-3...1e3, { $0 - 5 * log($0) }, 5),
      (-1...3, { $0 <= 0 ? .infinity : $0 - log($0) }, 1),
    ]
    for (range, f, x) in cases {
      let found = try Minimum.find(in: range, f)
      #expect(abs(found.x - x) < 1e-7 * max(1, abs(x)), "\(range): \(found)")
      #expect(found.value == f(found.x))
      // The steepest slope near these minima is 1.
      #expect(found.value <= f(x) + 1.1 * abs(found.x - x) + 1e-15)
    }
  }

  @Test func flatFunctionsHaveAMinimum() throws {
    #expect(try Minimum.find(in: 0...1) { _ in 3 }.value == 3)
    #expect(deviation(try Minimum.find(in: -1...1) { max(abs($0), 0.4) }.value, 0.4) < 1e-15)
  }

  @Test func searchesThatCannotWorkAreRefused() {
    #expect(
      refusal { _ = try Minimum.find(in: 0...1) { _ in .nan } }?.contains("not a number") == true)
    #expect(
      refusal { _ = try Minimum.find(in: 0...(.infinity)) { $0 } }?.contains("finite") == true)
  }

  @Test func simplexFindsRosenbrocksValley() throws {
    let found = try Minimum.simplex(from: [-1.2, 1], step: [0.5, 0.5]) { x in
      100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2)
    }
    #expect(abs(found.x[0] - 1) < 1e-8 && abs(found.x[1] - 1) < 1e-8)
    #expect(found.value < 1e-16)
  }

  @Test func simplexStaysInsideTheDomain() throws {
    let found = try Minimum.simplex(from: [3, 1], step: [1, 1], tolerance: 1e-9) { x in
      x[0] <= 0 ? .infinity : x[0] - 2 * log(x[0]) + x[1] * x[1]
    }
    #expect(abs(found.x[0] - 2) < 1e-7 && abs(found.x[1]) < 1e-7)
  }

  @Test func simplexSaysWhenItGivesUp() {
    let text = refusal {
      _ = try Minimum.simplex(from: [0, 0], step: [1, 1], maxIterations: 5) {
        $0[0] * $0[0] - $0[1]
      }
    }
    #expect(text?.contains("in 2 dimensions failed") == true)
  }
}
