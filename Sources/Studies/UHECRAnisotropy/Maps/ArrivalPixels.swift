// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics
internal import Sky

/// From the pixels of a deflection map to those of event maps.
struct ArrivalPixels {
  private let target: HEALPix
  private let centres: [SIMD3<Double>]
  private let pixels: [Int]
  /// [rad]
  private let jitter: Double

  init(_ sphere: HEALPix, _ recipe: SourceRowsRecipe) throws(AssayError) {
    target = try HEALPix(nside: recipe.nside)
    centres = sphere.centres()
    pixels = target == sphere ? [] : target.pixels(of: centres)
    jitter = recipe.jitter * .pi / 180
  }

  /// The pixels of event maps in which events of these pixels of the deflection map lie.
  func pixels(of places: [Int], _ random: inout Philox) -> [Int] {
    guard jitter > 0 else { return pixels.isEmpty ? places : places.map { pixels[$0] } }
    var scattered: [SIMD3<Double>] = []
    scattered.reserveCapacity(places.count)
    for place in places { scattered.append(scatter(centres[place], &random)) }
    return target.pixels(of: scattered)
  }

  /// A direction of the normal distribution on the plane that touches the sphere at `centre`, which
  /// is rolled onto the sphere.
  private func scatter(_ centre: SIMD3<Double>, _ random: inout Philox) -> SIMD3<Double> {
    let angle = jitter * (-2 * log(random.uniform())).squareRoot()
    let turn = 2 * Double.pi * random.uniform()
    let helper: SIMD3<Double> = abs(centre.z) < 0.9 ? SIMD3(0, 0, 1) : SIMD3(1, 0, 0)
    let east = Self.unit(Self.cross(helper, centre))
    let north = Self.cross(centre, east)
    let across = cos(turn) * east + sin(turn) * north
    return cos(angle) * centre + sin(angle) * across
  }

  private static func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    let (u, v) = (SIMD3(a.y, a.z, a.x), SIMD3(b.y, b.z, b.x))
    let (s, t) = (SIMD3(a.z, a.x, a.y), SIMD3(b.z, b.x, b.y))
    return u * t - s * v
  }

  private static func unit(_ v: SIMD3<Double>) -> SIMD3<Double> {
    v / (v * v).sum().squareRoot()
  }
}
