// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness

extension SampleFigures {
  /// A plane of masses and couplings on logarithmic axes with contours, a band and lines, beside
  /// one on linear axes whose cells differ in width.
  static var plane: Figure {
    Figure(
      id: "plane", title: "Depth of the dip in the plane of mass and coupling",
      caption: "Colours: depth. Shaded: a band.", panels: [couplings, uneven, band])
  }

  private static var couplings: Figure.Panel {
    let x = (0..<48).map { 1e-2 * pow(10, Double($0) / 9.4) }
    let y = (0..<36).map { 1e-6 * pow(10, Double($0) / 8.75) }
    let depth = y.flatMap { g in x.map { m in 1 - exp(-3 * pow(g / 5e-4 / (m / 10), 2)) } }
    let wide = (0..<40).map { 1e-3 * pow(10, Double($0) * 0.2) }
    let limit = x.map { 4e-4 * (1 + pow($0 / 30, 2)).squareRoot() }
    return Figure.Panel(
      title: "logarithmic axes", x: .init("m_{Z'} [MeV]", logarithmic: true),
      y: .init("g", logarithmic: true),
      series: [
        .init("NA64μ", role: .context, style: .line, x: x, y: limit.map { 3 * $0 }),
        .init(
          "this run, depth of a half", role: .ours, style: .line, x: x,
          y: x.map { 2e-6 * $0.squareRoot() }),
        .init(
          "published", role: .reference, style: .points, x: x, y: x.map { 1e-5 * $0.squareRoot() }),
      ],
      image: .init(
        x: x, y: y, values: depth, label: "depth of the dip 1 − min r", range: [0, 1],
        contours: [0.01, 0.1, 0.5, 0.9]),
      bands: [
        .init(
          "(g − 2)_μ at 2σ", role: .ours, x: wide,
          low: wide.map { 4e-4 * (1 + pow($0 / 50, 2)).squareRoot() },
          high: wide.map { 8e-4 * (1 + pow($0 / 50, 2)).squareRoot() })
      ])
  }

  private static var uneven: Figure.Panel {
    let x: [Double] = [-4, -3.5, -3, -2, -1, -0.5, 0, 0.25, 0.5, 1, 2, 3.5, 5]
    let y = (0..<25).map { -3 + 0.25 * Double($0) }
    return Figure.Panel(
      title: "cells of unequal width", x: .init("x"), y: .init("y", range: [-2.5, 2.5]),
      series: [],
      image: .init(
        x: x, y: y, values: y.flatMap { y in x.map { x in (x * x / 4 - y * y) * 1e-27 } },
        label: "saddle [cm^3 s^{-1}]", contours: [-2e-27, -0.5e-27, 0.5e-27, 2e-27]))
  }

  /// A band without an image, whose lower bound leaves the logarithmic axis.
  static var band: Figure.Panel {
    let x = (1...30).map { Double($0) }
    return Figure.Panel(
      title: "band", x: .init("x"), y: .init("y", logarithmic: true),
      series: [.init("ours", role: .ours, style: .line, x: x, y: x)],
      bands: [
        .init(
          "published, 95 %", role: .reference, x: x, low: x.map { 0.5 * $0 - 3 },
          high: x.map { 2 * $0 }),
        .init("", role: .context, x: x, low: x.map { 3 * $0 }, high: x.map { 4 * $0 }),
      ])
  }
}
