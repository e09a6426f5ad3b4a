// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky
import Testing

@testable import CosmicRayDiffusion

@Suite struct ArrivalPartTests {
  /// The rows of the uniform field by Boris steps, under conventions.
  private func rows(_ conventions: ArrivalConventions = .init()) throws -> [String: Double] {
    let map = try Backtracking(
      field: MagneticField(.none, mean: SIMD3(0, 0, 1)),
      settings: OrbitSettings(larmor: 1, step: 0.01), variant: .simdDouble,
      conventions: conventions
    ).maps(
      observers: [.zero], sphere: try HEALPix(nside: 16), times: [2], threads: 1)[0][0]
    let rows = ArrivalPart.uniformRows(
      conventions.tensor(map, unit: 1), power: try conventions.power(map))
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0.value) })
  }

  private static let exact: [String: Double] = {
    let (s, c) = (sin(2.0), cos(2.0))
    return [
      "K_xx": s / 3, "K_xy": (1 - c) / 3, "K_yx": -(1 - c) / 3, "K_yy": s / 3, "K_zz": 2.0 / 3,
      "largest singular value": 2.0 / 3,
      "smallest singular value": (2 - 2 * c).squareRoot() / 3,
      "dipole along x for a gradient of 0.1/r_L along x": 0.1 * s,
      "dipole along y for a gradient of 0.1/r_L along x": -0.1 * (1 - c),
      "C_1": 4 * .pi / 9 * (2 * (2 - 2 * c) + 4) / 3,
    ]
  }()

  /// ⟨n_z²⟩ over the pixels of Nside = 16 is 3.6e-4 below 1/3.
  @Test func uniformField() throws {
    let rows = try rows()
    #expect(rows.count == Self.exact.count)
    for (name, value) in Self.exact {
      #expect(abs(rows[name]! / value - 1) < 4e-4, "\(name)")
    }
  }

  /// Every fault meant for this comparison shows in it, and the others name what they break.
  @Test(arguments: ArrivalFaults.all.map(\.id)) func faults(_ id: String) throws {
    let fault = try #require(ArrivalFaults.all.first { $0.id == id })
    let conventions = ArrivalConventions(fault: id)
    #expect(conventions != ArrivalConventions() && !fault.meantFor.isEmpty)
    guard fault.meantFor.contains("backtracked-uniform-field") else { return }
    let rows = try rows(conventions)
    #expect(Self.exact.contains { abs(rows[$0.key]! / $0.value - 1) > 0.1 })
  }

  @Test func unknownFaultChangesNothing() {
    #expect(ArrivalConventions(fault: "another study's") == ArrivalConventions())
  }

  /// Two observers in a small field: statistics have errors, and threads change nothing.
  @Test func ensemble() throws {
    var ensemble = ArrivalEnsemble()
    (ensemble.observers, ensemble.nside, ensemble.times) = (2, 4, [0.5, 1])
    let fields = try [UInt64(1), 2, 3].map { seed in
      try ensemble.look(
        roughField(seed: seed), from: ensemble.places(in: 8, seed: seed, stream: 1), threads: 1)
    }
    let again = try ensemble.look(
      roughField(seed: 2), from: ensemble.places(in: 8, seed: 2, stream: 1), threads: 3)
    #expect(again.map(\.powers) == fields[1].map(\.powers))
    #expect(again.map(\.tensors) == fields[1].map(\.tensors))
    let trace = ArrivalEnsemble.mean(fields) { $0.tensors[1].meanDiffusion }
    let all = fields.flatMap { $0 }.map { $0.tensors[1].meanDiffusion }
    #expect(abs(trace.value - all.reduce(0, +) / 6) < 1e-15 && trace.standardError! > 0)
    // Straight on at first: ⟨p·Δr⟩/3 is below τ/3, and not far below at τ = r_L/0.6.
    #expect(trace.value < 1.0 / 3 && trace.value > 0.02)
    #expect(ArrivalEnsemble.powerRatio(fields, time: 0, l: 1).value == 1)
    let ratio = ArrivalEnsemble.medianRatio(fields, time: 1, seed: 1, stream: 2)
    #expect(ratio.value >= 1 && ratio.standardError! > 0)
  }

  /// 12 fields × 8 observers × 12288 particles × 800 steps.
  @Test func cost() {
    #expect(ArrivalEnsemble().particleSteps == 12 * 8 * 12288 * 800)
  }
}
