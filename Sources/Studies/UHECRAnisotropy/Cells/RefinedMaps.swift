// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics
internal import Sky

/// How far and where deflection maps are refined.
struct Refinement: Sendable, Equatable {
  /// A division of the pixels that lead near the source.
  struct Level: Sendable, Equatable {
    /// Of the parts; a power of two.
    var nside: Int
    /// Pixels are divided whose direction at the boundary lies within this angle of the source
    /// [deg], and their neighbours.
    var within: Double
  }

  /// The coarsest first.
  var levels: [Level]
  /// Rigidities of the coarse maps that guide the fine ones: the nearest serves.
  var guides: SourceRowsRecipe.Rigidities
}

/// Deflection maps that are fine where a pixel may lead to one source, and empty elsewhere.
///
/// A coarse map tells which pixels lead near the source; they and their neighbours are divided and
/// followed anew, level by level. An image of the source is missed only if no pixel of the coarser
/// map near it leads within the angle: nearly the finer maps of the paper, at a fiftieth of their
/// rays.
struct RefinedMaps: BoundaryDirections {
  let sphere: HEALPix
  private let coarse: ArrivalMaps
  private let refinement: Refinement
  private let source: SIMD3<Double>

  init(
    _ coarse: ArrivalMaps, _ refinement: Refinement, around source: UHECRSource
  ) throws(AssayError) {
    sphere = try HEALPix(nside: refinement.levels.last?.nside ?? coarse.sphere.nside)
    (self.coarse, self.refinement) = (coarse, refinement)
    self.source = try Galactic.direction(longitude: source.longitude, latitude: source.latitude)
  }

  func boundaryDirections(rigidity: Double) throws(AssayError) -> [SIMD3<Float>] {
    let guide = refinement.guides.map(of: rigidity)
    var (sphere, boundary) = (coarse.sphere, try coarse.boundaryDirections(rigidity: guide))
    let backtracker = try Backtracker(
      field: coarse.field(), rigidity: rigidity, steps: nil, variant: .simdSingle,
      coarse.model.galactic)
    for level in refinement.levels {
      let next = try HEALPix(nside: level.nside)
      let near = try near(boundary, on: sphere, within: level.within)
      let pixels = try next.ring(ofNested: Self.parts(of: near, next.nside / sphere.nside))
      boundary = try follow(pixels, on: next, backtracker)
      sphere = next
    }
    return boundary
  }

  /// The directions at the boundary of some pixels; zero for all others and for trapped rays.
  private func follow(
    _ pixels: [Int], on sphere: HEALPix, _ backtracker: Backtracker
  ) throws(AssayError) -> [SIMD3<Float>] {
    let galactic = coarse.model.galactic
    let centres = try sphere.angles(of: pixels, .ring).map {
      SIMD3(sin($0.x) * cos($0.y), sin($0.x) * sin($0.y), cos($0.x))
    }
    let rays = backtracker.trace(
      fromSun: centres.map(galactic.applied(to:)), threads: coarse.threads)
    var boundary = [SIMD3<Float>](repeating: .zero, count: sphere.pixels)
    let outer = backtracker.field.parameters.outerRadius
    for (pixel, ray) in zip(pixels, rays) where ray.hasLeft(outer) {
      boundary[pixel] = SIMD3<Float>(galactic.applied(to: ray.direction))
    }
    return boundary
  }

  /// Pixels, in nested ordering, that lead near the source, and their neighbours.
  private func near(
    _ boundary: [SIMD3<Float>], on sphere: HEALPix, within angle: Double
  ) throws(AssayError) -> [Int] {
    let chord = 2 * sin(angle * .pi / 360)
    let (limit, centre) = (Float(chord * chord), SIMD3<Float>(source))
    let close = boundary.indices.filter { pixel in
      let apart = boundary[pixel] - centre
      return (apart * apart).sum() <= limit
    }
    let around = try sphere.neighbours(of: close, .ring).filter { $0 >= 0 }
    return try sphere.nested(ofRing: Set(close).union(around).sorted()).sorted()
  }

  /// The ratio × ratio parts of nested pixels.
  private static func parts(of pixels: [Int], _ ratio: Int) -> [Int] {
    pixels.flatMap { $0 * ratio * ratio..<($0 + 1) * ratio * ratio }
  }
}
