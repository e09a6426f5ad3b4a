// SPDX-License-Identifier: GPL-3.0-or-later
import BenchSupport
import Foundation
import Numerics

/// Times the solvers of dwarf-limits beside numpy programs that do the same work, in one run
/// (``PairedTimes``). A time counts only when both values are right.
@main
enum Bench {
  static func main() {
    do {
      let tasks = try [lat(), jCase(), leaveOneOut()]
      print(
        "| work | ours, median | peer, median | ratio, median of \(PairedTimes.rounds) "
          + "| values agree to |")
      print("|---|---|---|---|---|")
      for task in tasks { print(try row(task)) }
    } catch {
      stop(error)
    }
  }

  /// A piece of work, how often it is repeated inside one timing, and its peer.
  struct Task {
    var title: String
    var peer: String
    /// Which line of the peer's output; nil takes the first.
    var variant: String?
    var repeats: Int
    /// The peer does one part of `parts` of the work: its time is multiplied.
    var parts: Double
    var tolerance: Double
    var work: () throws -> Double
  }

  static func row(_ task: Task) throws -> String {
    var agreement = 0.0
    let times = try PairedTimes(
      repeats: task.repeats, ours: task.work, peer: { try runPeer(task) },
      check: { agreement = max(agreement, (($0 - $1) / $1).magnitude) })
    guard agreement <= task.tolerance else {
      throw AssayError.failed("\(task.title): values differ by \(agreement); no time is given")
    }
    return "| \(task.title) | \(timeText(median(times.ours))) | \(timeText(median(times.peers))) "
      + "| \(ratioText(times.ratio)) | \(String(format: "%.1e", agreement)) |"
  }

  /// One timed run of the peer program.
  static func runPeer(_ task: Task) throws -> (seconds: Double, value: Double) {
    struct Line: Decodable {
      var seconds: [Double]
      var value: Double
      var variant: String?
    }
    let peer = PeerProgram.python(
      "Benchmarks/dwarf-limits/peers/\(task.peer)", ["1"], needs: "numpy, scipy, pyyaml and iminuit"
    )
    let lines = try peer.run(Line.self)
    guard
      let line = task.variant == nil ? lines[0] : lines.first(where: { $0.variant == task.variant })
    else { throw peer.failure }
    return (line.seconds[0] * task.parts, line.value)
  }
}
