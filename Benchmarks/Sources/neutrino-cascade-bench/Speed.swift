// SPDX-License-Identifier: GPL-3.0-or-later
import BenchSupport
import Foundation
import NeutrinoCascade
import Numerics

/// Operations of a solve by the vector variant: additions, multiplications and divisions of doubles,
/// one each, counted in the source text of the kernels (Sources/Kernels/Cascade.c); comparisons are
/// not counted, so that this is a little below what the solver itself reports.
struct Work {
  /// Cells of the thermal windows, summed over the steps.
  let cells: Int
  let steps: Int
  /// Nodes at which the thermal integrand was evaluated.
  let thermalEvaluations: Int
  let sources: Int

  /// An exponential: 2 + 1 to round x/ln 2, 4 for r, 9 links of the polynomial, 4 for e^r.
  static let perExponential = 3.0 + 4 + 9 * 2 + 4
  /// q: 3; q e/(1 + s e) and its sum: 6; the exponential.
  static let perThermalEvaluation = 3 + 6 + perExponential
  /// Three states: the depth 6, the series of phi 11 links, its ends 8, the exponential; then the
  /// inverse, 3.
  static let perCell = 3 * (6.0 + 11 * 2 + 8 + perExponential) + 3
  /// Absorption 14, the serial sums 13, three densities 3 + 3 × 6.
  static let perCellAndSource = 14.0 + 13 + 21

  init(_ solver: CascadeSolver, sources: Int) {
    let work = solver.work
    (cells, steps, thermalEvaluations) = (work.cells, work.steps, work.thermalEvaluations)
    self.sources = sources
  }

  var flops: Double {
    Double(thermalEvaluations) * Self.perThermalEvaluation
      + Double(cells) * (Self.perCell + Self.perCellAndSource * Double(sources))
  }

  /// The least time the serial sums allow [s]: from a cell to the next, t = (t₀ + t₁) + t₂, the
  /// absorbed number and the new t_k wait for one another: two additions, two multiply-adds.
  func serialFloor(_ machine: Machine) -> Double {
    Double(cells * sources) * 2 * (machine.addLatency + machine.multiplyAddLatency)
  }
}

extension Bench {
  /// Operations, GF/s and floors of the solves by the vector variant. Times are the best of five, as
  /// those of the machine are.
  static func speedOfSolves() throws -> [String] {
    let machine = Machine()
    var lines = [
      String(
        format: "One core: %.1f GF/s of multiplications and additions, not fused; "
          + "a dependent multiply-add takes %.2f ns, an addition %.2f ns.",
        machine.ceiling / 1e9, machine.multiplyAddLatency * 1e9, machine.addLatency * 1e9),
      "",
      "| solve | steps | window cells | thermal evaluations | Mflop | best time | GF/s | of the ceiling "
        + "| serial floor | of the time |",
      "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for task in tasks where task.variant == .simd {
      let solver = try CascadeSolver(BenchmarkA.problem(spacing: task.spacing))
      let sources = try BenchmarkA.sources(task.indices)
      let work = Work(solver, sources: sources.count)
      let times = try (0..<PairedTimes.rounds).map { _ in
        try timed(task.repeats) { try solver.solve(sources) }.0
      }
      let time = times.min()!
      let speed = work.flops / time
      let floor = work.serialFloor(machine)
      lines.append(
        "| \(task.title) | \(work.steps) | \(work.cells) | \(work.thermalEvaluations) "
          + String(
            format: "| %.1f | %@ | %.2f | %.0f %% | %@ | %.0f %% |", work.flops / 1e6,
            timeText(time), speed / 1e9, 100 * speed / machine.ceiling, timeText(floor),
            100 * floor / time))
    }
    return lines
  }
}
