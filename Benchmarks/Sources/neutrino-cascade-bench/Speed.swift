// SPDX-License-Identifier: GPL-3.0-or-later
import BenchSupport
import Foundation
import NeutrinoCascade
import Numerics

/// What a solve by the vector variant amounts to.
struct Work {
  let solved: CascadeWork
  let sources: Int

  init(_ solver: CascadeSolver, sources: Int) {
    (solved, self.sources) = (solver.work, sources)
  }

  var flops: Double { solved.flops(sources: sources) }

  /// The least time the serial sums allow [s]: from a cell to the next, t = (t₀ + t₁) + t₂ and the
  /// new t_k = … + (k gain) t wait for one another: two additions and a multiply-add.
  func serialFloor(_ machine: Machine) -> Double {
    Double(solved.cells * sources) * (2 * machine.addLatency + machine.multiplyAddLatency)
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
        "| \(task.title) | \(work.solved.steps) | \(work.solved.cells) | \(work.solved.thermalEvaluations) "
          + String(
            format: "| %.1f | %@ | %.2f | %.0f %% | %@ | %.0f %% |", work.flops / 1e6,
            timeText(time), speed / 1e9, 100 * speed / machine.ceiling, timeText(floor),
            100 * floor / time))
    }
    return lines
  }
}
