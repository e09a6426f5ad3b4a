// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics
public import Sky

/// Where cosmic rays of one rigidity came from, for each pixel of the sky at Earth.
///
/// Pixel j is the direction of its centre; the antiparticle sent out there leaves the Galaxy in the
/// direction from which the cosmic ray entered. RING ordering, Galactic coordinates.
public struct DeflectionMap: Sendable, Equatable {
  public let sphere: HEALPix
  /// [EV].
  public let rigidity: Double
  /// Longitude in 0 ..< 360 and latitude at the boundary [deg]; not-a-number where a ray was
  /// trapped.
  public let longitudes: [Double]
  public let latitudes: [Double]

  init(sphere: HEALPix, rigidity: Double, longitudes: [Double], latitudes: [Double]) {
    precondition(longitudes.count == sphere.pixels && latitudes.count == sphere.pixels)
    (self.sphere, self.rigidity) = (sphere, rigidity)
    (self.longitudes, self.latitudes) = (longitudes, latitudes)
  }

  /// Pixels that are followed between two calls of `progress`.
  private static let pieces = 64

  /// Follows a ray from every pixel centre. The map does not depend on `threads`, nor on whether an
  /// accelerator follows them: one that would give other bits is refused.
  ///
  /// - Parameter rays: of `field` on an accelerator; nil for the CPU.
  /// - Throws: `badValue` for a rigidity, Nside, steps or an accelerator that cannot be; what
  ///   ``DeviceRays/trace(_:as:)`` throws.
  /// - Complexity: one ray of ``Backtracker`` a pixel.
  public static func compute(
    _ request: DeflectionRequest, through field: GalacticField, threads: Int = 1,
    on rays: DeviceRays? = nil, progress: (Double) -> Void = { _ in }
  ) throws(AssayError) -> DeflectionMap {
    try compute(
      request, through: field, threads: threads, on: rays, GalacticConventions(), progress)
  }

  static func compute(
    _ request: DeflectionRequest, through field: GalacticField, threads: Int,
    on rays: DeviceRays? = nil, _ conventions: GalacticConventions,
    _ progress: (Double) -> Void = { _ in }
  ) throws(AssayError) -> DeflectionMap {
    precondition(request.matches(field), "the field is the one that the request names")
    if let rays { try DeviceRays.require(rays.device, givesBitsOf: request.variant) }
    let sphere = try HEALPix(nside: request.nside)
    let backtracker = try Backtracker(
      field: field, rigidity: request.rigidity, steps: request.steps, variant: request.variant,
      conventions)
    let directions = sphere.centres().map(conventions.applied)
    // Whole chunks for every thread.
    let piece =
      rays == nil
      ? Backtracker.chunk * max(threads, (directions.count / Backtracker.chunk) / pieces)
      : DeviceRays.batch
    var (longitudes, latitudes) = ([Double](), [Double]())
    for from in stride(from: 0, to: directions.count, by: piece) {
      let part = Array(directions[from..<min(directions.count, from + piece)])
      for ray in try backtracker.trace(fromSun: part, threads: threads, on: rays) {
        let left = ray.hasEscaped(field.parameters.outerRadius)
        let angles = left ? Self.angles(conventions.applied(to: ray.direction)) : (.nan, .nan)
        longitudes.append(angles.0)
        latitudes.append(angles.1)
      }
      progress(Double(longitudes.count) / Double(directions.count))
    }
    return DeflectionMap(
      sphere: sphere, rigidity: request.rigidity, longitudes: longitudes, latitudes: latitudes)
  }

  /// Direction at the boundary of pixel j; nil where the ray was trapped.
  public func boundary(_ pixel: Int) -> SIMD3<Double>? {
    guard !longitudes[pixel].isNaN else { return nil }
    return Self.direction(longitude: longitudes[pixel], latitude: latitudes[pixel])
  }

  /// Angle between the directions at Earth and at the boundary [deg], pixel by pixel.
  public func deflections() -> [Double] {
    sphere.centres().enumerated().map { pixel, centre in
      boundary(pixel).map { Self.separation($0, centre) } ?? .nan
    }
  }

  /// Pixels, rising, whose rays come from within `radius` [deg] of a direction [deg].
  public func pixels(
    fromLongitude longitude: Double, latitude: Double, within radius: Double
  ) -> [Int] {
    let source = Self.direction(longitude: longitude, latitude: latitude)
    return longitudes.indices.filter { pixel in
      boundary(pixel).map { Self.separation($0, source) <= radius } ?? false
    }
  }
}

extension DeflectionMap {
  /// The unit vector of a longitude and latitude [deg].
  public static func direction(longitude: Double, latitude: Double) -> SIMD3<Double> {
    let (l, b) = (longitude * .pi / 180, latitude * .pi / 180)
    return SIMD3(cos(b) * cos(l), cos(b) * sin(l), sin(b))
  }

  /// Longitude in 0 ..< 360 and latitude [deg] of a vector of any length.
  public static func angles(_ n: SIMD3<Double>) -> (longitude: Double, latitude: Double) {
    let longitude = atan2(n.y, n.x) * 180 / .pi
    return (
      longitude < 0 ? longitude + 360 : longitude,
      atan2(n.z, (n.x * n.x + n.y * n.y).squareRoot()) * 180 / .pi
    )
  }

  /// Angle between unit vectors [deg], exact for small and large ones.
  public static func separation(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
    let (sum, difference) = (a + b, a - b)
    return 2 * atan2((difference * difference).sum().squareRoot(), (sum * sum).sum().squareRoot())
      * 180 / .pi
  }
}
