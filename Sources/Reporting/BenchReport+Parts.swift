// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Hardware
internal import Timing

extension BenchReport {
  /// How the columns of the table are to be read.
  var notes: String {
    let energy =
      record.energyReason.map { "Energy is not measured: \(MarkdownText.inline($0))." }
      ?? "Energy is that of the packages, idle power and other programs included."
    let devices =
      record.devices == nil
      ? ""
      : " Rows of a device are judged by the wall, transfers of what a run needs included; their "
        + "energy is that of the device, in a stretch of its own, where it has a counter. The "
        + "bandwidth of its memory bounds nothing where its cache holds what all items go over."
    return """
      A gain is the median over paired rounds, with the 95 % bootstrap interval of the mean, both of \
      the logarithm; rows of one thread are judged by the CPU time of the process, others by the \
      wall. "No change seen" is said where the interval holds 1 or the gain is below the A/A floor. \
      The ceiling is the lower of FMA peak over flops and bandwidth over bytes; a row whose flops or \
      bytes are not counted has none. \(energy)\(devices)

      """
  }

  /// Threads and sizes.
  var scaling: String {
    var text = ""
    let threads = record.workloads.flatMap(ThreadScaling.all)
    if !threads.isEmpty {
      text += "## Threads\n\n"
      text += MarkdownText.table(
        ["workload", "variant", "threads", "speed-up (wall)", "efficiency"],
        threads.flatMap { one in
          one.points.map {
            [
              MarkdownText.code(one.workload), MarkdownText.code(one.family), "\($0.threads)",
              Format.size($0.speedUp), Format.size(100 * $0.efficiency) + " %",
            ]
          }
        }, right: [2, 3, 4])
      text += "\n"
    }
    let sizes = record.workloads.filter { $0.sizes != nil }
    if !sizes.isEmpty {
      text += "## Problem size\n\nTime grows as items to the power of the exponent.\n\n"
      text += MarkdownText.table(
        ["workload", "variant", "items", "exponent"], sizes.map { sizeRow($0, $0.sizes!) })
      text += "\n"
    }
    return text
  }

  private func sizeRow(_ workload: WorkloadRecord, _ sizes: SizeScaling) -> [String] {
    let timed = sizes.points.filter { $0.seconds != nil }
    let range =
      timed.isEmpty
      ? "none" : "\(Format.size(timed[0].items)) to \(Format.size(timed.last!.items))"
    let left = sizes.points.filter { $0.seconds == nil }.map {
      "; \(Format.size($0.items)): \($0.reason ?? "no time")"
    }
    let error = sizes.standardError.map { " ± " + Format.size($0) } ?? ""
    return [
      MarkdownText.code(workload.name), MarkdownText.code(sizes.variant),
      MarkdownText.inline(range + left.joined()),
      sizes.exponent.map { Format.size($0) + error } ?? "too few sizes",
    ]
  }

  /// The A/A runs.
  var control: String {
    var text =
      "## A/A control\n\nA variant timed against itself: the smallest change this machine can "
      + "see, as the 95 % quantile of |median log-ratio| over stretches of so many rounds.\n\n"
    text += MarkdownText.table(
      ["variant", "clock", "pairs", "floor, 5 rounds", "10 rounds", "30 rounds"],
      record.controls.map { control in
        let floors = [5, 10, 30].map { Format.relative(exp(control.floor(rounds: $0)) - 1) }
        return [
          MarkdownText.code("\(control.workload) \(control.variant)"),
          control.kind == .wall ? "wall" : "CPU", "\(control.pairs.count)",
        ] + floors
      }, right: [2, 3, 4, 5])
    return text + "\n"
  }

  /// What the machine can do at most.
  var ceilings: String {
    let load = record.ceilings.loadAverage.map { Format.size($0) } ?? "unknown"
    var text =
      "## Ceilings\n\nMeasured in \(Format.seconds(record.ceilings.seconds)), best of several, "
      + "at a load average of \(load).\n\n"
    if let busy = record.ceilings.loadAverage, busy > 0.5 {
      text +=
        "Other programs were running: rates of several threads, by the wall, are too low, and "
        + "shares of them too high.\n\n"
    }
    text += MarkdownText.table(
      ["ceiling", "threads", "rate"],
      Self.ceilingRows(record.ceilings).map { row in row.map(MarkdownText.inline) }, right: [1, 2])
    text += "\n"
    if let devices = record.devices {
      text += "## Devices\n\n"
      text += MarkdownText.table(
        Self.deviceHeader,
        devices.map { device in Self.deviceRow(device).map(MarkdownText.inline) })
      text += "\n"
      for (device, notes) in (record.deviceNotes ?? [:]).sorted(by: { $0.key < $1.key }) {
        for note in notes { text += "- \(MarkdownText.inline("\(device): \(note)"))\n" }
      }
      text += "\n"
    }
    return text
  }

  /// Rates of the CPU, then of each accelerator: plain text, for any kind of page.
  static func ceilingRows(_ ceilings: Ceilings) -> [[String]] {
    let peaks = ceilings.peaks.map {
      [
        "FMA, \($0.precision.rawValue)", "\($0.threads)",
        Format.size($0.flopsPerSecond / 1e9) + " GF/s",
      ]
    }
    let bandwidths = ceilings.bandwidths.map {
      [
        "triad, \($0.level) (\(Format.bytes(UInt64($0.bytes))) a thread)", "\($0.threads)",
        Format.size($0.bytesPerSecond / 1e9) + " GB/s",
      ]
    }
    let accelerators = (ceilings.accelerators ?? []).flatMap { one in
      let flops = [("single", Optional(one.single)), ("double", one.double)].map { name, rate in
        [
          "FMA, \(name), of \(one.device)", "–",
          rate.map { Format.size($0 / 1e9) + " GF/s" } ?? "no double precision",
        ]
      }
      return flops + [
        [
          "copy in the memory of \(one.device)", "–",
          Format.size(one.bytesPerSecond / 1e9) + " GB/s",
        ]
      ]
    }
    return peaks + bandwidths + accelerators
  }

  static let deviceHeader = ["device", "name", "driver", "language", "units", "memory", "kind"]

  static func deviceRow(_ device: DeviceInfo) -> [String] {
    [
      device.id, device.name, device.driver, device.language, "\(device.computeUnits)",
      Format.bytes(device.globalBytes),
      device.isProcessor
        ? "a CPU behind OpenCL: its times say nothing about accelerators" : "accelerator",
    ]
  }

  /// Two runs.
  func comparison(_ comparison: BenchComparison) -> String {
    var text = "## Against \(MarkdownText.inline(comparison.before))\n\n"
    text += comparison.sameMachine ? "The same machine. " : "Another machine. "
    if let peak = comparison.peakLogRatio {
      text += "Its one-core double FMA peak is \(Format.size(exp(peak))) times the other's. "
    }
    let changes = comparison.rows.count(where: \.isChange)
    text +=
      "\(Format.count(changes, "difference")) beyond the floor: the largest of both runs' A/A floors "
      + "and of the scatter of their single rounds. What differs from run to run but not within one "
      + "(placement in memory, neighbours on the machine) is in no interval: repeat both runs before "
      + "calling a difference a change of the program.\n\n"
    text += MarkdownText.table(
      ["workload", "variant", "times as fast (95 %)", "floor", ""],
      comparison.rows.map { row in
        let value = [row.logRatio, row.low, row.high].map { Format.size(exp($0)) }
        return [
          MarkdownText.code(row.workload), MarkdownText.code(row.variant),
          "\(value[0]) (\(value[1]) to \(value[2]))", Format.relative(exp(row.floor) - 1),
          row.isChange
            ? (row.logRatio > 0 ? "differs, **faster**" : "differs, **slower**") : "no change seen",
        ]
      })
    if !comparison.unpaired.isEmpty {
      let names = comparison.unpaired.map { "\($0.workload), \($0.variant)" }
        .joined(separator: "; ")
      text += "\nIn one run only: \(MarkdownText.inline(names)).\n"
    }
    return text + "\n"
  }

  /// What is needed to judge and repeat the run.
  var provenance: String {
    let bench = record.bench
    var text = "## How this run was made\n\n"
    text += MarkdownText.block(bench.command.joined(separator: " "), language: "sh") + "\n"
    let limits = bench.limits
    let rows = [
      ("started (UTC)", bench.started), ("wall time", Format.seconds(bench.seconds)),
      ("seed", "\(bench.seed)"), ("device", bench.device),
      ("rounds", "\(limits.leastRounds) to \(limits.rounds)"),
      ("seconds a workload", Format.size(limits.seconds)),
      ("record", "bench.json, format \(record.format), with every sample"),
    ].map { [$0.0, MarkdownText.inline($0.1)] }
    text += MarkdownText.table(
      ["what", "value"], rows + MarkdownReport.environment(record.environment))
    return text
  }
}
