// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import History
import Numerics
import Timing

/// A record of either kind that is to be added.
enum HistoryRecord {
  case run(RunRecord, String)
  case bench(BenchRecord, String)

  /// The records that a folder holds, or the file itself.
  static func files(_ path: String) throws(AssayError) -> [String] {
    guard PlaceOptions.isFolder(path) else { return [path] }
    let files = ["record.json", "bench.json"].map { "\(path)/\($0)" }
      .filter { FileManager.default.fileExists(atPath: $0) }
    guard !files.isEmpty else {
      throw .badInput(
        file: path, place: nil, found: "a folder without record.json and bench.json",
        accepted: "the folder of a run (of a merged one for shards) or bench that has ended")
    }
    return files
  }

  init(_ path: String) throws(AssayError) {
    let isBench: Bool
    switch (path as NSString).lastPathComponent {
    case "bench.json": isBench = true
    case "record.json": isBench = false
    default:
      let bytes = try InputFile.bytes(path)
      isBench = try CanonicalJSON.decode(Kind.self, from: bytes, file: path).bench != nil
    }
    self =
      isBench
      ? .bench(try BenchRecord.read(from: path), path) : .run(try RunRecord.read(from: path), path)
  }

  private struct Kind: Decodable {
    struct Bench: Decodable {}
    var bench: Bench?
  }

  var id: String {
    switch self {
    case .run(let record, _): record.run.id
    case .bench(let record, _): record.bench.id
    }
  }

  func add(to store: HistoryStore) throws(AssayError) -> HistoryStore.Addition {
    switch self {
    case .run(let record, let path): try store.add(record, path: path)
    case .bench(let record, let path): try store.add(record, path: path)
    }
  }
}
