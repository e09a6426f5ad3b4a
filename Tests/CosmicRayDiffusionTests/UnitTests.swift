// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import CosmicRayDiffusion
@testable import Turbulence

@Suite struct UnitTests {
  // MARK: Units

  @Test func larmorRadius() throws {
    #expect(abs(LarmorRadius.unit - 1.08100761) < 5e-9)
    let rigidity = try LarmorRadius.rigidity(radius: 2, field: 4)
    #expect(abs(rigidity - 7.4005) < 5e-5)
    for field in [0.3, 4] {
      for value in [1e-6, 0.7, 74] {
        let radius = try LarmorRadius.radius(rigidity: value, field: field)
        #expect(
          abs(try LarmorRadius.rigidity(radius: radius, field: field) / value - 1) < 1e-15)
      }
    }
    #expect(abs(2 * PhysicalConstants.parsecDiffusion / 1.85012573e29 - 1) < 5e-9)
    #expect(abs(HarariFit.paperFactor - 1.028) < 5e-4)
    #expect(throws: AssayError.self) { _ = try LarmorRadius.radius(rigidity: 0, field: 1) }
    #expect(throws: AssayError.self) { _ = try LarmorRadius.radius(rigidity: 1, field: -1) }
  }

  @Test(arguments: PhysicalUnit.allCases)
  func unitsRoundTrip(_ unit: PhysicalUnit) throws {
    #expect(unit.names[0].size == 1)
    for (name, _) in unit.names {
      for value in [1.0, 7.4, 3e-5] {
        let text = try unit.text(value, in: name)
        #expect(abs(try unit.value(of: text) / value - 1) < 1e-15, "\(text)")
      }
    }
    for text in ["", "4", "pc", "-1PV", "nan uG", "infpc", "4 furlongs", "1e5"] {
      #expect(throws: AssayError.self, "\(text)") { _ = try unit.value(of: text) }
    }
    #expect(throws: AssayError.self) { _ = try unit.text(1, in: "furlong") }
  }

  @Test(arguments: [
    (PhysicalUnit.rigidity, "7.4PV", 7.4), (.rigidity, "740 TV", 0.74), (.field, "4uG", 4),
    (.field, "0.4 nT", 4), (.length, "2pc", 2), (.length, "0.3 kpc", 300),
  ])
  func unitsAreRead(unit: PhysicalUnit, text: String, value: Double) throws {
    #expect(abs(try unit.value(of: text) / value - 1) < 1e-15)
  }

  // MARK: Interpolation

  /// The mean over directions against quadrature, and one mode against the mean over a cell.
  @Test(arguments: [0.05, 1, 3.1])
  func trilinearShell(phase: Double) throws {
    let mean = try Quadrature.integrate(from: 0, to: 1, relative: 1e-10) { mu in
      let across = phase * (1 - mu * mu).squareRoot()
      let ring = try? Quadrature.integrate(from: 0, to: .pi / 2, relative: 1e-11) { angle in
        TrilinearLoss.mode(SIMD3(across * cos(angle), across * sin(angle), phase * mu))
      }
      return (ring ?? .nan) * 2 / .pi
    }
    #expect(abs(TrilinearLoss.shell(phase) - mean) < 1e-10)
    #expect(TrilinearLoss.shell(0) == 1)
    // |(1 − f) + f e^{iκ}|² over 0 < f < 1: what linear interpolation leaves along an axis.
    let along = try Quadrature.integrate(from: 0, to: 1) { f in
      1 - 2 * f * (1 - f) * (1 - cos(phase))
    }
    #expect(abs(TrilinearLoss.mode(SIMD3(phase, 0, 0)) - along) < 1e-12)
  }

  @Test func trilinearShare() throws {
    let spectrum = TurbulenceSpectrum.powerLaw(index: 5.0 / 3, smallest: 2, largest: 92.4)
    let variance = try TrilinearLoss.share(of: spectrum, spacing: 1)
    #expect(variance < (try TrilinearLoss.share(of: spectrum, spacing: 0.5)))
    #expect(variance < (try TrilinearLoss.share(of: spectrum, spacing: 1, forLength: true)))
    #expect(abs(try TrilinearLoss.share(of: spectrum, spacing: 1e-6) - 1) < 1e-10)
    #expect(throws: AssayError.self) { _ = try TrilinearLoss.share(of: spectrum, spacing: 0) }
  }
}
