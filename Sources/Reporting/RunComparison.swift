// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Two runs held against each other: of two commits, machines, seeds or tiers.
///
/// What both hold is compared; what one alone holds is listed.
public struct RunComparison: Codable, Sendable, Equatable {
  /// One of the two runs.
  public struct Side: Codable, Sendable, Equatable {
    public var id: String
    public var started: String
    public var commit: String?
    public var host: String
    public var tier: Tier
    public var seed: UInt64
    public var digest: String
    /// Whether the digest is that of the record's content; if not, the record was altered.
    public var digestHolds: Bool
  }

  /// How a verdict changed.
  public enum Change: String, Codable, Sendable {
    case same
    case better
    case worse
    /// Judged in one run only, or in neither.
    case notBoth = "not judged in both"
    /// In the later run only.
    case appeared
    /// In the earlier run only.
    case vanished
  }

  /// What became of one comparison.
  public struct Row: Codable, Sendable, Equatable {
    public var study: String
    public var comparison: String
    public var title: String
    public var before: String?
    public var now: String?
    public var change: Change
    public var numbers: Numbers?
  }

  /// Something that both have and that differs.
  public struct Difference: Codable, Sendable, Equatable {
    public var name: String
    public var before: String
    public var now: String
  }

  /// Seconds of a task in both runs, one sample each.
  public struct TaskTime: Codable, Sendable, Equatable {
    public var study: String
    public var task: String
    public var before: Double
    public var now: Double
  }

  public var before: Side
  public var now: Side
  public var sameDigest: Bool
  /// Why the digests differ, part by part; empty where they are equal.
  public var digestParts: [String]
  public var rows: [Row]
  public var asked: [Difference]
  public var environment: [Difference]
  /// Reference files that are others, or in one run only.
  public var references: [String]
  public var times: [TaskTime]
  public var onlyBefore: [String]
  public var onlyNow: [String]

  /// Whether a comparison that both judged is worse off in the later run.
  public var isWorse: Bool { rows.contains { $0.change == .worse } }

  /// Whether every comparison has the verdict it had.
  public var hasSameVerdicts: Bool { rows.allSatisfy { $0.before == $0.now } }

  /// Comparisons that the earlier run judged and the later one did not, or no longer has.
  public var lost: [Row] { rows.filter { Self.isJudged($0.before) && !Self.isJudged($0.now) } }

  /// Whether no comparison was judged in both runs.
  public var comparesNothing: Bool {
    !rows.contains { Self.isJudged($0.before) && Self.isJudged($0.now) }
  }

  /// Whether a record was altered after its run.
  public var isAltered: Bool { !before.digestHolds || !now.digestHolds }

  private static func isJudged(_ word: String?) -> Bool {
    guard let word else { return false }
    return ![Verdict.Status.notRun, .notComparable].map(\.rawValue).contains(word)
  }

  /// - Throws: `failed` where a record cannot be encoded again.
  public init(before: RunRecord, now: RunRecord) throws(AssayError) {
    let digests = [
      try RunRecord.digest(of: before.studies), try RunRecord.digest(of: now.studies),
    ]
    self.before = Self.side(before, digests[0])
    self.now = Self.side(now, digests[1])
    // What the contents say, not what the records claim.
    sameDigest = digests[0] == digests[1]
    digestParts = sameDigest ? [] : try Self.parts(before, now)
    rows = Self.rows(before, now)
    asked = Self.differences(Self.asked(before.run), Self.asked(now.run))
    environment = Self.differences(
      Self.environment(before.environment), Self.environment(now.environment))
    references = Self.references(before, now)
    times = Self.times(before, now)
    let (a, b) = (before.studies.map(\.card.id), now.studies.map(\.card.id))
    onlyBefore = a.filter { !b.contains($0) }
    onlyNow = b.filter { !a.contains($0) }
  }

  private static func side(_ record: RunRecord, _ digest: String) -> Side {
    Side(
      id: record.run.id, started: record.run.started, commit: record.environment.gitCommit,
      host: record.environment.hostName, tier: record.run.tier, seed: record.run.seed,
      digest: digest, digestHolds: digest == record.resultsDigest)
  }

  // MARK: Verdicts

  private struct Place: Hashable {
    var study: String
    var comparison: String
  }

  private static func rows(_ before: RunRecord, _ now: RunRecord) -> [Row] {
    let (old, new) = (entries(before), entries(now))
    let oldIndex = Dictionary(old.map { ($0.place, $0.entry) }, uniquingKeysWith: { a, _ in a })
    let newPlaces = Set(new.map(\.place))
    let sameSeed = before.run.seed == now.run.seed
    var rows = new.map { place, entry -> Row in
      guard let then = oldIndex[place] else {
        return row(place, entry, before: nil, now: entry.verdict, .appeared)
      }
      var found = row(
        place, entry, before: then.verdict, now: entry.verdict,
        change(then.verdict, entry.verdict))
      found.numbers = Numbers(
        then.verdict, entry.verdict, sameSeed: sameSeed,
        correlated: entry.comparison.errors == .correlated)
      return found
    }
    rows += old.filter { !newPlaces.contains($0.place) }.map { place, entry in
      row(place, entry, before: entry.verdict, now: nil, .vanished)
    }
    return rows
  }

  private static func entries(_ record: RunRecord) -> [(place: Place, entry: Entry)] {
    Summary(record).entries.map { (Place(study: $0.studyID, comparison: $0.id), $0) }
  }

  private static func row(
    _ place: Place, _ entry: Entry, before: Verdict?, now: Verdict?, _ change: Change
  ) -> Row {
    Row(
      study: place.study, comparison: place.comparison, title: entry.comparison.title,
      before: before.map(word), now: now.map(word), change: change)
  }

  private static func word(_ verdict: Verdict) -> String {
    verdict.vanished > 0 && verdict.status != .discrepant
      ? Outcome.vanished.rawValue : verdict.status.rawValue
  }

  private static func change(_ before: Verdict, _ now: Verdict) -> Change {
    guard let a = rank(before), let b = rank(now) else { return .notBoth }
    return a == b ? .same : b > a ? .worse : .better
  }

  /// Nil where nothing was judged.
  private static func rank(_ verdict: Verdict) -> Int? {
    if verdict.fails { return 2 }
    switch verdict.status {
    case .reproduced: return 0
    case .undecided: return 1
    case .discrepant: return 2
    case .notRun, .notComparable: return nil
    }
  }
}
