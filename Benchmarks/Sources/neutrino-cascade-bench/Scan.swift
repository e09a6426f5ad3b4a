// SPDX-License-Identifier: GPL-3.0-or-later
import BenchSupport
import Foundation
import NeutrinoCascade
import Numerics

/// What the C++ program prints about a scan: the least all-flavour ratio of each value of g/m that
/// it solved.
struct ScannedByPeer: Decodable {
  var seconds: [Double]
  var solves: Int
  var least: [Double]
}

extension Bench {
  /// The scan of 100 masses, 3...30 MeV, by 100 couplings, 1e-4...1e-3.
  ///
  /// Neighbours on both axes have the same ratio, so that 199 values of g/m are distinct. The peers
  /// take part of them, and their times are multiplied: C++ every 20th on two threads, numpy one on
  /// one thread.
  static func scanRows() throws -> [String] {
    let count = 100
    let spacing = 4e-3
    let stride = 20
    let axis = { (low: Double) in
      (0..<count).map { low * pow(10, Double($0) / Double(count - 1)) }
    }
    let scan = try CouplingScan(
      masses: axis(3e6), couplings: axis(1e-4),
      neutrinos: NeutrinoMasses(sum: 0.1, ordering: .normal), source: BenchmarkA.sources([2.5])[0],
      window: 3e12...1e17, spacing: spacing)
    let work = { try scan.run(threads: 2, progress: nil) }
    let title = "scan, \(count) x \(count) points, \(scan.solves) solves, du = 4e-3, two threads"
    var difference = 0.0
    let distinct = Double(2 * count - 1)
    let cpp = try PairedTimes(
      repeats: 1, ours: work,
      peer: {
        let program = SolvedByPeer.cppProgram(
          ["--scan", "\(count)", "\(count)", "\(spacing)", "2", "\(stride)"])
        let line = try program.run(ScannedByPeer.self)[0]
        return (line.seconds[0] * distinct / Double(line.solves), line)
      },
      check: { plane, peer in
        difference = max(difference, Self.difference(plane, peer.least, stride))
      })
    guard difference <= 1e-2 else {
      throw AssayError.failed("\(title): depths differ by \(difference); no time is given")
    }
    let single = tasks[0]
    let numpy = try PairedTimes(
      repeats: 1, ours: work,
      peer: {
        let (seconds, line) = try SolvedByPeer.run(single, .numpy)
        return (seconds * distinct, line)
      }, check: { _, _ in })
    return [
      (cpp, "C++, two threads", String(format: "%.1e", difference)),
      (numpy, "numpy, one thread", ""),
    ]
    .map { times, peer, agreement in
      "| \(title) | \(timeText(median(times.ours))) | \(peer) | \(timeText(median(times.peers))) "
        + "| \(ratioText(times.ratio)) | \(agreement) |"
    }
  }

  /// The largest difference of a depth, over all points whose g/m the peer solved: value k is
  /// g/m ∝ 10^{k/(count − 1)}, k = coupling − mass + count − 1.
  static func difference(_ plane: CouplingPlane, _ least: [Double], _ stride: Int) -> Double {
    let count = plane.masses.count
    var largest = 0.0
    for coupling in 0..<count {
      for mass in 0..<count {
        let k = coupling - mass + count - 1
        guard k % stride == 0, k / stride < least.count else { continue }
        let depth = plane.depth[coupling * count + mass]
        largest = max(largest, (depth - (1 - least[k / stride])).magnitude)
      }
    }
    return largest
  }
}
