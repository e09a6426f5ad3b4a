// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics
internal import Sky

/// Where events of one source arrive, and a sample as a detector would see it; for the eye, nothing
/// is compared with it.
enum ArrivalFigure {
  private static let name = "Cen A"
  private static let (events, fromSource) = (50, 8)
  private static let (densityID, sampleID) = ("arrival.density", "arrival.sample")

  /// The observables that the figure is drawn from. Its deflection maps are those of ``ArrivalModel``
  /// of the tier, shared with other tasks.
  static func task(_ context: RunContext) -> StudyTask {
    StudyTask(id: "arrival-map", provides: [densityID, sampleID], cost: 2) {
      task throws(AssayError) in
      let source = try UHECRSource.named(name, context.reference)
      let cell = Cell(source: source, network: .single, events: events)
      let rows = try ArrivalModel.of(context.tier).rows(
        of: source, above: cell.lowestEnergy, context, threads: task.threads)
      let sampler = try EventSampler(counting: events, of: [rows])
      let sample = sampler.sample(
        fromSource: fromSource, seed: context.seed, stream: task.stream, index: 0)
      let density = try ArrivalDensity.map(sampler)
      let seen = density.values.indices.filter { density.values[$0] > 0 }
      return [
        Observable(
          id: densityID, title: "Density of arriving events of \(name) over isotropic ones",
          axes: [Axis("pixel, Nside \(density.sphere.nside)", numbers: seen.map(Double.init))],
          exact: seen.map { density.values[$0] }),
        Observable(
          id: sampleID, title: "Whether an event of a sample is from \(name)",
          axes: [Axis("pixel", numbers: sample.pixels.map(Double.init))],
          exact: sample.pixels.indices.map { $0 < fromSource ? 1 : 0 }),
      ]
    }
  }

  /// nil where its observables are missing or not of this study.
  static func figure(_ results: Results, _ library: ReferenceLibrary) -> Figure? {
    guard let density = results[densityID], let drawn = results[sampleID],
      let panel = try? panel(density, drawn, library)
    else { return nil }
    return Figure(
      id: "arrival-directions", title: "Events of \(name) behind the Galactic field",
      caption:
        "Where events of \(name) above 56 EeV arrive, relative to isotropic ones (colours, one "
        + "realisation of the random field), and a sample of \(drawn.values.count) events of which "
        + "\(panel.fromSource) are from it; Galactic coordinates, Mollweide's projection.",
      panels: [panel.panel])
  }

  private static func panel(
    _ density: Observable, _ drawn: Observable, _ library: ReferenceLibrary
  ) throws(AssayError) -> (panel: Figure.Panel, fromSource: Int) {
    let sphere = try HEALPix(nside: SphereNetwork.nside)
    var values = [Double](repeating: 0, count: sphere.pixels)
    for (pixel, value) in zip(try pixels(density, sphere), density.values) {
      values[Int(pixel)] = value.value
    }
    let sample = EventSample(
      fromSource: drawn.values.count { $0.value > 0 }, pixels: try pixels(drawn, sphere))
    let panel = try SkyPanel.panel(
      try ArrivalDensity.logarithm(try SkyMap(sphere, values: values)), title: "E ≥ 56 EeV",
      label: ArrivalDensity.label, sources: [try UHECRSource.named(name, library)],
      sample: sample, range: ArrivalDensity.range)
    return (panel, sample.fromSource)
  }

  private static func pixels(
    _ observable: Observable, _ sphere: HEALPix
  ) throws(AssayError) -> [Int32] {
    var pixels: [Int32] = []
    for key in observable.axes.first?.keys ?? [] {
      guard case .number(let number) = key, let pixel = Int32(exactly: number),
        (0..<Int32(sphere.pixels)).contains(pixel)
      else {
        throw .badValue(
          name: "pixel of \(observable.id)", found: "\(key)",
          accepted: "0 to \(sphere.pixels - 1)")
      }
      pixels.append(pixel)
    }
    return pixels
  }
}
