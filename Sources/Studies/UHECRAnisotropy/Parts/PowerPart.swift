// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics
internal import Sky

/// Power spectra of three maps at Nside 32 that are given by formulas:
///
///     map 1:  (7919 p mod 1009)/1009;   map 2:  cos θ + ½ sin² θ cos 2φ;
///     map 3:  +1 at p = (61 k + 17) mod 12288, k = 0 ... 199.
///
/// Map 3 is also summed event by event.
enum PowerPart {
  private static let nside = 32
  private static let lmax = 32

  static func task(_ context: RunContext, _ conventions: TableConventions) -> StudyTask {
    let names = ["fractions", "smooth", "counts"]
    let columns =
      names.flatMap { name in
        [
          TableColumn("power.\(name).plain", "C_l of the map of \(name), plain quadrature"),
          TableColumn("power.\(name).iterated", "C_l of the map of \(name), improved"),
        ]
      } + [TableColumn("power.counts.events", "C_l of the map of counts, event by event")]
    return StudyTask(filling: "healpix_anafast", columns, context, cost: 0.05) {
      axes throws(AssayError) in
      let sphere = try HEALPix(nside: nside)
      let degrees = try axes.wholeNumbers(0)
      if let odd = degrees.first(where: { !(0...lmax).contains($0) }) {
        throw axes.refusal(0, .number(Double(odd)), accepted: ["0 to \(lmax)"])
      }
      let events = (0..<200).map { Int32((61 * $0 + 17) % sphere.pixels) }
      var spectra: [[Double]] = []
      for map in try maps(sphere, events) {
        let rounds = conventions.alwaysIterates ? [3, 3] : [0, conventions.iterations]
        for iterations in rounds {
          spectra.append(
            try SphericalHarmonics(map, lmax: lmax, iterations: iterations).powerSpectrum)
        }
      }
      let area = conventions.forgetsPixelArea ? sphere.pixelArea : 1
      spectra.append(
        try EventHarmonics(sphere, lmax: lmax).powerSpectrum(events).map { $0 / (area * area) })
      return degrees.map { l in
        spectra.map { conventions.sumsPower ? $0[l] * Double(2 * l + 1) : $0[l] }
      }
    }
  }

  private static func maps(
    _ sphere: HEALPix, _ events: [Int32]
  ) throws(AssayError) -> [SkyMap] {
    let fractions = (0..<sphere.pixels).map { Double(7919 * $0 % 1009) / 1009 }
    var counts = [Double](repeating: 0, count: sphere.pixels)
    for pixel in events { counts[Int(pixel)] += 1 }
    let smooth = try sphere.angles(of: Array(0..<sphere.pixels)).map { angles in
      cos(angles.x) + 0.5 * pow(sin(angles.x), 2) * cos(2 * angles.y)
    }
    return [
      try SkyMap(sphere, values: fractions), try SkyMap(sphere, values: smooth),
      try SkyMap(sphere, values: counts),
    ]
  }
}
