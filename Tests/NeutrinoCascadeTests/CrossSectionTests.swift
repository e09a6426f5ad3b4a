// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import NeutrinoCascade

@Suite struct CrossSectionTests {
  private func section(
    _ coupling: Double, kappa: Double = 1, charge: Double = 0.3
  ) throws -> CrossSection {
    try CrossSection(zPrime: ClosedForms.zPrime(1e7, coupling, kappa: kappa), charge: charge)
  }

  /// The peak does not know the coupling: 24πκ|Q|²/m², which for κ = 1 is the J = 1 partial wave
  /// 48π (Γ_in/Γ)/m² with Γ_in/Γ = |Q|²/2.
  @Test(arguments: [1e-5, 5e-4, 0.3, 1], [0.5, 1, 4])
  func peak(_ coupling: Double, _ kappa: Double) throws {
    let section = try section(coupling, kappa: kappa)
    #expect(ClosedForms.deviation(section(s: 1e14), 24 * .pi * kappa * 0.3 / 1e14) < 1e-14)
    // The factor s moves the maximum to m² √(1 + Γ²/m²).
    let width = section.zPrime.width / section.zPrime.mass
    let top = 1e14 * (1 + width * width).squareRoot()
    for side in [0.99, 1.01] { #expect(section(s: top) > section(s: top * side)) }
    #expect(section(s: 0) == 0)
  }

  @Test func units() {
    // 1 GeV⁻² = 0.3894 mb.
    let squareGeV = CrossSection.squareCentimetres(1e-18)
    #expect((squareGeV - 3.893794e-28).magnitude < 1e-34)
  }

  /// ∫σ ds over a range that dwarfs the width is 2πκg²|Q|². The rest of the Lorentzian's tails and
  /// the logarithm are Γ/(πm) times a number of order 1.
  @Test(arguments: [1e-4, 5e-4, 1e-2])
  func narrowWidth(_ coupling: Double) throws {
    let section = try section(coupling)
    let range = 0.25e14...4e14
    let integral = try section.average(over: range) * (range.upperBound - range.lowerBound)
    let relative = section.zPrime.width / section.zPrime.mass
    #expect(ClosedForms.deviation(integral, section.narrowWidth) < 2 * relative + 1e-14)
    #expect(section.narrowWidth == 2 * .pi * coupling * coupling * 0.3)
  }

  /// Against quadrature, where the width lets it see the peak; and bins add up.
  @Test(arguments: ClosedForms.seeds)
  func average(_ seed: UInt64) throws {
    var draws = ClosedForms.draws(seed, "average")
    for _ in 0..<100 {
      let section = try section(pow(10, -1 + draws.uniform()))
      let ends = (0..<3).map { _ in 3e14 * draws.uniform() }.sorted()
      let breadth = section.zPrime.mass * section.zPrime.width
      func numeric(_ low: Double, _ high: Double) throws -> Double {
        // In θ with s = m² + mΓ tan θ the Lorentzian is flat.
        let angles = [low, high].map { atan(($0 - 1e14) / breadth) }
        return try Quadrature.integrate(from: angles[0], to: angles[1], relative: 1e-11) {
          let slope = breadth / pow(cos($0), 2)
          return section(s: 1e14 + breadth * tan($0)) * slope
        } / (high - low)
      }
      let whole = try section.average(over: ends[0]...ends[2])
      #expect(
        ClosedForms.deviation(whole, try numeric(ends[0], ends[2])) < 1e-9, "seed \(seed), \(ends)")
      let lower = try section.average(over: ends[0]...ends[1]) * (ends[1] - ends[0])
      let upper = try section.average(over: ends[1]...ends[2]) * (ends[2] - ends[1])
      #expect(
        ClosedForms.deviation((lower + upper) / (ends[2] - ends[0]), whole) < 1e-12,
        "seed \(seed), \(ends)")
    }
  }

  /// Narrow bins tend to the cross-section in their middle, near and far from the peak.
  @Test(arguments: [1e10, 0.9e14, 0.99999999e14, 1e14, 1.00000001e14, 1e16, 1e20])
  func narrowBins(_ middle: Double) throws {
    let section = try section(5e-4)
    let breadth = section.zPrime.mass * section.zPrime.width
    let half = 1e-5 * max(breadth, 0.1 * (middle - 1e14).magnitude)
    let range = (middle - half)...(middle + half)
    // The ends are rounded to ulp: the middle of what is left, not of what was meant.
    let rounded = range.lowerBound / 2 + range.upperBound / 2
    #expect(ClosedForms.deviation(try section.average(over: range), section(s: rounded)) < 1e-8)
  }

  @Test func badRequests() throws {
    #expect(
      ClosedForms.refusal { _ = try section(5e-4, charge: 1.2) }
        == "squared charge |Q_ij|^2: found 1.2; accepted: 0 to 1")
    #expect(
      ClosedForms.refusal { _ = try section(5e-4).average(over: 1e14...1e14) }
        == "range of s: found 100000000000000.0 to 100000000000000.0 eV^2; "
        + "accepted: two different numbers of eV^2, not below 0")
    #expect(
      ClosedForms.refusal { _ = try section(5e-4).average(over: -1...1) }
        .contains("found -1.0 to 1.0"))
  }
}
