// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension Entry {
  /// The command that makes this comparison again, with the run's own seed and data.
  func repetition(in record: RunRecord) -> String {
    // A comparison of a higher tier is not run again by the tier of a run that left it out.
    let tier = max(record.run.tier, comparison.tier)
    return "assay run \(studyID) --only \(id) --tier \(tier.rawValue) "
      + "--seed \(record.run.seed)" + (record.run.withData ? " --data DIR" : "")
  }
}
