// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Everything that must be equal for finished tasks to belong to a run.
struct JournalHeader: Codable, Sendable, Equatable {
  static let formatVersion = 1

  var format = formatVersion
  var seed: UInt64
  var tier: Tier
  /// Raw data sets at hand, "study/dataset", sorted.
  var data: [String]
  var fault: String?
  /// Nil for the CPU.
  var device: String?
  var only: [String]
  var shard: Int
  var shards: Int
  /// SHA-256 of the tasks kept, in order.
  var plan: String
  /// SHA-256 of the reference files in use.
  var reference: String

  /// What is told when a run does not fit, in the order in which one would look for it.
  private var told: [(String, String)] {
    [
      ("journal format", "\(format)"), ("seed", "\(seed)"), ("tier", tier.rawValue),
      ("shard", "\(shard + 1)/\(shards)"), ("fault", fault ?? "none"),
      ("device", device ?? "cpu"),
      ("--only", only.isEmpty ? "nothing" : only.joined(separator: " ")),
      ("data sets", data.isEmpty ? "none" : data.joined(separator: " ")),
      ("reference files of digest", String(reference.prefix(12))),
      ("tasks of digest", String(plan.prefix(12))),
    ]
  }

  /// Refuses to mix this journal with a run of another header, saying what differs.
  func require(_ other: JournalHeader, file: String) throws(AssayError) {
    guard self != other else { return }
    let differing = zip(told, other.told).filter { $0.1 != $1.1 }
    func spelled(_ part: [(String, String)]) -> String {
      part.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
    throw .badInput(
      file: file, place: "line 1", found: "a run with \(spelled(differing.map(\.0)))",
      accepted: "\(spelled(differing.map(\.1))), as this run has")
  }

  /// The same run, whatever the shard.
  func withoutShard() -> JournalHeader {
    var header = self
    header.shard = 0
    return header
  }
}
