// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
internal import Harness
internal import Numerics

/// The dipole of local sources against their distance and their age.
enum LocalSourceFigures {
  /// H [kpc].
  static let halo = 4.0
  /// D [cm²/s], that of about 10 TeV.
  static let diffusion = 1e29

  /// Both figures. They need no observable of a run: closed forms only.
  static func panels() -> [Figure] { [distances(), ages()].compactMap { $0 } }

  private static func medium(halo: Double?) throws(AssayError) -> DiffusiveMedium {
    try DiffusiveMedium(
      diffusion: diffusion / (1e3 * PhysicalConstants.parsecDiffusion), halo: halo)
  }

  static func logarithmic(_ low: Double, _ high: Double, count: Int) -> [Double] {
    (0..<count).map { low * pow(high / low, Double($0) / Double(count - 1)) }
  }

  /// |δ| of a source, point by point; points that the source refuses are left out.
  private static func curve(
    _ title: String, _ style: Figure.Series.Style, _ x: [Double],
    _ point: (Double) throws(AssayError) -> (any LocalSource, SIMD3<Double>, DiffusiveMedium)
  ) -> Figure.Series {
    var kept: (x: [Double], y: [Double]) = ([], [])
    for value in x {
      guard let (source, observer, medium) = try? point(value),
        let dipole = try? source.dipole(at: observer, in: medium)
      else { continue }
      kept.x.append(value)
      kept.y.append((dipole * dipole).sum().squareRoot())
    }
    return Figure.Series(title, role: .ours, style: style, x: kept.x, y: kept.y)
  }

  private static func burst(kiloyears: Double, at position: SIMD3<Double>) throws(AssayError)
    -> BurstSource
  {
    try BurstSource(
      position: position, age: kiloyears / PhysicalConstants.kiloparsecInKiloyears)
  }

  private static let dipole = Figure.Scale(
    "dipole amplitude |δ|", logarithmic: true, range: [1e-5, 1])

  private static func distances() -> Figure? {
    let x = logarithmic(0.03, 16, count: 121)
    var series: [Figure.Series] = []
    for (height, style) in [(Optional(halo), Figure.Series.Style.line), (nil, .dashes)] {
      series.append(
        curve(height == nil ? "steady, no halo" : "steady, in the halo", style, x) {
          (distance) throws(AssayError) in
          (try SteadySource(), SIMD3(distance, 0, 0), try medium(halo: height))
        })
    }
    for age in [30.0, 340, 3000] {
      series.append(
        curve("burst \(Int(age)) kyr ago", .line, x.filter { causal($0, age) }) {
          (distance) throws(AssayError) in
          (try burst(kiloyears: age, at: .zero), SIMD3(distance, 0, 0), try medium(halo: halo))
        })
    }
    guard series.contains(where: { !$0.x.isEmpty }) else { return nil }
    return Figure(
      id: "local-source-distance", title: "Dipole of one local source against its distance",
      caption:
        "Source and observer in the plane, D = 1e29 cm²/s, free escape 4 kpc above and below. "
        + "A burst gives 3R/(2ct) whatever D and the halo, drawn up to R = 2ct/3. A steady source "
        + "gives 3D/(cR) near and, in a halo, 3πD/(2cH) far away.",
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("distance R [kpc]", logarithmic: true, range: [0.03, 16]),
          y: dipole, series: series)
      ])
  }

  /// Diffusion has not outrun light: |δ| <= 1.
  private static func causal(_ distance: Double, _ kiloyears: Double) -> Bool {
    3 * distance * PhysicalConstants.kiloparsecInKiloyears <= 2 * kiloyears
  }

  private static func ages() -> Figure? {
    let x = logarithmic(3, 1e5, count: 121)
    var series: [Figure.Series] = []
    for distance in [0.1, 0.3, 1] {
      series.append(
        curve(
          "R = \(distance == 1 ? "1" : "\(distance)") kpc", .line, x.filter { causal(distance, $0) }
        ) {
          (age) throws(AssayError) in
          (try burst(kiloyears: age, at: .zero), SIMD3(distance, 0, 0), try medium(halo: halo))
        })
    }
    // Above the plane the halo counts: late, its slowest mode alone is left.
    series.append(
      curve("0.3 kpc above it", .dashes, x.filter { causal(0.3, $0) }) {
        (age) throws(AssayError) in
        (try burst(kiloyears: age, at: .zero), SIMD3(0, 0, 0.3), try medium(halo: halo))
      })
    guard series.contains(where: { !$0.x.isEmpty }) else { return nil }
    return Figure(
      id: "local-source-age", title: "Dipole of one burst against its age",
      caption: "D = 1e29 cm²/s, free escape 4 kpc above and below. Lines: in the plane, where "
        + "neither D nor the halo count, 3R/(2ct). Dashes: straight above the source, where the "
        + "gradient towards the edge stays when that of the burst has gone.",
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("age t [kyr]", logarithmic: true, range: [3, 1e5]),
          y: dipole, series: series)
      ])
  }
}
