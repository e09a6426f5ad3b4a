// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics
internal import Turbulence

/// The statistics of the generated fields, held against what they must be.
enum FieldsPart {
  static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = FieldConventions(fault: context.fault)
    let quick = context.tier == .quick
    return [
      StudyTask(
        id: "field_statistics", provides: ["field.statistics"], cost: quick ? 1 : 4
      ) { task throws(AssayError) in
        let statistics = FieldStatistics(
          count: quick ? 64 : 256, task: task, conventions: conventions)
        let rows = try statistics.rows()
        return [
          Observable(
            id: "field.statistics", title: "Statistics of generated fields",
            axes: [Axis("quantity", names: rows.map(\.0))], values: rows.map(\.1))
        ]
      },
      StudyTask(
        id: "crpropa_field_correlation_length", provides: ["field.length"], tier: .standard,
        cost: 30
      ) { task throws(AssayError) in
        let statistics = FieldStatistics(count: 256, task: task, conventions: conventions)
        var values: [Estimate] = []
        for spectrum in generators.map(\.1) {
          values.append(try statistics.length(spectrum, spacing: 0.1, fields: 6))
        }
        return [
          Observable(
            id: "field.length", title: "One-sided correlation length of generated fields",
            units: "pc", axes: [Axis("generator", names: generators.map(\.0))], values: values)
        ]
      },
    ]
  }

  /// The rows of the peer's table with the spectra of one dimension that they fill: the second
  /// takes q = 4 for the spectrum of a mode, which is q = 6 for that of a shell.
  private static let generators: [(String, TurbulenceSpectrum)] = [
    (
      "SimpleGridTurbulence 256^3, L_min=0.2001, L_max=9.239 pc",
      .powerLaw(index: 5 / 3, smallest: 0.2001, largest: 9.239)
    ),
    (
      "GridTurbulence 256^3, L_min=0.2001, L_max=25.6, L_bo=1 pc",
      .bendOver(low: 6, index: 5 / 3, length: 1, smallest: 0.2001, largest: 25.6)
    ),
  ]
}
