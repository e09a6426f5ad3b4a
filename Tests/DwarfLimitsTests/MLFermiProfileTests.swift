// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import DwarfLimits

/// The fast profiles against plain dense grids, on random dwarfs.
@Suite("MLFermi: profiles")
struct MLFermiProfileTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7, 8]

  private struct Toy {
    let data: BinnedCounts
    let lnBackground: [Double]
    let density: JDensity
    let voids: VoidSample
  }

  /// A dwarf with an excess or a deficit, a many-humped J and voids of scattered counts.
  private func toy(_ seed: UInt64) throws -> Toy {
    var random = Philox(seed: seed, stream: 11)
    let lnBackground = (0..<6).map { 3.5 - 0.4 * Double($0) + 0.3 * random.normal() }
    let counts = lnBackground.map { Double(random.poisson(exp($0 + 0.2 * random.normal()))) }
    let signal = (0..<6).map { _ in pow(10, 7 + random.uniform()) }
    let samples = (0..<60).map { _ in 18 + 0.3 * random.normal() }
    let n = 300
    let voids = VoidSample(
      l: (0..<n).map { _ in 10 * random.uniform() }, b: (0..<n).map { _ in 30 + random.uniform() },
      counts: (0..<6).map { _ in
        (0..<n).map { _ in Double(1 + random.poisson(exp(3.5 + 0.4 * random.normal()))) }
      })
    return Toy(
      data: BinnedCounts(counts: counts, signal: signal), lnBackground: lnBackground,
      density: try .kernel(samples: samples, width: 0.022), voids: voids)
  }

  @Test("J profiled", arguments: seeds)
  func profileOverJ(seed: UInt64) throws {
    let toy = try toy(seed)
    let b = BinnedCounts.lanes(toy.lnBackground.map { exp($0) }, padding: 0)
    let profile = DwarfProfile(
      flux: toy.data, background: .fixed(b), density: toy.density, range: -27 ... -22)
    for s in stride(from: -27.0, through: -22, by: 0.25) {
      let brute = lowest(16, 20, 4000) { x in
        toy.data.deviance(BinnedCounts.power(x + s), b) - 2 * toy.density.exactLogDensity(x)
      }
      let fast = profile(s)
      #expect(fast <= brute + 1e-4, "seed \(seed), s = \(s)")
      #expect(fast >= brute - 1e-3, "seed \(seed), s = \(s)")
    }
  }

  @Test("J and background profiled", arguments: seeds)
  func profileOverBoth(seed: UInt64) throws {
    let toy = try toy(seed)
    let background = try BackgroundDensity(voids: toy.voids, l: 5, b: 30.5)
    let shape = BackgroundShape(lnBackground: toy.lnBackground, tie: .ratioOfLogarithms)
    let nuisance = BackgroundNuisance(shape: shape, cost: background.table())
    let profile = DwarfProfile(
      flux: toy.data, background: .profiled(nuisance), density: toy.density, range: -27 ... -22)
    let y = (1..<700).map { Double($0) / 100 }
    let b = y.map(shape.background)
    let cost = y.map { -2 * background.logDensity($0) }
    for s in stride(from: -27.0, through: -22, by: 0.5) {
      let brute = lowest(14, 20, 1200) { x in
        let flux = BinnedCounts.power(x + s)
        let best = y.indices.map { toy.data.deviance(flux, b[$0]) + cost[$0] }.min()!
        return best - 2 * toy.density.exactLogDensity(x)
      }
      let fast = profile(s)
      #expect(fast <= brute + 1e-4, "seed \(seed), s = \(s)")
      #expect(fast >= brute - 0.02, "seed \(seed), s = \(s)")
    }
  }

  private func lowest(_ low: Double, _ high: Double, _ n: Int, _ f: (Double) -> Double) -> Double {
    func scan(_ low: Double, _ high: Double, _ n: Int) -> (x: Double, value: Double) {
      let x = (0...n).map { low + (high - low) * Double($0) / Double(n) }
      return x.map { ($0, f($0)) }.min { $0.1 < $1.1 }!
    }
    let coarse = scan(low, high, n)
    let step = (high - low) / Double(n)
    return min(coarse.value, scan(coarse.x - step, coarse.x + step, 200).value)
  }

  @Test("inside and outside the tables the profile is the same", arguments: seeds)
  func outside(seed: UInt64) throws {
    let toy = try toy(seed)
    let background = try BackgroundDensity(voids: toy.voids, l: 5, b: 30.5)
    let shape = BackgroundShape(lnBackground: toy.lnBackground, tie: .ratioOfLogarithms)
    let nuisance = BackgroundNuisance(shape: shape, cost: background.table())
    let wide = DwarfProfile(
      flux: toy.data, background: .profiled(nuisance), density: toy.density, range: -27 ... -22)
    let narrow = DwarfProfile(
      flux: toy.data, background: .profiled(nuisance), density: toy.density, range: -27 ... -26.9)
    for s in [-25.03, -24.5, -23.777] {
      #expect((wide(s) - narrow(s)).magnitude < 1e-7, "seed \(seed), s = \(s)")
    }
    #expect((wide(-40) - wide.withoutSignal).magnitude < 1e-7)
  }

  @Test("derivatives of the deviance", arguments: [17.0, 18.3])
  func derivatives(x: Double) throws {
    let toy = try toy(3)
    let b = BinnedCounts.lanes(toy.lnBackground.map { exp($0) }, padding: 0)
    func f(_ u: Double) -> Double { toy.data.deviance(BinnedCounts.power(u), b) }
    let u = x - 25.5
    let h = 1e-4
    let exact = toy.data.derivatives(BinnedCounts.power(u), b)
    let slope = (f(u + h) - f(u - h)) / (2 * h)
    let curvature = (f(u + h) - 2 * f(u) + f(u - h)) / (h * h)
    #expect((exact.slope - slope).magnitude <= 1e-5 * (1 + slope.magnitude))
    #expect((exact.curvature - curvature).magnitude <= 1e-4 * (1 + curvature.magnitude))
  }
}
