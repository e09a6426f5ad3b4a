// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Harness
public import Numerics
internal import Timing

/// The file report.html in the folder of a run.
public enum HTMLReportFile {
  public static let name = "report.html"

  /// Writes the page of `record` beside its other reports, whole or not at all.
  ///
  /// - Parameters:
  ///   - folder: Where ``ReportFolder/write(_:to:figures:)`` has just written; its drawn figures go
  ///     into the page.
  ///   - figures: Whether figures were asked for.
  ///   - failures: Why some could not be drawn, as that returned them.
  ///   - extras: What is shown beside the run.
  /// - Throws: where the file cannot be written.
  public static func write(
    _ record: RunRecord, to folder: String, figures: Bool, failures: [AssayError] = [],
    with extras: Extras = Extras()
  ) throws(AssayError) {
    let reason =
      !figures
      ? "not asked for"
      : failures.isEmpty
        ? "the drawing is not there" : failures.map(\.description).joined(separator: "; ")
    var drawings: [String: HTMLFigure] = [:]
    for figure in record.studies.flatMap(\.figures) {
      let svg = figures ? svg(of: figure, in: folder) : nil
      drawings[figure.id] = svg.map(HTMLFigure.drawn) ?? .notDrawn(reason)
    }
    let report = HTMLReport(
      record, figures: drawings, benches: extras.benches, drills: extras.drills)
    try AtomicFile.write(try report.text(), to: "\(folder)/\(name)")
  }

  /// The drawing of a figure; nil where there is none, or only one that an earlier run left.
  private static func svg(of figure: Figure, in folder: String) -> String? {
    // A figure that the renderer refuses keeps the drawing of a run before.
    guard (try? FigureRenderer.check(figure)) != nil else { return nil }
    return text(of: "\(folder)/figures/\(figure.id).svg")
  }

  fileprivate static func text(of path: String) -> String? {
    (try? InputFile.bytes(path)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Bench records and drill reports that a page shows beside the run.
  public struct Extras: Sendable {
    var benches: [HTMLBench] = []
    var drills: [DrillReport] = []

    public init() {}

    /// Reads bench records (folders, or their bench.json) and what `assay drill --json` printed.
    ///
    /// - Throws: `badInput` for a file of another kind, or a drill of none of the run's studies.
    public init(
      benches: [String], drills: [String], of record: RunRecord
    ) throws(AssayError) {
      for path in benches {
        let folder = path.hasSuffix(".json") ? (path as NSString).deletingLastPathComponent : path
        let bench = try BenchRecord.read(
          from: path.hasSuffix(".json") ? path : "\(path)/bench.json")
        var drawings: [String: String] = [:]
        for figure in BenchFigures.all(of: bench) {
          drawings[figure.id] = HTMLReportFile.text(
            of: "\(folder.isEmpty ? "." : folder)/figures/\(figure.id).svg"
          ).map(CompactSVG.text)
        }
        self.benches.append(HTMLBench(bench, drawings: drawings))
      }
      for path in drills { self.drills.append(try Self.drill(path, of: record)) }
    }

    private static func drill(
      _ path: String, of record: RunRecord
    ) throws(AssayError) -> DrillReport {
      let drill = try CanonicalJSON.decode(
        DrillReport.self, from: try InputFile.bytes(path), file: path)
      let known = record.studies.map(\.card.id)
      let found = Set(drill.findings.map(\.study) + drill.undrilled.map(\.study))
      guard found.contains(where: known.contains) else {
        throw .badInput(
          file: path, place: nil,
          found: found.isEmpty
            ? "a drill of nothing" : "a drill of \(found.sorted().joined(separator: ", "))",
          accepted: "one of this run's studies: \(known.joined(separator: ", "))")
      }
      return drill
    }
  }
}
