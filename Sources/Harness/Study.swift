// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// One published result made reproducible.
///
/// A conformer holds no reference numbers to compare with: those live in `Reference/<id>/`. It
/// plans tasks that turn a seed, a tier and data into observables; the harness compares them.
public protocol Study: Sendable {
  /// Identity, citations and cost; read by `list` without running anything.
  static var card: StudyCard { get }
  /// Deliberate faults, each meant for comparisons that must catch it.
  static var faults: [Fault] { get }
  /// Whether some tasks use the device of a run, `RunContext.device`; false unless a study says so.
  static var usesDevice: Bool { get }
  /// The independent pieces of work of a run, in a fixed order that names streams and shards.
  static func plan(_ context: RunContext) throws(AssayError) -> [StudyTask]
  /// The figures that the observables of a run allow.
  static func figures(_ results: Results, _ context: RunContext) -> [Figure]
  /// Tables that gather observables for the report; none unless a study makes some.
  static func tables(_ results: Results, _ context: RunContext) -> [SummaryTable]
}

extension Study {
  public static var usesDevice: Bool { false }
  public static func tables(_ results: Results, _ context: RunContext) -> [SummaryTable] { [] }
}

/// What a reader must know about a study before running it.
public struct StudyCard: Codable, Sendable, Equatable {
  public var id: String
  public var title: String
  /// Two or three sentences: the problem, the method, what is held against what.
  public var summary: String
  public var citations: [Citation]
  /// Predicted seconds on one core, by tier.
  public var cost: [String: Double]

  public init(
    id: String, title: String, summary: String, citations: [Citation], cost: [Tier: Double]
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.citations = citations
    self.cost = Dictionary(uniqueKeysWithValues: cost.map { ($0.key.rawValue, $0.value) })
  }
}

/// A paper, data release or program that a study rests on.
public struct Citation: Codable, Sendable, Equatable {
  public var authors: String
  public var title: String
  /// nil where the source gives none.
  public var year: Int?
  public var arXiv: String?
  public var doi: String?
  public var url: String?

  public init(
    authors: String, title: String, year: Int?, arXiv: String? = nil, doi: String? = nil,
    url: String? = nil
  ) {
    self.authors = authors
    self.title = title
    self.year = year
    self.arXiv = arXiv
    self.doi = doi
    self.url = url
  }
}

/// A deliberate fault in the physics or the data, and the comparisons that must catch it.
public struct Fault: Codable, Sendable, Equatable {
  public var id: String
  /// What is wrong under this fault, as a reviewer would say it.
  public var title: String
  /// Ids of the comparisons that must turn discrepant.
  public var meantFor: [String]

  public init(_ id: String, _ title: String, meantFor: [String]) {
    self.id = id
    self.title = title
    self.meantFor = meantFor
  }
}

/// What a run is given: everything that may change its numbers stands here.
public struct RunContext: Sendable {
  public var seed: UInt64
  public var tier: Tier
  /// The reference tables of this study; also the embedded inputs of its solvers.
  public var reference: ReferenceLibrary
  /// The folder of raw public data, if there is one.
  public var data: DataFolder?
  /// The fault under drill, if any.
  public var fault: String?
  /// For the tasks that can use it, where the run was given one.
  public var device: RunDevice?

  public init(
    seed: UInt64 = 1, tier: Tier = .quick, reference: ReferenceLibrary, data: DataFolder? = nil,
    fault: String? = nil, device: RunDevice? = nil
  ) {
    self.seed = seed
    self.tier = tier
    self.reference = reference
    self.data = data
    self.fault = fault
    self.device = device
  }
}

/// An independent piece of a study's work: the unit of scheduling, shards and resume.
public struct StudyTask: Sendable {
  /// Unique within the study; names the task's random stream, so it must not change lightly.
  public var id: String
  /// Ids of the observables it computes.
  public var provides: [String]
  /// Ids of raw data sets (`datasets.yaml`) without which it is not run.
  public var needs: [String]
  /// The lowest tier that includes it.
  public var tier: Tier
  /// Expected seconds on one core; for the progress bar and shards only.
  public var cost: Double
  public var run: @Sendable (TaskContext) throws(AssayError) -> [Observable]

  public init(
    id: String, provides: [String], needs: [String] = [], tier: Tier = .quick, cost: Double = 0.01,
    run: @escaping @Sendable (TaskContext) throws(AssayError) -> [Observable]
  ) {
    self.id = id
    self.provides = provides
    self.needs = needs
    self.tier = tier
    self.cost = cost
    self.run = run
  }
}

/// What one task is given beside its study's context.
public struct TaskContext: Sendable {
  public var seed: UInt64
  /// The task's own Philox stream: a hash of study and task id, never of thread or shard.
  public var stream: UInt64
  /// Cores that the task may use inside its kernels; must not change its numbers.
  public var threads: Int

  public init(seed: UInt64, stream: UInt64, threads: Int) {
    self.seed = seed
    self.stream = stream
    self.threads = threads
  }
}

/// The observables of a run, by id.
public struct Results: Sendable {
  public private(set) var all: [Observable]
  private var index: [String: Int]

  public init(_ observables: [Observable]) {
    all = observables
    index = Dictionary(
      observables.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public subscript(id: String) -> Observable? { index[id].map { all[$0] } }
}
