// SPDX-License-Identifier: GPL-3.0-or-later

/// Arrays of many small items, as they are brought to an accelerator and back: it takes a nanosecond
/// an item, one thread of the host as long as all of its work.
extension Parallel {
  /// Items of a piece: half a millisecond's, at 30 ns an item.
  @usableFromInline static let pieceItems = 1 << 14

  /// Calls `body` with ranges that together are 0 ..< count, each once.
  @inlinable
  public static func pieces(
    _ count: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Void
  ) {
    let size = pieceItems
    _ = map((count + size - 1) / size, threads: threads) { k in
      body(k * size..<min(count, (k + 1) * size))
    }
  }

  /// Replaces the elements of `range` by what `body` makes of each and of its number in the range.
  @inlinable
  public static func replace<Element: Sendable>(
    _ elements: inout [Element], _ range: Range<Int>, threads: Int,
    _ body: @Sendable (Element, Int) -> Element
  ) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= elements.count, "the range is the array's")
    elements.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      nonisolated(unsafe) let first = base + range.lowerBound
      pieces(range.count, threads: threads) { piece in
        for n in piece { first[n] = body(first[n], n) }
      }
    }
  }
}
