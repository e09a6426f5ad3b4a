// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics
internal import Timing

/// A bench record on its way into the page, with the figures that lie beside it.
struct HTMLBench: Sendable {
  let record: BenchRecord
  /// Text of drawn SVG files, by the figure's id.
  let drawings: [String: String]

  init(_ record: BenchRecord, drawings: [String: String] = [:]) {
    (self.record, self.drawings) = (record, drawings)
  }

  /// Its part of the page; `number` tells the ids of its drawings from those before.
  func text(number: Int) throws(AssayError) -> String {
    let bench = record.bench
    let wrong = record.workloads.flatMap(\.variants).count { !$0.validation.isValid }
    let rows = record.workloads.reduce(0) { $0 + $1.variants.count }
    let summary =
      "\(Format.count(record.workloads.count, "workload")), \(Format.count(rows, "row")) on "
      + "\(record.environment.cpuModel), \(Format.count(bench.threads, "thread")) at most, "
      + "\(bench.started), commit \(record.environment.gitCommit ?? "unknown"). "
      + (wrong == 0
        ? "Every variant gave the reference's answer within its bound."
        : "\(Format.count(wrong, "variant")) gave a wrong answer and has no time.")
    let figures = BenchFigures.all(of: record).enumerated().compactMap { i, figure in
      drawings[figure.id].map { svg in
        [
          "anchor": MarkdownText.anchor("bench", bench.id, figure.id), "title": figure.title,
          "caption": figure.caption,
          "svg": InlineSVG.text(
            ThriftySVG.text(of: svg), id: "b\(number)-\(i)", title: figure.title,
            description: figure.caption),
        ]
      }
    }
    return try HTMLPage.render(
      "bench",
      [
        "id": bench.id, "anchor": MarkdownText.anchor("bench", bench.id), "summary": summary,
        "quick": bench.quick, "notes": MarkdownText.oneLine(BenchReport(record).notes),
        "rates": rates, "tables": control + ceilings + devices + threads, "figures": figures,
        "command": bench.command.map(MarkdownReport.quoted).joined(separator: " "),
      ])
  }

  private var rates: String {
    let rows = record.workloads.flatMap { workload in
      workload.variants.enumerated().map { i, variant in
        let names = [
          "\(HTMLText.code(workload.name)), \(HTMLText.escape(workload.item))",
          HTMLText.code(variant.id) + (variant.precision == .single ? ", single" : ""),
        ]
        guard let summary = variant.summary else {
          let reason = variant.validation.reason ?? "no pairs"
          return names + ["no time", HTMLText.escape(reason), "–", "–"]
        }
        let gain = HTMLText.escape(BenchReport.gain(summary))
        return names + [
          Format.size(summary.itemsPerSecond), i == 0 ? "reference; A/A \(gain)" : gain,
          HTMLText.escape(BenchReport.ceiling(summary)),
          summary.joulesPerItem.map { Format.size($0) + " J" } ?? "not measured",
        ]
      }
    }
    return HTMLTable(
      caption: "Rates of bench \(record.bench.id)",
      header: [
        "workload, item", "variant", "items/s", "gain over the reference (95 %)", "of the ceiling",
        "energy per item",
      ], rows: rows, right: [2]
    ).text
  }

  /// The A/A runs: the smallest change that the machine can see.
  private var control: String {
    let rows = record.controls.map { control in
      [
        HTMLText.code("\(control.workload) \(control.variant)"),
        control.kind == .wall ? "wall" : "CPU", "\(control.pairs.count)",
      ] + [5, 10, 30].map { Format.relative(exp(control.floor(rounds: $0)) - 1) }
    }
    return HTMLTable(
      caption: "A/A control of bench \(record.bench.id): the smallest change that can be seen",
      header: ["variant", "clock", "pairs", "floor, 5 rounds", "10 rounds", "30 rounds"],
      rows: rows, right: [2, 3, 4, 5]
    ).text
  }

  private var ceilings: String {
    let rows = BenchReport.ceilingRows(record.ceilings).map { $0.map(HTMLText.escape) }
    let load = record.ceilings.loadAverage.map { Format.size($0) } ?? "unknown"
    return HTMLTable(
      caption: "Ceilings of bench \(record.bench.id), measured at a load average of \(load)",
      header: ["ceiling", "threads", "rate"], rows: rows, right: [1, 2]
    ).text
  }

  /// The accelerators, where there were any.
  private var devices: String {
    guard let devices = record.devices else { return "" }
    return HTMLTable(
      caption: "Devices of bench \(record.bench.id)", header: BenchReport.deviceHeader,
      rows: devices.map { BenchReport.deviceRow($0).map(HTMLText.escape) }, right: [4, 5]
    ).text
  }

  private var threads: String {
    let rows = record.workloads.flatMap(ThreadScaling.all).flatMap { one in
      one.points.map {
        [
          HTMLText.code(one.workload), HTMLText.code(one.family), "\($0.threads)",
          Format.size($0.speedUp), Format.size(100 * $0.efficiency) + " %",
        ]
      }
    }
    if rows.isEmpty { return "" }
    return HTMLTable(
      caption: "Threads in bench \(record.bench.id)",
      header: ["workload", "variant", "threads", "speed-up (wall)", "efficiency"], rows: rows,
      right: [2, 3, 4]
    ).text
  }
}

extension HTMLReport {
  /// The bench records, or how to get one.
  func bench() throws(AssayError) -> String {
    if benches.isEmpty {
      let folder = HTMLText.escape("Reports/\(record.run.id)")
      return "<p>No bench record was given. To time the solvers, every variant held against its "
        + "reference first: <code class=\"run\">assay bench</code>; then "
        + "<code class=\"run\">assay report \(folder) --html --bench FOLDER</code>.</p>"
    }
    var text = ""
    for (i, bench) in benches.enumerated() { text += try bench.text(number: i) }
    return text
  }
}
