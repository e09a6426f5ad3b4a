// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Harness
public import Numerics
public import Timing

/// What lies at a path that is to be compared: a record of a run, of a bench, or both in a folder.
public struct ComparedRecords: Sendable {
  public var path: String
  public var run: RunRecord?
  public var bench: BenchRecord?

  /// Reads a folder's record.json and bench.json, or a file of either kind.
  ///
  /// - Throws: `missing` where there is neither, `badInput` for a file that is none of them.
  public init(_ path: String) throws(AssayError) {
    self.path = path
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard exists, isFolder.boolValue else {
      try read(path)
      return
    }
    for name in ["record.json", "bench.json"]
    where FileManager.default.fileExists(atPath: "\(path)/\(name)") {
      try read("\(path)/\(name)")
    }
    guard run != nil || bench != nil else {
      throw .missing(
        "record.json or bench.json in \(path)", remedy: "give the folder of a run or of a bench")
    }
  }

  private struct Kind: Decodable {
    struct Some: Decodable {}
    var run: Some?
    var bench: Some?
  }

  private mutating func read(_ file: String) throws(AssayError) {
    let kind = try CanonicalJSON.decode(Kind.self, from: InputFile.bytes(file), file: file)
    if kind.run != nil {
      run = try RunRecord.read(from: file)
    } else if kind.bench != nil {
      bench = try BenchRecord.read(from: file)
    } else {
      throw .badInput(
        file: file, place: nil, found: "JSON that is no record",
        accepted: "the record of a run (key run) or of a bench (key bench)")
    }
  }
}

/// Two runs, two benches, or both.
public struct RecordComparison: Codable, Sendable, Equatable {
  public var runs: RunComparison?
  public var benches: BenchPair?
  /// What one of the two has and the other has not: a run or a bench.
  public var alone: [String]

  /// - Throws: `badInput` where one holds a run and the other a bench only.
  public init(before: ComparedRecords, now: ComparedRecords) throws(AssayError) {
    if let a = before.run, let b = now.run { runs = try RunComparison(before: a, now: b) }
    if let a = before.bench, let b = now.bench { benches = BenchPair(before: a, now: b) }
    let held = [
      ("a run", before.run != nil, now.run != nil),
      ("a bench", before.bench != nil, now.bench != nil),
    ]
    alone = held.filter { $0.1 != $0.2 }.map { what, isBefore, _ in
      "\(what) is in the \(isBefore ? "earlier" : "later") folder only"
    }
    guard runs != nil || benches != nil else {
      throw .badInput(
        file: now.path, place: nil, found: now.run == nil ? "a bench" : "a run",
        accepted: (before.run == nil ? "a bench" : "a run") + ", as in \(before.path)")
    }
  }

  public var isWorse: Bool { runs?.isWorse ?? false || !(benches?.becameWrong.isEmpty ?? true) }

  /// Whether the earlier one judged or timed what the later one, of the same studies, does not.
  public var hasLost: Bool {
    let absent = runs?.onlyBefore ?? []
    let lost = (runs?.lost ?? []).contains { !absent.contains($0.study) }
    return lost || !(benches?.lost.isEmpty ?? true)
  }

  /// Whether nothing that both hold was judged or timed in both.
  public var comparesNothing: Bool {
    (runs?.comparesNothing ?? true) && (benches?.rows.isEmpty ?? true)
  }

  public var page: ComparisonPage {
    var page = joined
    if !alone.isEmpty {
      page.sections.append(
        .init(title: "In one folder only", paragraphs: [alone.joined(separator: "; ") + "."]))
    }
    return page
  }

  private var joined: ComparisonPage {
    switch (runs?.page, benches?.page) {
    case (let runs?, let benches?): runs + benches
    case (let page?, nil), (nil, let page?): page
    case (nil, nil): preconditionFailure("one of the two is there")
    }
  }
}
