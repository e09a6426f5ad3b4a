// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics
internal import Sky

/// The sky of one observer, for the eye: nothing is compared with it.
///
/// Turbulence and rigidity are those of the backtracking ensemble, but the field is a sum of plane
/// waves, which is quick to make; the density grows along z.
enum ArrivalFigure {
  /// τ in l_c.
  private static let times = [1.0, 5]
  private static let modes = 256
  private static let nside = 16
  private static let (columns, rows) = (72, 36)
  /// |∇n/n| [1/pc].
  private static let gradient = 1e-3

  private static func id(_ time: Double) -> String { "sky.\(Int(time))" }

  static func task() -> StudyTask {
    let larmor = ArrivalEnsemble.larmor
    return StudyTask(id: "sky", provides: times.map(id), cost: 0.4) { task throws(AssayError) in
      let field = try Ensemble.Turbulence.waves(modes: modes).realise(
        ArrivalEnsemble.spectrum, meanField: 0, seed: task.seed, stream: task.stream)
      let backtracking = Backtracking(
        field: field, settings: OrbitSettings(larmor: larmor, step: ArrivalEnsemble.step))
      let maps = try backtracking.maps(
        observers: [.zero], sphere: try HEALPix(nside: nside),
        times: times.map { $0 * ArrivalEnsemble.correlationLength }, threads: task.threads)
      return try zip(times, maps[0]).map { (pair) throws(AssayError) in
        let image = try SkyFigure.image(
          map: pair.1.relativeIntensity(gradient: SIMD3(0, 0, gradient)), columns: columns,
          rows: rows)
        return Observable(
          id: id(pair.0), title: "Relative intensity of one observer, τ = \(pair.0) l_c",
          axes: [
            Axis("longitude", units: "deg", numbers: image.y.flatMap { _ in image.x }),
            Axis("sin(latitude)", numbers: image.y.flatMap { y in image.x.map { _ in y } }),
          ], exact: image.values)
      }
    }
  }

  static func figure(_ results: Results) -> Figure? {
    let panels = times.compactMap { time -> Figure.Panel? in
      guard let map = results[id(time)], map.axes.count == 2 else { return nil }
      let numbers = map.axes.map { axis in
        axis.keys.compactMap { key in if case .number(let number) = key { number } else { nil } }
      }
      guard numbers.allSatisfy({ $0.count == columns * rows }) else { return nil }
      return Figure.Panel(
        title: "τ = \(Int(time)) l_c", x: Figure.Scale("longitude [deg]"),
        y: Figure.Scale("sin(latitude)"), series: [],
        image: Figure.Image(
          x: Array(numbers[0][..<columns]),
          y: stride(from: 0, to: columns * rows, by: columns).map { numbers[1][$0] },
          values: map.values.map { 1e3 * ($0.value - 1) }, label: "10³ (I − 1)"))
    }
    guard !panels.isEmpty else { return nil }
    return Figure(
      id: "arrival-map", title: "Arrival directions at one place",
      caption: "Relative intensity against direction, equal areas, where the density grows by "
        + "1e-3 per parsec along z; x = r_L/l_c = 0.3, l_c = 2 pc, \(modes) plane waves. The "
        + "particles of each pixel were followed back for τ: structure finer than the dipole comes "
        + "from the field within the last scattering length.",
      panels: panels)
  }
}
