// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics
internal import Sky

/// Photons of one population of sources and of a smooth template on the HEALPix sphere.
///
/// As ``PlaneSky``: a Poisson number of sources after a template, photons after the source counts and
/// the exposure at the source over its mean, each moved by the point spread function with a uniform
/// azimuth.
struct SphereSky: Sendable {
  let sphere: HEALPix
  /// Expected smooth photons of each pixel.
  let smooth: [Double]
  /// Cumulated over pixels, ending at 1.
  private let cumulated: [Double]
  /// Expected sources on the sphere.
  let sources: Double
  let fluxes: FluxTable
  let psf: PointSpread
  let relativeExposure: [Double]?

  init(
    _ sphere: HEALPix, smooth: [Double], sources template: [Double], expected: Double,
    law: SourceCountLaw, psf: PointSpread, relativeExposure: [Double]? = nil
  ) {
    (self.sphere, self.smooth, self.psf) = (sphere, smooth, psf)
    var running = 0.0
    let sums = template.map { value -> Double in
      running += value
      return running
    }
    cumulated = sums.map { $0 / running }
    sources = expected
    fluxes = FluxTable(law)
    self.relativeExposure = relativeExposure
  }

  func counts(_ random: inout Philox) -> [Int] {
    var counts = smooth.map { random.poisson($0) }
    let centres = sphere.centres()
    // Within a pixel places are uniform on the plane of the pixel's size: half a side each way.
    let half = (4 * .pi / Double(sphere.pixels)).squareRoot() / 2
    var directions: [SIMD3<Double>] = []
    for _ in 0..<random.poisson(sources) {
      let pixel = self.pixel(random.uniform())
      let place = Self.moved(
        centres[pixel], east: half * (2 * random.uniform() - 1),
        north: half * (2 * random.uniform() - 1))
      let flux = fluxes.flux(random.uniform()) * (relativeExposure?[pixel] ?? 1)
      for _ in 0..<random.poisson(flux) {
        let angle = psf.angle(&random)
        let turn = 2 * .pi * random.uniform()
        directions.append(Self.moved(place, east: angle * cos(turn), north: angle * sin(turn)))
      }
    }
    for pixel in sphere.pixels(of: directions) { counts[pixel] += 1 }
    return counts
  }

  private func pixel(_ u: Double) -> Int {
    var (low, high) = (0, cumulated.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] < u { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Along a great circle, by an angle of these components [rad].
  private static func moved(
    _ from: SIMD3<Double>, east: Double, north: Double
  ) -> SIMD3<Double> {
    let angle = (east * east + north * north).squareRoot()
    if angle == 0 { return from }
    let axis: SIMD3<Double> = abs(from.z) < 0.9 ? SIMD3(0, 0, 1) : SIMD3(1, 0, 0)
    let right = Self.cross(axis, from)
    let e = right / (right * right).sum().squareRoot()
    let step = (east / angle) * e + (north / angle) * Self.cross(from, e)
    return cos(angle) * from + sin(angle) * step
  }

  private static func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }
}
