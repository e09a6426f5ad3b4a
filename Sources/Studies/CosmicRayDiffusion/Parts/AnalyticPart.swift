// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics
internal import Turbulence

/// What needs no particle: closed forms and the arithmetic of data, one task for each reference
/// table.
enum AnalyticPart {
  static let faults: [Fault] = AnalyticFaults.faults

  /// Those that the part's faults are meant for.
  static let comparisons = [
    "correlation-lengths", "correlation-length-bend-over", "trilinear-loss", "harari-fit",
    "qlt-slab", "subedi", "isotropic-scattering", "burst-source", "steady-source", "disc-source",
    "dipole-power", "hawc-icecube", "tibet-fit", "slides-throughput", "slides-gain",
    "slides-recomputed",
  ]

  static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = AnalyticConventions(fault: context.fault)
    return fields(context, conventions) + transport(context, conventions)
      + sources(context, conventions) + data(context, conventions)
  }

  static let kolmogorov = 5.0 / 3

  // MARK: Fields

  private static func fields(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> [StudyTask] {
    [
      powerLaw(context, conventions), bendOver(context, conventions),
      trilinear(context, conventions),
    ]
  }

  private static func powerLaw(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let columns = CorrelationConvention.columns.map { convention in
      TableColumn(
        "length.powerlaw.\(convention.rawValue)",
        "Correlation length over L_max, \(convention.rawValue)")
    }
    return StudyTask(filling: "correlation_length_powerlaw", columns, context) {
      axes throws(AssayError) in
      var rows: [[Double]] = []
      for ratio in try axes.numbers(0) {
        let spectrum = TurbulenceSpectrum.powerLaw(
          index: kolmogorov, smallest: ratio, largest: 1)
        let factor =
          conventions.transverseForTrace ? CorrelationConvention.transverse.factor : 1
        var row: [Double] = []
        for convention in CorrelationConvention.columns {
          row.append(try spectrum.correlationLength(convention) * factor)
        }
        rows.append(row)
      }
      return rows
    }
  }

  private static func bendOver(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let column = TableColumn(
      "length.bendover", "Correlation length over the bend-over length, one-sided")
    return StudyTask(filling: "correlation_length_bendover", [column], context) {
      axes throws(AssayError) in
      var rows: [[Double]] = []
      for (low, index) in zip(try axes.numbers(0), try axes.numbers(1)) {
        let spectrum = TurbulenceSpectrum.bendOver(
          low: low + conventions.lowIndexShift, index: index, length: 1, smallest: 0,
          largest: .infinity)
        rows.append([try spectrum.correlationLength(.oneSided)])
      }
      return rows
    }
  }

  private static func trilinear(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("trilinear.variance", "Variance at random points over that at the nodes"),
      TableColumn("trilinear.length", "The same, weighted for the correlation length"),
    ]
    return StudyTask(filling: "trilinear_variance_loss", columns, context) {
      axes throws(AssayError) in
      var rows: [[Double]] = []
      for (smallest, largest) in zip(try axes.numbers(0), try axes.numbers(1)) {
        let spectrum = TurbulenceSpectrum.powerLaw(
          index: kolmogorov, smallest: smallest, largest: largest)
        var row: [Double] = []
        for forLength in [false, true] {
          row.append(
            try TrilinearLoss.share(
              of: spectrum, spacing: 1, forLength: forLength,
              shell: conventions.lossAlongAxis ? alongAxis : TrilinearLoss.shell))
        }
        rows.append(row)
      }
      return rows
    }
  }

  /// The loss of a mode along an axis of the grid.
  private static func alongAxis(_ phase: Double) -> Double {
    TrilinearLoss.mode(SIMD3(phase, 0, 0))
  }
}

extension CorrelationConvention {
  /// In the order of the reference table.
  fileprivate static let columns: [Self] = [.twoSided, .oneSided, .transverse, .longitudinal]
}
