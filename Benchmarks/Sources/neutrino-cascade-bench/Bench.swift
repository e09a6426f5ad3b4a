// SPDX-License-Identifier: GPL-3.0-or-later
import BenchSupport
import Foundation
import NeutrinoCascade
import Numerics

/// Times the cascade solver beside a C++ and a numpy program that solve the same equations, in one
/// run (``PairedTimes``), and sets its speed against what the machine could do.
@main
enum Bench {
  static func main() {
    do {
      print(
        "| work | ours, median | peer | peer, median | ratio, median of \(PairedTimes.rounds) "
          + "| largest difference of a ratio |")
      print("|---|---|---|---|---|---|")
      for task in tasks {
        for peer in task.peers { print(try row(task, peer)) }
      }
      if !CommandLine.arguments.contains("--no-scan") {
        for row in try scanRows() { print(row) }
      }
      print("")
      for line in try speedOfSolves() { print(line) }
    } catch {
      stop(error)
    }
  }

  enum Peer: String {
    case cpp = "C++"
    case numpy
  }

  /// A solve of benchmark A, and its peers.
  struct Task {
    var title: String
    /// du.
    var spacing: Double
    var indices = [2.5]
    var variant = CascadeSolver.Variant.simd
    /// Runs of ours inside one timing; and of the C++ program, which then prints their median.
    var repeats = 1
    var peerRepeats = 3
    var peers: [Peer]
    /// Largest difference of a flux ratio that still counts as the same work.
    var tolerance: Double
  }

  /// The peers iterate the regeneration three times where ours solves for it, so that results agree
  /// to the error of that iteration, which falls with du.
  static let tasks = [
    Task(
      title: "one solve, du = 4e-3", spacing: 4e-3, repeats: 20, peers: [.cpp, .numpy],
      tolerance: 1e-4),
    Task(
      title: "one solve, du = 4e-3, scalar variant", spacing: 4e-3, variant: .scalar, repeats: 3,
      peers: [.cpp], tolerance: 1e-4),
    Task(
      title: "one solve, du = 4e-3, dense variant", spacing: 4e-3, variant: .dense, peers: [.cpp],
      tolerance: 1e-4),
    Task(
      title: "one solve, du = 1e-3", spacing: 1e-3, repeats: 3, peers: [.cpp, .numpy],
      tolerance: 1e-5),
    Task(
      title: "one solve, du = 1e-3, scalar variant", spacing: 1e-3, variant: .scalar,
      peers: [.cpp], tolerance: 1e-5),
    Task(
      title: "8 source spectra in one solve, du = 4e-3", spacing: 4e-3,
      indices: BenchmarkA.eightIndices, repeats: 10, peers: [.cpp, .numpy], tolerance: 1e-4),
  ]

  static func row(_ task: Task, _ peer: Peer) throws -> String {
    let solver = try CascadeSolver(BenchmarkA.problem(spacing: task.spacing))
    let sources = try BenchmarkA.sources(task.indices)
    var difference = 0.0
    let times = try PairedTimes(
      repeats: task.repeats,
      ours: { try solver.solve(sources, variant: task.variant) },
      peer: { try SolvedByPeer.run(task, peer) },
      check: { difference = max(difference, try $1.difference(from: $0)) })
    guard difference <= task.tolerance else {
      throw AssayError.failed(
        "\(task.title): flux ratios differ from \(peer.rawValue) by \(difference); no time is given"
      )
    }
    return "| \(task.title) | \(timeText(median(times.ours))) | \(peer.rawValue) "
      + "| \(timeText(median(times.peers))) | \(ratioText(times.ratio)) "
      + "| \(String(format: "%.1e", difference)) |"
  }
}
