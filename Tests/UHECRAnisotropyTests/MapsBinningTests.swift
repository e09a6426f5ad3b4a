// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Testing

@testable import UHECRAnisotropy

@Suite struct MapsBinningTests {
  /// All of an event is somewhere: Σ d(n) = 1, and d is even.
  @Test(arguments: [0.0, 0.02, 0.0868588963806504, 0.3]) func sharesSum(_ resolution: Double) {
    var binning = EnergyBinning.published
    binning.resolution = resolution
    let sum = (-200...200).map(binning.share).reduce(0, +)
    #expect(abs(sum - 1) < 1e-13)
    #expect((0...20).allSatisfy { binning.share($0) == binning.share(-$0) })
    #expect((0...20).allSatisfy { binning.share($0) >= binning.share($0 + 1) })
    if resolution == 0 { #expect(binning.share(0) == 1 && binning.share(1) == 0) }
  }

  /// Fifteen bins from 56 EeV, the number that the authors' formula gives for 300 EeV.
  @Test func numbers() {
    let binning = EnergyBinning.published
    #expect(Int(log10(300.0 / 56) / 0.05 + 0.5) == binning.count)
    #expect(binning.edges.count == 16 && binning.edges[0] == 56)
    #expect(binning.trueBins == -15..<15)
    #expect(abs(binning.resolution - 0.086858896380650) < 1e-15)
  }

  /// The quirk: 79 EeV lies in bin 2, and below 56 EeV truncation is one bin higher than floor.
  @Test func roundings() {
    let truncation = EnergyBinning.published
    var floor = truncation
    floor.rounding = .floor
    #expect(truncation.bin(of: 79) == 2 && floor.bin(of: 79) == 2)
    #expect(truncation.bin(of: 50) == 0 && floor.bin(of: 50) == -1)
    #expect(truncation.bin(of: 56) == 0 && floor.bin(of: 56) == 0)
    for energy in stride(from: 29.0, to: 300, by: 1.7) {
      let expected = energy < 56 ? floor.bin(of: energy) + 1 : floor.bin(of: energy)
      #expect(truncation.bin(of: energy) == expected)
    }
  }

  /// A steep spectrum with the bins' edges: normalised, falling where the resolution is small.
  @Test func spectrum() throws {
    var binning = EnergyBinning.published
    binning.resolution = 0
    let energies = binning.edges.dropLast().map { $0 * 1.01 }
    let found = try binning.spectrum(
      energies: energies, weights: energies.map { pow($0, -3) })
    let total = energies.reduce(0) { $0 + pow($1, -3) }
    for (share, energy) in zip(found, energies) {
      #expect(abs(share - pow(energy, -3) / total) < 1e-14)
    }
    #expect(throws: AssayError.self) { try binning.spectrum(energies: [400], weights: [1]) }
  }
}
