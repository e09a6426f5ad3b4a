// SPDX-License-Identifier: GPL-3.0-or-later
import BenchSupport
import Ceiling

/// What one core of this machine does with doubles that are multiplied and added without fusing.
struct Machine {
  /// Multiplications and additions in vector code [flop/s]: the best of four numbers of chains.
  let ceiling: Double
  /// A link x ← x a + b of a chain where each waits for the one before [s].
  let multiplyAddLatency: Double
  /// A link x ← x + a [s].
  let addLatency: Double

  /// Measures for about a second. The best of seven: a ceiling is what other jobs left alone.
  init() {
    // The fixed point of x a + b is b/(1 − a) = 1: no overflow, no subnormal numbers.
    let (a, b) = (0.75, 0.25)
    let rounds = 2_000_000
    ceiling = [3, 6, 12, 24].map { (chains: Int32) in
      let flops = 16.0 * Double(chains) * Double(rounds)
      return flops / Self.seconds { ceiling_multiply_add(chains, Int64(rounds), a, b) }
    }.max()!
    let links = 10_000_000
    multiplyAddLatency =
      Self.seconds { ceiling_multiply_add_chain(Int64(links), a, b) } / Double(links)
    addLatency = Self.seconds { ceiling_add_chain(Int64(links), b) } / Double(links)
  }

  private static func seconds(_ work: () -> Double) -> Double {
    _ = work()
    return (0..<7).map { _ in timed(1, work).0 }.min()!
  }
}
