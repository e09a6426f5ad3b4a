// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Hardware
import Numerics

@testable import NeutrinoCascade

/// What the tests of cascades on accelerators solve.
enum Accelerated {
  static let devices = DeviceInventory.devices.filter(\.info.hasDouble)
  static var isPossible: Bool { !devices.isEmpty }

  /// A grid that holds all of ``points(_:seed:)``.
  static func problem(
    sum: Double = 0.1, ordering: MassOrdering = .normal, zmax: Double = 0.4
  ) throws -> CascadeProblem {
    try CascadeFixture.problem(
      mass: 1.5e7, coupling: 2e-3, kappa: 4, ordering: ordering, sum: sum, zmax: zmax,
      lowest: 1e14)
  }

  /// Z′ of a few masses, not in order.
  static func points(_ count: Int, seed: UInt64) throws -> [ZPrime] {
    var random = Philox(seed: seed, stream: 3)
    let masses = (0..<3).map { _ in 5e6 * pow(3, random.uniform()) }
    return try (0..<count).map { k in
      try ZPrime(
        mass: masses[k * 7 % 3], coupling: 1e-4 * pow(20, random.uniform()),
        kappa: [0.5, 1, 4][k % 3])
    }
  }

  static func sources(_ problem: CascadeProblem) throws -> [SourceSpectrum] {
    [
      try CascadeFixture.source(),
      try SourceSpectrum(
        index: 3.1, evolution: .none, flavours: [1, 2, 0], mixing: problem.mixing),
    ]
  }

  static func onTheCPU(
    _ problem: CascadeProblem, _ points: [ZPrime], _ sources: [SourceSpectrum]
  ) throws -> [[CascadeSpectrum]] {
    try points.map { try CascadeSolver(problem.with($0)).solve(sources) }
  }

  static func bits(_ spectra: [[CascadeSpectrum]]) -> [UInt64] {
    spectra.joined().flatMap { $0.massStates.joined().map(\.bitPattern) }
  }
}
