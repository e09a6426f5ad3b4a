// SPDX-License-Identifier: GPL-3.0-or-later

/// Draws of an index with given weights from one random word each.
///
/// Source: Walker, ACM TOMS 3 (1977) 253; tables as by Vose, IEEE TSE 17 (1991) 972. The shares are
/// kept to 2⁻³², so probabilities are off by less than 10⁻⁹/n.
struct AliasTable: Sendable, Equatable {
  /// Of an entry: share of its column that is its own, in units of 2⁻³², and who has the rest.
  private var entries: [SIMD2<UInt32>]

  /// - Parameter weights: from 0 up, not all 0.
  init(_ weights: [Double]) {
    let mean = weights.reduce(0, +) / Double(weights.count)
    precondition(mean > 0 && mean.isFinite && weights.allSatisfy { $0 >= 0 }, "weights from 0 up")
    var rest = weights.map { $0 / mean }
    var small = rest.indices.filter { rest[$0] < 1 }
    var large = rest.indices.filter { rest[$0] >= 1 }
    entries = rest.indices.map { SIMD2(.max, UInt32($0)) }
    while let low = small.popLast(), let high = large.last {
      entries[low] = SIMD2(UInt32(rest[low] * 0x1p32), UInt32(high))
      rest[high] -= 1 - rest[low]
      if rest[high] < 1 {
        large.removeLast()
        small.append(high)
      }
    }
  }

  var count: Int { entries.count }

  /// The index that belongs to a random word.
  @inline(__always)
  func draw(_ word: UInt64) -> Int {
    // The upper half chooses the column, the lower half between its two owners; the column's
    // bias is n/2³².
    let column = Int(((word >> 32) &* UInt64(entries.count)) >> 32)
    let entry = entries[column]
    return UInt32(truncatingIfNeeded: word) < entry.x ? column : Int(entry.y)
  }
}
