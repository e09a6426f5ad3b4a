// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Timing

/// The figures of a bench record; one that would show nothing is left out.
enum BenchFigures {
  static func all(of record: BenchRecord) -> [Figure] {
    [roofline(record), scaling(record), gains(record)].compactMap { $0 }
  }

  /// Rates of the one-thread rows against what one core could do at their intensity, a panel for
  /// each precision.
  static func roofline(_ record: BenchRecord) -> Figure? {
    let panels = [Variant.Precision.double, .single].compactMap { panel(record, $0) }
    guard !panels.isEmpty else { return nil }
    return Figure(
      id: "bench-roofline", title: "Rates and ceilings of one core",
      caption: "Lines: min(FMA peak, intensity × bandwidth) of each level. Points: measured rows.",
      panels: panels)
  }

  private static func panel(_ record: BenchRecord, _ precision: Variant.Precision) -> Figure.Panel?
  {
    let points = record.workloads.flatMap { workload -> [Figure.Series] in
      guard workload.flopsPerItem > 0, workload.bytesPerItem > 0 else { return [] }
      let intensity = workload.flopsPerItem / workload.bytesPerItem
      return workload.variants.filter { $0.threads == 1 && $0.precision == precision }.compactMap {
        variant in
        variant.summary.map {
          Figure.Series(
            "\(workload.id) \(variant.id)", role: .ours, style: .points, x: [intensity],
            y: [$0.itemsPerSecond * workload.flopsPerItem / 1e9])
        }
      }
    }
    guard !points.isEmpty else { return nil }
    let xs = points.flatMap(\.x)
    let (low, high) = (min(0.01, xs.min()! / 3), max(100, xs.max()! * 3))
    let roofs = record.ceilings.bandwidths.filter { $0.threads == 1 }.compactMap {
      level -> Figure.Series? in
      guard let peak = record.ceilings.peak(precision, threads: 1) else { return nil }
      let x = (0...60).map { low * pow(high / low, Double($0) / 60) }
      return Figure.Series(
        level.level, role: .context, style: .line, x: x,
        y: x.map { min(peak, $0 * level.bytesPerSecond) / 1e9 })
    }
    return Figure.Panel(
      title: "\(precision.rawValue) precision",
      x: .init("intensity [flop/byte]", logarithmic: true),
      y: .init("rate [GF/s]", logarithmic: true), series: points + roofs)
  }

  /// Speed-up by threads, and time by size.
  static func scaling(_ record: BenchRecord) -> Figure? {
    var panels: [Figure.Panel] = []
    let threads = record.workloads.flatMap(ThreadScaling.all)
    if let most = threads.flatMap({ $0.points.map(\.threads) }).max() {
      let ideal = Figure.Series(
        "ideal", role: .context, style: .dashes, x: [1, Double(most)], y: [1, Double(most)])
      panels.append(
        Figure.Panel(
          title: "Threads", x: .init("threads"), y: .init("speed-up (wall)"),
          series: threads.map { one in
            Figure.Series(
              label(one.workload, one.family), role: .ours, style: .points,
              x: one.points.map { Double($0.threads) }, y: one.points.map(\.speedUp))
          } + [ideal]))
    }
    let sizes = record.workloads.compactMap { workload -> Figure.Series? in
      guard let sizes = workload.sizes else { return nil }
      let timed = sizes.points.filter { $0.seconds != nil }
      guard timed.count > 1 else { return nil }
      return Figure.Series(
        label(workload.name, sizes.variant), role: .ours, style: .points,
        x: timed.map(\.items), y: timed.map { $0.seconds! })
    }
    if !sizes.isEmpty {
      panels.append(
        Figure.Panel(
          title: "Problem size", x: .init("items", logarithmic: true),
          y: .init("CPU time [s]", logarithmic: true), series: sizes))
    }
    guard !panels.isEmpty else { return nil }
    return Figure(
      id: "bench-scaling", title: "Scaling with threads and with size",
      caption: "Dashes: as many times as fast as there are threads.", panels: panels)
  }

  /// Gains over the scalar reference with their intervals.
  static func gains(_ record: BenchRecord) -> Figure? {
    let rows = record.workloads.flatMap { workload in
      workload.variants.dropFirst().compactMap { variant in
        variant.summary.map { (label(workload.name, variant.id), $0) }
      }
    }
    guard !rows.isEmpty else { return nil }
    let series = rows.enumerated().map { i, row in
      let (name, summary) = row
      return Figure.Series(
        "\(i + 1) \(name)", role: .ours, style: .errorBars, x: [Double(i + 1)],
        y: [exp(summary.logGain)],
        // Half the interval: the renderer draws symmetric bars.
        errors: [0.5 * (exp(summary.high) - exp(summary.low))])
    }
    let one = Figure.Series(
      "no gain", role: .context, style: .dashes, x: [0.5, Double(rows.count) + 0.5], y: [1, 1])
    return Figure(
      id: "bench-gains", title: "Gains over the reference variant",
      caption: "Medians of paired rounds; bars: 95 % bootstrap interval.",
      panels: [
        Figure.Panel(
          title: "Gain", x: .init("row", range: [0.5, Double(rows.count) + 0.5]),
          y: .init("times as fast", logarithmic: true), series: series + [one])
      ])
  }

  /// The study is in the report; a legend has little room.
  private static func label(_ workload: String, _ variant: String) -> String {
    "\(workload.split(separator: "/").last.map(String.init) ?? workload) \(variant)"
  }
}
