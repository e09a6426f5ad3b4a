// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Hardware
public import Numerics

/// Runs studies: plans their tasks, works them off on threads, keeps each finished one in a
/// journal, and makes the run record.
///
/// The results are sorted by plan order and every task has its own random stream, so that they do
/// not depend on threads, shards or interruptions.
public struct Runner: Sendable {
  public var options: RunOptions
  public var studies: [any Study.Type]
  /// By study id.
  public var references: [String: ReferenceLibrary]
  public var cancellation: Cancellation?
  public var progress: ProgressReceiver?

  public init(
    options: RunOptions, studies: [any Study.Type], references: [String: ReferenceLibrary],
    cancellation: Cancellation? = nil, progress: ProgressReceiver? = nil
  ) {
    self.options = options
    self.studies = studies
    self.references = references
    self.cancellation = cancellation
    self.progress = progress
  }

  /// Runs, writes `record.json` into the run folder and gives the record. With only one shard of
  /// several here, the record is partial and is not written; see ``merge(folders:environment:)``.
  public func run(environment: Environment) throws(AssayError) -> RunRecord {
    let clock = RunClock()
    let shards = try options.shardsHere()
    let plan = try RunPlan(studies, references, options)
    try prepareFolder(shards)
    let resumed = try work(plan, shards, clock)
    let record = try assemble(
      plan, entries: resumed.entries, environment: environment, clock: clock,
      shards: shards[0].count, resumed: resumed.any)
    if shards.count == shards[0].count { try record.write(to: options.output + "/record.json") }
    return record
  }

  /// Makes the run folder, or checks that what lies there belongs to this run.
  private func prepareFolder(_ shards: [Shard]) throws(AssayError) {
    // A run killed before its journal began has left an empty folder: it goes on from nothing. A
    // folder that is not there is more likely a slip of the pen.
    guard !options.resume || FileManager.default.fileExists(atPath: options.output) else {
      throw .missing("run folder \(options.output)", remedy: "start the run without --resume")
    }
    try makeFolder()
    let old = journals(in: options.output)
    if !options.resume, let first = old.first {
      throw .usage(
        "\(options.output) already holds the run of \(first); go on with --resume "
          + "\(options.output), or choose another folder")
    }
    if options.resume {
      // Shards of a run may lie side by side; journals of another division do not fit.
      let count = shards[0].count
      let siblings = try (0..<count).map { index throws(AssayError) in
        try Shard(index: index, count: count).journalName
      }
      if let stranger = old.first(where: { !siblings.contains($0) }) {
        throw .badInput(
          file: options.output, place: nil, found: "\(stranger), of another division into shards",
          accepted: siblings.joined(separator: ", "))
      }
    }
  }

  func makeFolder() throws(AssayError) {
    do {
      try FileManager.default.createDirectory(
        atPath: options.output, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(options.output, reason: Self.reason(error))
    }
  }

  func journals(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter(Shard.isJournal).sorted()
  }

  /// The system's own words where there are any.
  private static func reason(_ error: any Error) -> String {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    return cause.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(cause.code))) : error.localizedDescription
  }
}
