// SPDX-License-Identifier: GPL-3.0-or-later

extension Words {
  /// The words of the reports, for a reader who sees them for the first time.
  static let meanings: [(word: String, meaning: String)] = [
    ("reproduced", "every row lies within its tolerance."),
    ("discrepant", "at least one row lies outside its tolerance."),
    (
      "undecided",
      "our own statistical noise is too large to tell; more statistics would decide."
    ),
    (
      "not run", "the data, the tier or the device was missing, so nothing is claimed."
    ),
    (
      "not comparable",
      "the input of the paper is not public, so no honest comparison exists."
    ),
    (
      "known difference",
      "rows that differ for a reason we can name. They are counted and shown; when one stops "
        + "differing (vanished) the run fails, because the reason has become untrue."
    ),
    (
      "suspiciously good", "the agreement is better than chance allows (p > 0.999)."
    ),
    (
      "worst deviation", "(ours − reference), over |reference| where given in percent."
    ),
    (
      "pull", "(ours − reference) over the standard deviation of both together, where there is one."
    ),
    ("used", "the share of the tolerance that the worst row needed; under 100 % passes."),
    (
      "would have caught",
      "the smallest common shift of all our values, in either direction, that would have turned "
        + "the verdict. A comparison that could not fail would have none."
    ),
    (
      "fault",
      "a deliberate mistake in the physics or the data that must turn the comparison discrepant; "
        + "assay drill makes each of them."
    ),
    (
      "evidence",
      "how the reference is known: published (printed or released with a paper), peer-computed "
        + "(by an independent program from the same inputs), analytic (a closed form)."
    ),
    (
      "tier",
      "how much is run: quick (about a minute, for every change), standard (tens of minutes), full "
        + "(the paper's own scale)."
    ),
  ]
}
