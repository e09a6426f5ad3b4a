// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// The estimators on particles whose transport is known in closed form: thrown about at a constant
/// rate ν = 1, without a field.
enum EstimatorPart {
  static let faults = [
    Fault(
      "half-free-path", "particles scattered at twice the rate", meantFor: ["estimators"])
  ]

  private static let table = "isotropic_scattering_running_D"
  private static let (groups, particles) = (20, 10_000)

  /// In units of c²/(3ν), those of the table, but for ⟨r²⟩.
  private static let columns: [(String, String, @Sendable (TransportSeries, Double) -> Double)] = [
    ("estimator.r2", "⟨r²⟩ of scattered particles [c²/ν²]", { $0.sample(at: $1).square.sum() }),
    ("estimator.running", "⟨x²⟩/2t of scattered particles [c²/3ν]", { $0.running(at: $1).sum() }),
    (
      "estimator.tgk", "⟨u·dx⟩ of scattered particles [c²/3ν]",
      {
        let kubo = $0.kubo(at: $1)
        return kubo.x.x + kubo.y.y + kubo.z.z
      }
    ),
  ]

  static func tasks(_ context: RunContext) -> [StudyTask] {
    let rate = context.fault == faults[0].id ? 2.0 : 1
    return [
      StudyTask(id: "estimators", provides: columns.map(\.0), cost: 0.6) {
        task throws(AssayError) in
        let (axis, times) = try ArrivalPart.axis(table, context)
        let result = try IsotropicScattering(rate: rate).run(
          times: times, particles: particles, groups: groups, seed: task.seed,
          stream: task.stream, threads: task.threads)
        return columns.map { id, title, value in
          Observable(
            id: id, title: title, axes: [axis],
            values: times.map { time in result.estimate { value($0, time) } })
        }
      }
    ]
  }
}
