// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics

/// Times of our program and of a peer, taken in turns in one run.
///
/// Each round times the peer once and then ours, so that both meet the same machine; the ratio is
/// the median of the rounds' ratios.
public struct PairedTimes: Sendable {
  public static let rounds = 5

  /// Seconds of each round.
  public private(set) var ours: [Double] = []
  public private(set) var peers: [Double] = []

  /// Runs the rounds, after one run of ours to warm up.
  ///
  /// - Parameters:
  ///   - repeats: how often ours is repeated inside one timing.
  ///   - peer: one run of the peer; returns its own seconds.
  ///   - check: told the value of ours and that of the peer, each round.
  public init<Ours, Peer>(
    repeats: Int, ours work: () throws -> Ours,
    peer: () throws -> (seconds: Double, value: Peer),
    check: (Ours, Peer) throws -> Void
  ) throws {
    _ = try work()
    for _ in 0..<Self.rounds {
      let other = try peer()
      let (seconds, value) = try timed(repeats, work)
      ours.append(seconds)
      peers.append(other.seconds)
      try check(value, other.value)
    }
  }

  public var ratio: Double { median(zip(peers, ours).map { $0 / $1 }) }
}

/// Seconds of one of `repeats` runs, and the last value.
public func timed<Value>(_ repeats: Int, _ work: () throws -> Value) rethrows -> (Double, Value) {
  precondition(repeats >= 1, "at least one run")
  let clock = ContinuousClock()
  var value: Value?
  let elapsed = try clock.measure { for _ in 0..<repeats { value = try work() } }
  return (elapsed / .seconds(1) / Double(repeats), value!)
}

public func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// Three digits, in ms or s.
public func timeText(_ seconds: Double) -> String {
  seconds < 0.1 ? String(format: "%.3g ms", seconds * 1e3) : String(format: "%.3g s", seconds)
}

/// Whole numbers from 10 on, two digits below.
public func ratioText(_ ratio: Double) -> String {
  String(format: ratio < 10 ? "%.2g" : "%.0f", ratio)
}

/// Prints the error and ends the program with its status.
public func stop(_ error: any Error) -> Never {
  FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
  exit((error as? AssayError)?.status.rawValue ?? 70)
}
