// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
public import Sky

/// Where the particles came from that arrive at one place: one particle a pixel of the sky.
///
/// By Liouville's theorem the intensity from a direction is that of the place which its particle
/// left τ ago. With a density that changed little over the distance, of gradient g = ∇n/n,
///
///     I(n) = 1 + g·s(n),  s(n) = r(−τ) − r(0)                                            (1)
///
/// for particles that move along p = −n at the observer. Lengths in the study's unit, c = 1.
public struct ArrivalMap: Sendable, Equatable {
  public let sphere: HEALPix
  /// τ.
  public let time: Double
  /// s of every pixel, in ring ordering; the pixel is the direction n from which the particle
  /// arrives.
  public let displacements: [SIMD3<Double>]

  init(sphere: HEALPix, time: Double, displacements: [SIMD3<Double>]) {
    precondition(displacements.count == sphere.pixels)
    (self.sphere, self.time, self.displacements) = (sphere, time, displacements)
  }

  /// s_x, s_y and s_z as maps "DX", "DY" and "DZ".
  ///
  /// - Parameter units: name of the study's unit of length.
  public func components(units: String? = "pc") -> [SkyMap] {
    zip(["DX", "DY", "DZ"], 0..<3).map { name, axis in
      map(name, units) { $0[axis] }
    }
  }

  /// Equation (1) with g = `gradient` [1/length], as a map "INTENSITY".
  public func relativeIntensity(gradient: SIMD3<Double>) -> SkyMap {
    map("INTENSITY", nil) { 1 + (gradient * $0).sum() }
  }

  private func map(
    _ name: String, _ units: String?, _ value: (SIMD3<Double>) -> Double
  ) -> SkyMap {
    var map = SkyMap(sphere, name: name, units: units) { _ in 0 }
    map.values = displacements.map(value)
    return map
  }

  /// Writes the components, and the relative intensity where a gradient is given, as a HEALPix map.
  ///
  /// - Parameters:
  ///   - gradient: ∇n/n [1/pc]; lengths are taken as pc.
  ///   - cards: header cards beside TAU [pc] and the gradient's.
  /// - Throws: `cannotWrite` where the system refuses, `badValue` for a card that FITS forbids.
  public func write(
    to path: String, gradient: SIMD3<Double>? = nil, cards: [FITSImage.Card] = [],
    comments: [String] = []
  ) throws(AssayError) {
    var file = SkyMapFile(components())
    file.cards = [.init("TAU", time, comment: "backtracking time [pc/c]")]
    if let gradient {
      file.maps.insert(relativeIntensity(gradient: gradient), at: 0)
      for (axis, name) in ["X", "Y", "Z"].enumerated() {
        file.cards.append(.init("GRAD\(name)", gradient[axis], comment: "of ln n [1/pc]"))
      }
    }
    file.cards += cards
    file.comments =
      [
        "Pixels are directions of arrival n in the frame of the field; D = r(-tau) - r(0) of the",
        "particle that arrives from n. Relative intensity: 1 + grad(ln n).D",
      ] + comments
    try file.write(to: path)
  }
}
