// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
private import Sky

/// Angular power of the arrival directions, averaged over the directions of the gradient: the mean
/// of the C_l of the three displacement maps, in squared length (times g² it is that of the
/// relative intensity).
///
/// Neighbouring particles part after some scattering times, so that the map has white noise of one
/// particle a pixel. Its plateau, the mean over l = 2 Nside ... 3 Nside − 2, is subtracted.
public struct ArrivalSpectrum: Sendable, Equatable {
  /// C_l without the noise, l = 0 ... 3 Nside − 1.
  public let power: [Double]
  /// The plateau.
  public let noise: Double

  /// Cost: three transforms of seven passes each; 20 ms at Nside = 32.
  /// Throws where Nside is 1, which has no plateau, or a displacement is not finite.
  public init(_ map: ArrivalMap) throws(AssayError) {
    try self.init(map, subtractingNoise: true)
  }

  init(_ map: ArrivalMap, subtractingNoise: Bool) throws(AssayError) {
    let nside = map.sphere.nside
    guard nside > 1 else {
      throw .badValue(name: "Nside", found: "1", accepted: "2 or more for a noise plateau")
    }
    let lmax = 3 * nside - 1
    var mean = [Double](repeating: 0, count: lmax + 1)
    for component in map.components() {
      let power = try SphericalHarmonics(component, lmax: lmax).powerSpectrum
      for l in mean.indices { mean[l] += power[l] / 3 }
    }
    let plateau = mean[(2 * nside)...(3 * nside - 2)]
    let level = plateau.reduce(0, +) / Double(plateau.count)
    noise = level
    power = subtractingNoise ? mean.map { $0 - level } : mean
  }
}
