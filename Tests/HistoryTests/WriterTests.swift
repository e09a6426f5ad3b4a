// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

@testable import History

/// Several writers in one process.
@Suite struct WriterTests {
  /// Threads with connections of their own, some opening the file at the same moment.
  @Test func writersAtOnceLoseNothing() async throws {
    let place = try Scratch()
    let path = place.history
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<6 {
        group.addTask {
          let store = try HistoryStore.open(path, for: .write)
          for n in 0..<8 {
            let record = try SampleRecords.run(100 * writer + n, shares: ["a": 0.1, "b": 0.2])
            _ = try store.add(record, path: "r")
          }
          _ = try store.add(SampleRecords.bench(100 * writer), path: "b")
        }
      }
      try await group.waitForAll()
    }
    let store = try HistoryStore.open(path, for: .read)
    #expect(try store.count() == 54 && store.faults().isEmpty)
    #expect(try store.series(store.target("toy/a")).map(\.points.count) == [48])
  }
}
