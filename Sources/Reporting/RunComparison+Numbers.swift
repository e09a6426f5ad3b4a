// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
private import Numerics

extension RunComparison {
  /// What became of the numbers of one comparison.
  public struct Numbers: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable {
      /// The rows are the same in everything, number by number to the last bit.
      case equal
      /// Other seeds, and every difference is within what the two errors allow.
      case withinErrors = "within errors"
      case moved
    }

    public var kind: Kind
    /// Rows that both runs have, and those of them that are the same in everything: our number and
    /// its error, reference, bound and status.
    public var rows: Int
    public var equal: Int
    /// Rows that one run alone has.
    public var unpaired: Int
    /// The largest difference in combined standard errors; nil where a row that differs has none.
    public var worstSigma: Double?
    /// The largest difference in units of the tolerance; nil without a row that differs, infinite
    /// where the tolerance is zero.
    public var worstShare: Double?
    /// The row where that is, with its two values.
    public var worstRow: String?
    public var worstBefore: Double?
    public var worstNow: Double?
    /// Rows whose reference is another.
    public var otherReference: Int
    /// Rows with the same number of ours and the same reference, but another error, bound or status.
    public var otherwise: Int

    /// Probability below which a difference of that many rows is not taken for chance.
    static let chance = 0.01

    /// Nil where neither has rows. Of `correlated` rows only the largest difference is asked for.
    init?(_ before: Verdict, _ now: Verdict, sameSeed: Bool, correlated: Bool) {
      let pairs = Self.pairs(before.rows, now.rows)
      guard !before.rows.isEmpty || !now.rows.isEmpty else { return nil }
      rows = pairs.count
      unpaired = before.rows.count + now.rows.count - 2 * pairs.count
      let moved = pairs.filter { $0.0.ours.bitPattern != $0.1.ours.bitPattern }
      equal = pairs.count { Self.isSame($0.0, $0.1) }
      otherReference = pairs.count {
        $0.0.reference.bitPattern != $0.1.reference.bitPattern
      }
      otherwise = pairs.count {
        $0.0.ours.bitPattern == $0.1.ours.bitPattern
          && $0.0.reference.bitPattern == $0.1.reference.bitPattern && !Self.isSame($0.0, $0.1)
      }
      kind = equal == pairs.count && unpaired == 0 ? .equal : .moved
      guard !moved.isEmpty else { return }
      let shares = moved.map { Self.share($0.0, $0.1) }
      let worst = shares.indices.max { shares[$0] < shares[$1] }!
      worstShare = shares[worst]
      worstRow = moved[worst].1.label
      (worstBefore, worstNow) = (moved[worst].0.ours, moved[worst].1.ours)
      let sigmas = moved.map { Self.sigmas($0.0, $0.1) }
      if sigmas.allSatisfy({ $0 != nil }) {
        let sizes = sigmas.compactMap(\.self)
        let largest = sizes.max()!
        worstSigma = largest
        // The chance that the largest of so many differences is as large as this.
        var p = min(1, erfc(largest / 2.0.squareRoot()) * Double(moved.count))
        // Many small ones of independent rows add up: the rarer of the two, of two that were asked.
        if !correlated {
          let chi2 = sizes.reduce(0) { $0 + $1 * $1 }
          p = min(1, 2 * min(p, Special.chi2Survival(chi2, dof: Double(sizes.count))))
        }
        // A bound may be made of the errors and so differ with the seed; a reference does not.
        if !sameSeed, otherReference == 0, unpaired == 0, p >= Self.chance { kind = .withinErrors }
      }
    }

    private static func isSame(_ a: Verdict.Row, _ b: Verdict.Row) -> Bool {
      let bits = { (row: Verdict.Row) -> [UInt64?] in
        [
          row.ours.bitPattern, row.ourError?.bitPattern, row.reference.bitPattern,
          row.referenceError?.bitPattern, row.deviation.bitPattern, row.bound.bitPattern,
          row.pull?.bitPattern,
        ]
      }
      return bits(a) == bits(b) && a.status == b.status && a.known == b.known
    }

    /// Rows of one label, the first with the first where a label stands twice.
    private static func pairs(
      _ before: [Verdict.Row], _ now: [Verdict.Row]
    ) -> [(Verdict.Row, Verdict.Row)] {
      var old: [String: [Verdict.Row]] = [:]
      for row in before.reversed() { old[row.label, default: []].append(row) }
      return now.compactMap { row in old[row.label]?.popLast().map { ($0, row) } }
    }

    /// |difference| over the later row's bound; what is not a number differs beyond any bound.
    private static func share(_ a: Verdict.Row, _ b: Verdict.Row) -> Double {
      let share = (b.ours - a.ours).magnitude / b.bound
      return share.isNaN ? .infinity : share
    }

    private static func sigmas(_ a: Verdict.Row, _ b: Verdict.Row) -> Double? {
      guard let one = a.ourError, let two = b.ourError, one > 0 || two > 0 else { return nil }
      let sigmas = (b.ours - a.ours).magnitude / (one * one + two * two).squareRoot()
      return sigmas.isNaN ? nil : sigmas
    }
  }
}
