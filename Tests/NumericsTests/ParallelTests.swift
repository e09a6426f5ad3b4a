// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization
import Testing

@testable import Numerics

/// Arrays that are worked in pieces: each item once, and nothing else.
@Suite struct ParallelTests {
  private static let size = Parallel.pieceItems

  @Test(arguments: [0, 1, size - 1, size, size + 1, 3 * size + 7], [1, 2, 5])
  func piecesAreAllItemsOnce(count: Int, threads: Int) {
    let seen = Mutex<[Range<Int>]>([])
    Parallel.pieces(count, threads: threads) { piece in seen.withLock { $0.append(piece) } }
    let pieces = seen.withLock { $0 }.sorted { $0.lowerBound < $1.lowerBound }
    #expect(pieces.flatMap { Array($0) } == Array(0..<count))
    #expect(pieces.count == (count + Self.size - 1) / Self.size)
    #expect(pieces.dropLast().allSatisfy { $0.count == Self.size })
  }

  @Test(
    arguments: [0..<0, 3..<4, 0..<2 * size + 9, 5..<size + 6, 2 * size + 9..<2 * size + 9], [1, 3])
  func theRangeIsReplacedAndNothingElse(range: Range<Int>, threads: Int) {
    let before = (0..<2 * Self.size + 9).map { 10 * $0 }
    var after = before
    Parallel.replace(&after, range, threads: threads) { old, n in -old - n }
    for i in before.indices {
      let expected = range.contains(i) ? -before[i] - (i - range.lowerBound) : before[i]
      guard after[i] != expected else { continue }
      Issue.record("element \(i): \(after[i]), not \(expected)")
      return
    }
  }

  @Test func nothingIsReplacedInNothing() {
    var none: [Int] = []
    Parallel.replace(&none, 0..<0, threads: 2) { old, _ in old + 1 }
    #expect(none.isEmpty)
  }
}
