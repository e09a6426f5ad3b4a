// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

extension RunRecord {
  /// SHA-256 of the canonical JSON of what was computed and found, study after study: identity,
  /// comparisons, observables, verdicts, figures and tables; no dates, times, threads or machine.
  public static func digest(of studies: [StudyRecord]) throws(AssayError) -> String {
    SHA256.hex(try CanonicalJSON.encode(studies.map(Answers.init)))
  }

  private struct Answers: Encodable {
    var study: String
    var comparisons: [Comparison]
    var observables: [Observable]
    var verdicts: [Verdict]
    var figures: [Figure]
    var tables: [SummaryTable]?

    init(_ record: StudyRecord) {
      study = record.card.id
      comparisons = record.comparisons
      observables = record.observables
      verdicts = record.verdicts
      figures = record.figures
      tables = record.tables
    }
  }
}

extension RunRecord {
  /// 1 if any verdict fails, else 2 if any is undecided, else 0.
  public var exitStatus: ExitStatus {
    let verdicts = studies.flatMap(\.verdicts)
    if verdicts.contains(where: \.fails) { return .discrepant }
    return verdicts.contains { $0.status == .undecided } ? .undecided : .success
  }
}
