// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Numerics
import UHECRAnisotropy

/// Sets of samples on which a minimal fraction is measured.
struct UHECRSearchOptions: ParsableArguments {
  @Option(name: .long, help: "Isotropic maps, which set the threshold.") var isotropic = 10_000
  @Option(name: .long, help: "Maps for each number of events from the source.") var mixed = 2000
  @Option(
    name: .customLong("false-alarm"), help: "Accepted share of isotropic maps that are rejected.")
  var falseAlarm = 0.01
  @Option(name: .long, help: "Accepted share of maps with a source that are missed.")
  var missed = 0.05

  func search(events: Int) throws(AssayError) -> DetectionSearch {
    let most = 1_000_000
    guard (2...most).contains(isotropic), (2...most).contains(mixed) else {
      throw .usage(
        "--isotropic \(isotropic) --mixed \(mixed); accepted: 2 to \(most) maps of each kind")
    }
    guard falseAlarm > 0, falseAlarm < 1, missed > 0, missed < 1 else {
      throw .usage(
        "--false-alarm \(falseAlarm) --missed \(missed); accepted: shares between 0 and 1")
    }
    return DetectionSearch(
      events: events, isotropic: isotropic, mixed: mixed,
      rates: ErrorRates(falseAlarm: falseAlarm, missed: missed))
  }

  var setting: ResultTable.Setting {
    .init(
      name: "sets",
      value: "\(isotropic) isotropic maps, \(mixed) for each n; false alarms \(falseAlarm), "
        + "missed \(missed)")
  }
}

/// Minimal fractions as `solve uhecr-anisotropy` hands them over.
enum UHECRFractionTable {
  static func table(
    _ settings: [ResultTable.Setting], _ answers: [Detection]
  ) -> ResultTable {
    func column(
      _ key: String, csv: String? = nil, fits: String, unit: String? = nil, _ heading: String,
      _ format: String, _ value: (Detection) -> Double?
    ) -> ResultTable.Column {
      .init(
        key, csv: csv, fits: fits, unit: unit, heading: heading, format: format, absent: "none",
        answers.map(value))
    }
    return ResultTable(
      name: "FRACTION", settings: settings,
      columns: [
        column("events", fits: "EVENTS", "N", "%6.0f") { Double($0.events) },
        column("smallest", fits: "SMALLEST", "n", "%5.0f") { $0.smallest.map(Double.init) },
        column("fraction", csv: "fraction_percent", fits: "FRACTION", unit: "%", "n/N [%]", "%8.3f")
        {
          $0.smallest == nil ? nil : $0.percent
        },
        column("low", csv: "low_percent", fits: "LOW", unit: "%", "16 % [%]", "%8.3f") { found in
          found.interval.map { 100 * $0.lowerBound / Double(found.events) }
        },
        column("high", csv: "high_percent", fits: "HIGH", unit: "%", "84 % [%]", "%8.3f") { found in
          found.interval.map { 100 * $0.upperBound / Double(found.events) }
        },
        column("crossing", fits: "CROSSING", "crossing [n]", "%8.2f") { $0.crossing },
        column("missed", fits: "MISSED", "missed at n", "%9.4f") { found in
          found.points.first { $0.fromSource == found.smallest }?.missed
        },
      ])
  }
}
