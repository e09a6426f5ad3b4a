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
  static let legend = """
    <details><summary>What the words mean</summary>

    - **reproduced**: every row lies within its tolerance. **discrepant**: at least one does not.
    - **undecided**: our own statistical noise is too large to tell; more statistics would decide.
    - **not run**: the data, the tier or the device was missing, so nothing is claimed.
    - **not comparable**: the input of the paper is not public, so no honest comparison exists.
    - **known difference**: rows that differ for a reason we can name. They are counted and shown;
      when one stops differing (**vanished**) the run fails, because the reason has become untrue.
    - **suspiciously good**: the agreement is better than chance allows (p > 0.999).
    - **worst deviation**: (ours − reference), over |reference| where given in percent.
    - **used**: the share of the tolerance that the worst row needed; under 100 % passes.
    - **would have caught**: the smallest common shift of all our values, in either direction, that
      would have turned the verdict. A comparison that could not fail would have none.
    - **evidence**: *published* (printed or released with a paper), *peer-computed* (by an
      independent program from the same inputs), *analytic* (a closed form).

    </details>


    """
}
