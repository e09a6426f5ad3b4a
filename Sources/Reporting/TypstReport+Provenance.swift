// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

extension TypstReport {
  /// What is needed to repeat the run, and the checksums of what it was compared with.
  static func provenance(_ record: RunRecord) -> String {
    var text = TypstText.heading(1, "How this run was made")
    text += "#\(TypstText.code(RunFacts.command(record)))\n\n"
    text += "For the commands of this report to work, once in a copy of the program's repository: "
    text += "#\(TypstText.code(RunFacts.preparation(record)))\n\n"
    text += RunFacts.changes(record).map { "\($0)\n\n" } ?? ""
    let facts =
      RunFacts.run(record) + [("results digest (SHA-256)", record.resultsDigest)]
      + RunFacts.environment(record.environment)
    text += TypstText.table(
      ["auto", "1fr"], ["what", "value"],
      facts.map { [TypstText.literal($0.name), TypstText.literal($0.value)] })
    let files = record.studies.flatMap { study in
      study.referenceFiles.sorted { $0.key < $1.key }
    }
    if !files.isEmpty {
      text += TypstText.heading(2, "Reference files, SHA-256")
      text += TypstText.table(
        ["1fr", "auto"], ["file", "SHA-256"],
        files.map { [TypstText.literal("Reference/\($0.key)"), TypstText.code($0.value)] })
    }
    return text
  }
}
