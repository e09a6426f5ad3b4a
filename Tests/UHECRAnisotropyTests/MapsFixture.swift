// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky

@testable import UHECRAnisotropy

/// A field that turns particles about the Galactic axis by an angle that falls as 1/R: a particle
/// that arrives at longitude l entered at l + turn/R.
struct TurnedDirections: BoundaryDirections {
  var sphere: HEALPix
  /// [deg EV]
  var turn: Double
  /// Rigidities above lead nowhere: all directions point to the south pole.
  var highest = Double.infinity

  func boundaryDirections(rigidity: Double) -> [SIMD3<Float>] {
    let angle = turn / rigidity * .pi / 180
    return sphere.centres().map { n in
      if rigidity > highest { return SIMD3(0, 0, -1) }
      return SIMD3<Float>(
        SIMD3(n.x * cos(angle) - n.y * sin(angle), n.x * sin(angle) + n.y * cos(angle), n.z))
    }
  }
}

enum Mock {
  static let source = UHECRSource(name: "mock", longitude: 60, latitude: 20, distance: 1)

  static func groups(_ list: [(Int, Int, Int)]) -> [NucleusGroup] {
    list.map { NucleusGroup(pair: NucleusPair(charge: $0.0, energy: $0.1), count: $0.2) }
  }

  /// Rows in a cap about a direction, with energies 50 ... 251 EeV in turn.
  static func rows(_ count: Int = 20_000, radius: Double = 0.2) throws -> SourceRows {
    let sphere = try HEALPix(nside: 32)
    let cap = try sphere.disc(around: SIMD3(0.3, 0.5, 0.6), radius: radius)
    let energies = [50, 56, 63, 71, 79, 100, 126, 251]
    return try SourceRows(
      sphere, pixels: (0..<count).map { cap[($0 * 7919) % cap.count] },
      pairs: (0..<count).map { NucleusPair(charge: 8, energy: energies[$0 % energies.count]) })
  }
}
