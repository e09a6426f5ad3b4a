// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness

/// The report of a run as one Markdown page, built from its record alone.
///
/// The first screen answers: what was reproduced, how it could have failed, what needs a look.
/// Everything else follows per study: each comparison with its worst rows, the figures, and what
/// is needed to repeat the run.
public enum MarkdownReport {
  /// Whether the figures that the page links to lie beside it.
  public enum Figures: Sendable, Equatable {
    case drawn
    /// Not drawn, and why; a figure drawn all the same is in `except` by its id.
    case notDrawn(String, except: Set<String> = [])

    /// Why a figure is not there; nil when it is.
    func absence(of id: String) -> String? {
      switch self {
      case .drawn: return nil
      case .notDrawn(let reason, let except): return except.contains(id) ? nil : reason
      }
    }
  }

  /// The page, with links to `figures/ID.svg`.
  public static func text(of record: RunRecord) -> String { text(of: record, figures: .drawn) }

  /// The page; figures that were not drawn are named with the reason instead of linked.
  public static func text(of record: RunRecord, figures: Figures) -> String {
    let summary = Summary(record)
    var page = firstScreen(record, summary, figures)
    page += legend
    for study in record.studies {
      page += section(
        study, record, summary.entries.filter { $0.studyID == study.card.id }, figures)
    }
    page += provenance(record)
    page += citations(record)
    return page
  }

  /// The words of the tables, for a reader who sees them for the first time.
  static let legend =
    "<details><summary>What the words mean</summary>\n\n"
    + Words.meanings.map { "- **\($0.word)**: \(MarkdownText.inline($0.meaning))\n" }.joined()
    + "\n</details>\n\n"
}
