// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Learning

@Suite struct TableTests {
  /// The neighbours of an image are those of the definition, and missing exactly at its edge.
  @Test(arguments: [(1, 1, 3), (3, 5, 3), (4, 4, 5), (2, 7, 1)])
  func image(rows: Int, columns: Int, size: Int) throws {
    let table = try NeighbourTable.image(rows: rows, columns: columns, size: size)
    for row in 0..<rows {
      for column in 0..<columns {
        for i in 0..<size {
          for j in 0..<size {
            let (y, x) = (row + i - size / 2, column + j - size / 2)
            let inside = y >= 0 && y < rows && x >= 0 && x < columns
            let found = table.entries[(row * columns + column) * size * size + i * size + j]
            #expect(found == (inside ? Int32(y * columns + x) : -1))
          }
        }
      }
    }
  }

  /// Neighbourhood is mutual: the tap opposite to k looks back.
  @Test func hexagonalNeighboursLookBack() throws {
    let table = try NeighbourTable.hexagonal(rows: 5, columns: 4)
    for p in 0..<20 {
      #expect(table.entries[p * 7] == Int32(p))
      for k in 1...6 where table.entries[p * 7 + k] >= 0 {
        let q = Int(table.entries[p * 7 + k])
        #expect(table.entries[q * 7 + (k + 2) % 6 + 1] == Int32(p))
      }
    }
    // An inner pixel of an even and of an odd row; the odd rows are shifted to the right.
    #expect(Array(table.entries[9 * 7..<10 * 7]) == [9, 10, 13, 12, 8, 4, 5])
    #expect(Array(table.entries[5 * 7..<6 * 7]) == [5, 6, 10, 9, 4, 1, 2])
    // 20 pixels: 15 edges along rows, 7 between each of 4 pairs of rows, each seen from two sides.
    #expect(table.entries.count { $0 >= 0 } == 20 + 2 * (15 + 4 * 7))
  }

  @Test func readBackwards() throws {
    let table = try SphereTables.neighbours(nside: 2)
    var seen = 0
    for pixel in 0..<48 {
      for place in table.places(of: pixel) {
        #expect(table.entries[Int(place)] == Int32(pixel))
        seen += 1
      }
    }
    #expect(seen == table.entries.count { $0 >= 0 })
  }

  @Test func poolOfAnImage() throws {
    let pool = try PoolTable.image(rows: 5, columns: 4, size: 2)
    #expect(pool.outputs == 4)
    #expect(pool.entries == [0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15])
    #expect(try PoolTable.all(pixels: 3).entries == [0, 1, 2])
  }

  @Test func refusals() {
    #expect(
      refusal { _ = try NeighbourTable(inputs: 2, outputs: 1, taps: 2, entries: [0, 2]) }
        == "neighbour table, output 0, entry 1: found 2; accepted: a pixel in -1...1")
    #expect(
      refusal { _ = try NeighbourTable(inputs: 2, outputs: 1, taps: 3, entries: [0, -1]) }
        .contains("1 × 3 of them"))
    #expect(
      refusal { _ = try NeighbourTable(inputs: 0, outputs: 1, taps: 1, entries: [0]) }
        .contains("positive numbers"))
    #expect(
      refusal { _ = try NeighbourTable(inputs: 1, outputs: .max, taps: 2, entries: [0]) }
        .contains("below 2^31"))
    #expect(
      refusal { _ = try PoolTable(inputs: 2, outputs: 1, children: 2, entries: [0, -1]) }
        .contains("a pixel in 0...1"))
    #expect(refusal { _ = try NeighbourTable.image(rows: 2, columns: 2, size: 2) }.contains("odd"))
    #expect(
      refusal { _ = try NeighbourTable.hexagonal(axial: [[0, 0], [1, 0], [0, 0]]) }
        .contains("pixels 0 and 2 at the same place"))
    #expect(refusal { _ = try PoolTable.image(rows: 1, columns: 2, size: 2) }.contains("square"))
  }
}
