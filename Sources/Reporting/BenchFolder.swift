// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// The folder that a bench leaves for its readers.
public enum BenchFolder {
  /// Writes bench.json first, then figures/ where asked for, then bench.md.
  ///
  /// A figure that cannot be drawn does not cost the texts: the report says why.
  /// - Returns: Why figures were not drawn, each reason once; empty when all were.
  public static func write(
    _ report: BenchReport, to folder: String, figures: Bool
  ) throws(AssayError) -> [AssayError] {
    try make(folder)
    try report.record.write(to: "\(folder)/bench.json")
    var drawn: [String] = []
    var failures: [AssayError] = []
    if figures {
      try make("\(folder)/figures")
      let all =
        BenchFigures.all(of: report.record) + [BenchFigures.slides(report)].compactMap { $0 }
      for figure in all {
        do throws(AssayError) {
          _ = try FigureRenderer.render(figure, into: "\(folder)/figures", images: [.svg])
          drawn.append(figure.id)
        } catch {
          if !failures.contains(error) { failures.append(error) }
        }
      }
    }
    let page = report.page(figures: drawn, notDrawn: failures.map(\.description))
    try AtomicFile.write(page, to: "\(folder)/bench.md")
    return failures
  }

  private static func make(_ folder: String) throws(AssayError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(folder, reason: error.localizedDescription)
    }
  }
}
