// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Two independent scores, each of a shift bed, for combinations of their background ranks.
///
/// Background ranks are uniform and independent, so the distributions of their minimum, maximum,
/// product and mean are known, and with them the efficiencies of the combinations: the table
/// `combination-ranks`, computed by quadrature by another program.
public struct CombinationBed: Sendable {
  public var first: ShiftBed
  public var second: ShiftBed

  public init(_ first: Double, _ second: Double) {
    (self.first, self.second) = (ShiftBed(shift: first), ShiftBed(shift: second))
  }

  /// Both scores of drawn events.
  func toys(_ count: Int, signal: Bool, seed: UInt64, stream: String, threads: Int) -> [[Double]] {
    [first, second].enumerated().map { number, bed in
      bed.toys(
        count, signal: signal, seed: seed, stream: "\(stream) \(number)", threads: threads)
    }
  }
}
