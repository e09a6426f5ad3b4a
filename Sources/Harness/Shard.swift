// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// One slice of a run's tasks: those whose index in the plan is `index` modulo `count`.
public struct Shard: Sendable, Equatable, CustomStringConvertible {
  /// From 0.
  public let index: Int
  public let count: Int

  public init(index: Int, count: Int) throws(AssayError) {
    guard count >= 1, (0..<count).contains(index) else {
      throw .usage("shard \(index + 1)/\(count): accepted is K/N with 1 ≤ K ≤ N")
    }
    self.index = index
    self.count = count
  }

  /// From "K/N" with K from 1 to N, as people count.
  public init(_ text: String) throws(AssayError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let k = Int(parts[0]), let n = Int(parts[1]) else {
      throw .usage("shard \"\(text)\": accepted is K/N with 1 ≤ K ≤ N, such as 2/4")
    }
    try self.init(index: k - 1, count: n)
  }

  public var description: String { "\(index + 1)/\(count)" }

  /// Whether the task of that index in the plan belongs to this shard.
  public func holds(_ task: Int) -> Bool { task % count == index }

  /// Name of the shard's journal in the run folder.
  var journalName: String {
    count == 1 ? "journal.ndjson" : "journal-\(index + 1)-of-\(count).ndjson"
  }

  /// Whether a file of a run folder is a journal, of this or any other run.
  static func isJournal(_ name: String) -> Bool {
    name.hasPrefix("journal") && name.hasSuffix(".ndjson")
  }
}
