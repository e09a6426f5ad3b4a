// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

/// Several writers of one history, and killed writers.
@Suite struct HistoryWritersTests {
  @Test func processesWritingAtOnceLoseNothing() throws {
    let place = try Scratch()
    let folders = try HistoryCommandTests.copies(place, 24)
    let file = ["--history", place.path + "/history.sqlite"]
    let writers = try (0..<4).map { k in
      try Program.start(["history", "add"] + (0..<6).map { folders[4 * $0 + k] } + file)
    }
    for writer in writers {
      writer.waitUntilExit()
      #expect(writer.terminationStatus == 0)
    }
    let check = try Program.run(["history", "--verify"] + file)
    #expect(check.status == 0 && check.output.contains("sound; 24 runs"), "\(check.errors)")
  }

  /// Killed amid its adds, again and again: what is there is whole, and going on completes it.
  @Test func aKilledWriterLeavesWholeRuns() throws {
    let place = try Scratch()
    let folders = try HistoryCommandTests.copies(place, 40)
    let file = place.path + "/history.sqlite"
    var counts: [Int] = []
    for attempt in 0..<6 {
      let began = Date()
      let told = place.path + "/told-\(attempt)"
      _ = FileManager.default.createFile(atPath: told, contents: nil)
      let writer = try Program.start(
        ["history", "add"] + folders + ["--history", file],
        output: FileHandle(forWritingAtPath: told))
      // From when its first new run goes to the log, at another moment each time.
      writer.wait { Self.written(file + "-wal").map { $0 > began } ?? false }
      Thread.sleep(forTimeInterval: 0.003 * Double(attempt))
      kill(writer.processIdentifier, SIGKILL)
      writer.waitUntilExit()
      let check = try Program.run(["history", "--verify", "--history", file])
      #expect(check.status == 0 && check.output.contains("each whole"), "\(check.errors)")
      // What it said to be kept is kept.
      let kept = try Self.ids(file)
      for id in try Self.acknowledged(told) {
        #expect(kept.contains(id), "attempt \(attempt): \(id) was told and is not there")
      }
      let words = check.output.split(separator: " ")
      counts.append(words.firstIndex(of: "runs,").flatMap { Int(words[$0 - 1]) } ?? -1)
    }
    #expect(counts == counts.sorted() && !counts.contains(-1), "\(counts)")
    #expect(counts.contains { $0 > 0 && $0 < 40 }, "\(counts)")
    let rest = try Program.run(["history", "add"] + folders + ["--history", file])
    #expect(rest.status == 0)
    let check = try Program.run(["history", "--verify", "--history", file])
    #expect(check.output.contains("sound; 40 runs"), "\(check.output)")
  }

  /// One of several writers is killed amid its adds: the others' runs are all there, and so is what
  /// it had told of.
  @Test func aKilledWriterHarmsNoOther() throws {
    let place = try Scratch()
    let folders = try HistoryCommandTests.copies(place, 40)
    let file = place.path + "/history.sqlite"
    func begin(_ part: ArraySlice<String>, _ name: String) throws -> Process {
      _ = FileManager.default.createFile(atPath: place.path + "/" + name, contents: nil)
      return try Program.start(
        ["history", "add"] + part + ["--history", file],
        output: FileHandle(forWritingAtPath: place.path + "/" + name))
    }
    let victim = try begin(folders[..<20], "victim")
    let others = [try begin(folders[20..<30], "x"), try begin(folders[30...], "y")]
    // Killed once it has told of a run and goes on with the next.
    victim.wait { ((try? Self.acknowledged(place.path + "/victim")) ?? []).count >= 2 }
    kill(victim.processIdentifier, SIGKILL)
    victim.waitUntilExit()
    for other in others {
      other.waitUntilExit()
      #expect(other.terminationStatus == 0)
    }
    let check = try Program.run(["history", "--verify", "--history", file])
    #expect(check.status == 0 && check.output.contains("each whole"), "\(check.errors)")
    let kept = try Self.ids(file)
    let told = try Self.acknowledged(place.path + "/victim")
    #expect(told.count >= 2 && Set(told).isSubset(of: kept), "\(told)")
    #expect(Set((20..<40).map { "copy-\($0)" }).isSubset(of: kept), "\(kept)")
  }

  /// The ids of the lines "added #3 copy-2" and "there already as #3: copy-2" that were ended.
  private static func acknowledged(_ path: String) throws -> [String] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .compactMap { $0.split(separator: " ").last.map(String.init) }
  }

  /// The ids of all runs kept.
  private static func ids(_ file: String) throws -> Set<String> {
    let list = try Program.run(["history", "--limit", "0", "--json", "--history", file])
    let runs = try #require(
      try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]])
    return Set(runs.compactMap { $0["id"] as? String })
  }

  private static func written(_ file: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: file))?[.modificationDate] as? Date
  }
}
