// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware

/// The JSON file that one run leaves: everything a report needs, and nothing a report could not
/// be rebuilt from. Its schema is `Schemas/run-record-1.schema.json`.
public struct RunRecord: Codable, Sendable, Equatable {
  /// Version of this format.
  public static let formatVersion = 1

  public var format: Int
  public var run: Run
  public var environment: Environment
  public var studies: [StudyRecord]
  /// SHA-256 of the canonical JSON of every study's comparisons, observables and verdicts: equal
  /// for equal answers, whatever the threads, shards, restarts, dates and times.
  public var resultsDigest: String

  public init(run: Run, environment: Environment, studies: [StudyRecord], resultsDigest: String) {
    format = Self.formatVersion
    self.run = run
    self.environment = environment
    self.studies = studies
    self.resultsDigest = resultsDigest
  }

  /// How the run was asked for.
  public struct Run: Codable, Sendable, Equatable {
    public var id: String
    /// ISO 8601, UTC.
    public var started: String
    public var finished: String
    public var seconds: Double
    public var command: [String]
    public var tier: Tier
    public var seed: UInt64
    public var threads: Int
    public var shards: Int
    /// Whether raw data were at hand.
    public var withData: Bool
    public var only: [String]
    /// Whether the run was resumed after an interruption.
    public var resumed: Bool
    /// Backend and name of the device given for the tasks that can use one; nil for none.
    public var device: String?

    public init(
      id: String, started: String, finished: String, seconds: Double, command: [String],
      tier: Tier, seed: UInt64, threads: Int, shards: Int, withData: Bool, only: [String],
      resumed: Bool, device: String? = nil
    ) {
      self.id = id
      self.started = started
      self.finished = finished
      self.seconds = seconds
      self.command = command
      self.tier = tier
      self.seed = seed
      self.threads = threads
      self.shards = shards
      self.withData = withData
      self.only = only
      self.resumed = resumed
      self.device = device
    }
  }
}

/// What one study contributed to a run.
public struct StudyRecord: Codable, Sendable, Equatable {
  public struct Stage: Codable, Sendable, Equatable {
    public var task: String
    public var seconds: Double

    public init(task: String, seconds: Double) {
      self.task = task
      self.seconds = seconds
    }
  }

  public var card: StudyCard
  public var comparisons: [Comparison]
  public var verdicts: [Verdict]
  public var claims: [Claim]
  /// Faults and the comparisons each must break; `assay drill` proves it.
  public var faults: [Fault]
  public var observables: [Observable]
  public var figures: [Figure]
  /// nil where the study makes none.
  public var tables: [SummaryTable]?
  /// Wall seconds of each task.
  public var stages: [Stage]
  /// Notes of the study for the report: our readings of the sources, worded as such.
  public var notes: [String]
  /// SHA-256 of each reference file used, by its path under Reference/.
  public var referenceFiles: [String: String]
  /// Where each comparison and its table stand, by the comparison's id; nil in records of before
  /// this was kept.
  public var places: [String: ReferencePlace]?

  public init(
    card: StudyCard, comparisons: [Comparison], verdicts: [Verdict], claims: [Claim],
    faults: [Fault], observables: [Observable], figures: [Figure],
    tables: [SummaryTable]? = nil, stages: [Stage], notes: [String],
    referenceFiles: [String: String], places: [String: ReferencePlace]? = nil
  ) {
    self.card = card
    self.comparisons = comparisons
    self.verdicts = verdicts
    self.claims = claims
    self.faults = faults
    self.observables = observables
    self.figures = figures
    self.tables = tables
    self.stages = stages
    self.notes = notes
    self.referenceFiles = referenceFiles
    self.places = places
  }
}
