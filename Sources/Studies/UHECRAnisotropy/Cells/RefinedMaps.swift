// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics
internal import Sky

/// How far and where deflection maps are refined.
struct Refinement: Sendable, Equatable {
  /// Of the refined pixels; a power of two.
  var nside: Int
  /// Pixels are divided whose direction at the boundary, or that of a neighbour, lies within this
  /// angle of the source [deg].
  var within: Double
}

/// Deflection maps that are fine where a pixel may lead to one source, and empty elsewhere.
///
/// A coarse map tells which pixels lead near the source; they and their neighbours are divided and
/// followed anew. An image of the source is missed only if no pixel of the coarse map near it leads
/// within the angle: the finer maps of the paper, at a fiftieth of their rays.
struct RefinedMaps: BoundaryDirections {
  let sphere: HEALPix
  private let coarse: ArrivalMaps
  private let within: Double
  private let source: SIMD3<Double>

  init(
    _ coarse: ArrivalMaps, _ refinement: Refinement, around source: UHECRSource
  ) throws(AssayError) {
    sphere = try HEALPix(nside: refinement.nside)
    (self.coarse, within) = (coarse, refinement.within)
    self.source = try Galactic.direction(longitude: source.longitude, latitude: source.latitude)
  }

  func boundaryDirections(rigidity: Double) throws(AssayError) -> [SIMD3<Float>] {
    let boundary = try coarse.boundaryDirections(rigidity: rigidity)
    let pixels = try children(of: near(boundary))
    var fine = [SIMD3<Float>](repeating: .zero, count: sphere.pixels)
    guard !pixels.isEmpty else { return fine }
    let centres = try directions(pixels)
    let galactic = coarse.model.galactic
    let field = try coarse.field()
    let backtracker = try Backtracker(
      field: field, rigidity: rigidity, steps: nil, variant: .simdSingle, galactic)
    let rays = backtracker.trace(
      fromSun: centres.map(galactic.applied(to:)), threads: coarse.threads)
    for (pixel, ray) in zip(pixels, rays) where ray.hasLeft(field.parameters.outerRadius) {
      fine[pixel] = SIMD3<Float>(galactic.applied(to: ray.direction))
    }
    return fine
  }

  /// Coarse pixels, in nested ordering, that are divided.
  private func near(_ boundary: [SIMD3<Float>]) throws(AssayError) -> [Int] {
    let chord = 2 * sin(within * .pi / 360)
    let (limit, centre) = (Float(chord * chord), SIMD3<Float>(source))
    let close = boundary.indices.filter { pixel in
      let apart = boundary[pixel] - centre
      return (apart * apart).sum() <= limit
    }
    let around = try coarse.sphere.neighbours(of: close, .ring)
    let all = Set(close).union(around.filter { $0 >= 0 })
    return try coarse.sphere.nested(ofRing: all.sorted())
  }

  /// The pixels of the fine sphere, in ring ordering, that lie in nested pixels of the coarse one.
  private func children(of pixels: [Int]) throws(AssayError) -> [Int] {
    let ratio = sphere.nside / coarse.sphere.nside
    let parts = ratio * ratio
    return try sphere.ring(ofNested: pixels.sorted().flatMap { $0 * parts..<($0 + 1) * parts })
  }

  private func directions(_ pixels: [Int]) throws(AssayError) -> [SIMD3<Double>] {
    try sphere.angles(of: pixels, .ring).map {
      SIMD3(sin($0.x) * cos($0.y), sin($0.x) * sin($0.y), cos($0.x))
    }
  }
}
