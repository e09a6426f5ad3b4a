// SPDX-License-Identifier: GPL-3.0-or-later
private import Dispatch
private import Foundation
public import Harness
public import Numerics
private import Synchronization

/// The folder that a run leaves for its readers.
public enum ReportFolder {
  /// Writes report.md, junit.xml and, where `figures` asks for them, figures/ of `record`.
  ///
  /// A figure that cannot be drawn does not cost the texts: the report names it with the reason.
  /// - Returns: Why figures were not drawn, each reason once; empty when all were.
  public static func write(
    _ record: RunRecord, to folder: String, figures: Bool
  ) throws(AssayError) -> [AssayError] {
    try write(record, to: folder, figures: figures) { (figure, place) throws(AssayError) in
      _ = try FigureRenderer.render(figure, into: place, images: [.svg])
    }
  }

  static func write(
    _ record: RunRecord, to folder: String, figures: Bool,
    drawing draw: @Sendable (Figure, String) throws(AssayError) -> Void
  ) throws(AssayError) -> [AssayError] {
    try make(folder)
    let all = record.studies.flatMap(\.figures)
    try refuseTwins(all)
    var failures: [AssayError] = []
    var state = MarkdownReport.Figures.drawn
    if !figures {
      state = .notDrawn("not asked for")
    } else if !all.isEmpty {
      try make("\(folder)/figures")
      (state, failures) = drawn(all, into: "\(folder)/figures", draw)
    }
    let page = MarkdownReport.text(of: record, figures: state)
    try AtomicFile.write(page, to: "\(folder)/report.md")
    try AtomicFile.write(JUnitReport.xml(of: record), to: "\(folder)/junit.xml")
    return failures
  }

  /// Draws what can be drawn, several at a time; without gnuplot one sentence stands for all.
  private static func drawn(
    _ figures: [Figure], into folder: String,
    _ draw: @Sendable (Figure, String) throws(AssayError) -> Void
  ) -> (MarkdownReport.Figures, [AssayError]) {
    let outcomes = Mutex([AssayError?](repeating: nil, count: figures.count))
    DispatchQueue.concurrentPerform(iterations: figures.count) { index in
      do throws(AssayError) {
        try draw(figures[index], folder)
      } catch {
        outcomes.withLock { $0[index] = error }
      }
    }
    let failures = outcomes.withLock { $0 }
    var reasons: [AssayError] = []
    for failure in failures.compactMap(\.self) where !reasons.contains(failure) {
      reasons.append(failure)
    }
    if reasons.isEmpty { return (.drawn, []) }
    let done = figures.indices.filter { failures[$0] == nil }.map { figures[$0].id }
    let text = reasons.map(\.description).joined(separator: "; ")
    return (.notDrawn(text, except: Set(done)), reasons)
  }

  /// Two figures of one name would overwrite each other without a word.
  private static func refuseTwins(_ figures: [Figure]) throws(AssayError) {
    var seen: Set<String> = []
    for figure in figures where !seen.insert(figure.id).inserted {
      throw .badValue(
        name: "figure id", found: "\"\(figure.id)\" twice", accepted: "ids that differ")
    }
  }

  private static func make(_ folder: String) throws(AssayError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(folder, reason: error.localizedDescription)
    }
  }
}
