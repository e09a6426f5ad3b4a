// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// The figures of the study, as far as a run has what they need.
enum FractionFigures {
  static func all(_ results: Results, _ context: RunContext) -> [Figure] {
    [
      estimates(results, context.reference), profile(results), calibration(results),
      distribution(results), maps(context.seed),
    ].compactMap { $0 }
  }

  /// Names of the observables of the largest training that a run has, and what to call it.
  static func source(_ results: Results) -> (prefix: String, name: String)? {
    if results["network.points"] != nil { return ("network", "10,000 images") }
    return results["quick.points"] == nil ? nil : ("quick", "2,000 images")
  }

  static func numbers(_ observable: Observable) -> [Double] {
    observable.axes.first?.keys.compactMap { if case .number(let x) = $0 { x } else { nil } } ?? []
  }

  /// The image of the talk: truth and estimate.
  private static func published(_ library: ReferenceLibrary) -> [Figure.Series] {
    guard let cells = library.tables["published"]?.dependent.first?.cells, cells.count >= 2,
      let truth = cells[0].number, let estimate = cells[1].number
    else { return [] }
    return [
      Figure.Series(
        "paper's network, one image", role: .context, style: .points, x: [truth], y: [estimate])
    ]
  }

  private static func estimates(_ results: Results, _ library: ReferenceLibrary) -> Figure? {
    guard let source = source(results), let points = results["\(source.prefix).points"] else {
      return nil
    }
    return Figure(
      id: "fraction-estimates", title: "True and estimated fraction of point sources",
      caption: """
        Estimates of the network trained on \(source.name) with the standard deviations that it \
        predicts, for \(points.values.count) images. The line is a perfect estimate. The large cross is \
        of the paper's own network, shown in a talk, for orientation: its images are not public.
        """,
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("true fraction", range: [0, 1]),
          y: Figure.Scale("estimated fraction", range: [-0.2, 1.2]),
          series: [
            Figure.Series(
              "network", role: .ours, style: .errorBars, x: numbers(points),
              y: points.values.map(\.value), errors: points.values.map { $0.standardError ?? 0 }),
            Figure.Series("perfect", role: .context, style: .dashes, x: [0, 1], y: [0, 1]),
          ] + published(library))
      ])
  }

  private static func calibration(_ results: Results) -> Figure? {
    guard let source = source(results),
      let network = results["\(source.prefix).calibration"],
      let onePoint = results["\(source.prefix).onepoint.calibration"]
    else { return nil }
    func series(
      _ title: String, _ role: Figure.Series.Role, _ observable: Observable
    ) -> Figure.Series {
      Figure.Series(
        title, role: role, style: .errorBars, x: numbers(observable),
        y: observable.values.map(\.value),
        errors: observable.values.map { $0.standardError ?? 0 })
    }
    return Figure(
      id: "fraction-calibration", title: "How often intervals hold the true fraction",
      caption: """
        Share of test images whose true fraction lies in the central interval of a Gaussian with the \
        estimate's mean and deviation, against the probability of that interval: network trained on \
        \(source.name), and posterior of the one-point distribution, which takes pixels for independent \
        and is too narrow.
        """,
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("nominal coverage", range: [0, 1]),
          y: Figure.Scale("measured coverage", range: [0, 1]),
          series: [
            series("network", .ours, network),
            series("one-point distribution", .reference, onePoint),
            Figure.Series("exact", role: .context, style: .dashes, x: [0, 1], y: [0, 1]),
          ])
      ])
  }

  /// Images of the same mean with few and with many photons from sources.
  private static func maps(_ seed: UInt64) -> Figure? {
    let field = PhotonField()
    let panels = [0.05, 0.95].map { fraction in
      let image = field.images(
        1, fraction: fraction, seed: seed, name: "figure \(fraction)", threads: 1)
      return panel("f = \(fraction)", Array(image[0]), field.side)
    }
    return Figure(
      id: "fraction-maps", title: "Images with the same mean and other fractions",
      caption: """
        Photons of drawn images, 4 expected in each pixel of 0.5 deg; a fraction f of them comes from \
        sources, the others from smooth emission.
        """,
      panels: panels)
  }

  /// An image in degrees from its centre.
  static func panel(_ title: String, _ counts: [UInt16], _ side: Int) -> Figure.Panel {
    let half = Double(side) / 2
    let centres = (0..<side).map { (Double($0) + 0.5 - half) / 2 }
    return Figure.Panel(
      title: title, x: Figure.Scale("x [deg]", range: [-half / 2, half / 2]),
      y: Figure.Scale("y [deg]", range: [-half / 2, half / 2]), series: [],
      image: Figure.Image(
        x: centres, y: centres, values: counts.map(Double.init), label: "photons", range: [0, 16],
        equalScales: true))
  }
}
