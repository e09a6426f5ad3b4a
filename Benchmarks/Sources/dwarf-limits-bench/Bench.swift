// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics

/// Times the solvers of dwarf-limits beside numpy programs that do the same work, in one run.
///
/// Each round starts the peer program for one timed run and then times ours, so that both meet the
/// same machine; the ratio is the median of the rounds' ratios. A time counts only when both values
/// are right.
@main
enum Bench {
  static let rounds = 5

  static func main() {
    do {
      let tasks = try [lat(), jCase(), leaveOneOut()]
      print("| work | ours, median | peer, median | ratio, median of \(rounds) | values agree to |")
      print("|---|---|---|---|---|")
      for task in tasks { print(try row(task)) }
    } catch {
      FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
      exit((error as? AssayError)?.status.rawValue ?? 70)
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
    var ours: [Double] = []
    var peers: [Double] = []
    var agreement = 0.0
    _ = try task.work()
    for _ in 0..<rounds {
      let peer = try runPeer(task)
      let clock = ContinuousClock()
      var value = 0.0
      let elapsed = try clock.measure { for _ in 0..<task.repeats { value = try task.work() } }
      ours.append(elapsed / .seconds(1) / Double(task.repeats))
      peers.append(peer.seconds * task.parts)
      agreement = max(agreement, ((value - peer.value) / peer.value).magnitude)
    }
    guard agreement <= task.tolerance else {
      throw AssayError.failed("\(task.title): values differ by \(agreement); no time is given")
    }
    let ratio = median(zip(peers, ours).map { $0 / $1 })
    return "| \(task.title) | \(time(median(ours))) | \(time(median(peers))) "
      + "| \(String(format: "%.0f", ratio)) | \(String(format: "%.1e", agreement)) |"
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  static func time(_ seconds: Double) -> String {
    seconds < 0.1
      ? String(format: "%.3g ms", seconds * 1e3) : String(format: "%.3g s", seconds)
  }

  /// One timed run of the peer program.
  static func runPeer(_ task: Task) throws -> (seconds: Double, value: Double) {
    struct Line: Decodable {
      var seconds: [Double]
      var value: Double
      var variant: String?
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "\(Inputs.root)/Benchmarks/dwarf-limits/peers/\(task.peer)", "1",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let lines = try String(decoding: output, as: UTF8.self).split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    let line = task.variant == nil ? lines.first : lines.first { $0.variant == task.variant }
    guard process.terminationStatus == 0, let line else {
      throw AssayError.missing(
        "the peer program \(task.peer) \(task.variant ?? "")",
        remedy: "install numpy, scipy, pyyaml and iminuit for python3")
    }
    return (line.seconds[0], line.value)
  }
}
