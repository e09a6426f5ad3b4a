// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

/// What a finished run is turned into: GitHub's summary, PDF, workflows, the audit.
@Suite struct CertificateTests {
  private static let example = Program.root + "/Reports/example"

  /// A copy of the record of one study, so that a report is written quickly.
  private static func record(in place: Scratch, study: String = "neutrino-cascade") throws -> String
  {
    var record = try RunRecord.read(from: example + "/record.json")
    record.studies.removeAll { $0.card.id != study }
    let folder = place.path + "/run"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try record.write(to: folder + "/record.json")
    return folder
  }

  @Test func gitHubGetsItsSummaryAndNotice() throws {
    let place = try Scratch()
    let folder = try Self.record(in: place)
    let summary = place.path + "/summary.md"
    try "before\n".write(toFile: summary, atomically: true, encoding: .utf8)
    let outcome = try Program.run(
      ["report", folder, "--no-figures", "--github"],
      environment: ["GITHUB_STEP_SUMMARY": summary])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\n::notice title=Assay::23 of 23 comparisons reproduced"))
    let text = try String(contentsOfFile: summary, encoding: .utf8)
    #expect(text.hasPrefix("before\n## Assay: 23 of 23 comparisons reproduced"))
  }

  @Test func outsideOfGitHubTheSummaryIsMissedAloud() throws {
    let place = try Scratch()
    let folder = try Self.record(in: place)
    let outcome = try Program.run(["report", folder, "--no-figures", "--github"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("::notice title=Assay::"))
    #expect(outcome.errors.contains("GITHUB_STEP_SUMMARY is not set"))
  }

  @Test func aSummaryThatCannotBeWrittenIsStatus73() throws {
    let place = try Scratch()
    let folder = try Self.record(in: place)
    let outcome = try Program.run(
      ["report", folder, "--no-figures", "--github"],
      environment: ["GITHUB_STEP_SUMMARY": place.path])
    #expect(outcome.status == 73, "\(outcome.errors)")
    #expect(outcome.errors.contains("cannot write \(place.path)"))
  }

  @Test func annotationsAndJSONExcludeEachOther() throws {
    let outcome = try Program.run(["report", Self.example, "--github", "--json"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--github"))
  }

  @Test func withoutTypstTheReportStandsAndASentenceSaysWhy() throws {
    let place = try Scratch()
    let folder = try Self.record(in: place)
    let outcome = try Program.run(
      ["report", folder, "--no-figures", "--pdf"],
      environment: ["ASSAY_TYPST": place.path + "/nothing"])
    #expect(outcome.status == 69)
    #expect(outcome.errors.contains("no PDF: program \(place.path)/nothing is missing"))
    #expect(FileManager.default.fileExists(atPath: folder + "/report.md"))
    #expect(!FileManager.default.fileExists(atPath: folder + "/report.pdf"))
  }

  @Test(arguments: [
    (["github"], "uses: actions/upload-artifact@v4"),
    (["gitlab", "dwarf-limits", "--tier", "standard"], "assay run dwarf-limits --tier standard"),
    (["github", "--repository", "me/assay"], "repository: me/assay"),
  ])
  func workflowsArePrinted(_ arguments: [String], _ words: String) throws {
    let outcome = try Program.run(["ci-template"] + arguments)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains(words))
  }

  @Test(arguments: [
    (["jenkins"], "jenkins"), (["github", "no-such-study"], "no study no-such-study"),
    (["github", "--repository", "https://x"], "accepted: OWNER/NAME"),
    (["github", "--tier", "full"], "accepted: quick, standard"),
    (["gitlab", "--repository", "me/assay; rm"], "accepted: an address"),
  ])
  func badTemplatesAreRefused(_ arguments: [String], _ words: String) throws {
    let outcome = try Program.run(["ci-template"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func auditListsWhatTheVerdictsRestOn() throws {
    let outcome = try Program.run(["audit", "dwarf-limits"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("× claim not comparable: "))
    #expect(outcome.output.contains("dwarf-limits/lat-combined-bb: 1 row: "))
    #expect(outcome.output.contains("None found: no drill"))
  }

  /// A reference that changed after the report was made is a gap.
  @Test func strictAuditFailsOnAStaleReport() throws {
    let place = try Scratch()
    let folder = try Self.record(in: place)
    let path = folder + "/record.json"
    var record = try RunRecord.read(from: path)
    record.studies[0].referenceFiles["neutrino-cascade/comparisons.yaml"] = String(
      repeating: "0", count: 64)
    try record.write(to: path)
    let arguments = ["audit", "neutrino-cascade", "--record", folder]
    let relaxed = try Program.run(arguments)
    #expect(relaxed.status == 0)
    #expect(relaxed.output.contains("reference file changed"))
    #expect(try Program.run(arguments + ["--strict"]).status == 1)
  }

  @Test func auditAsJSON() throws {
    let outcome = try Program.run(["audit", "neutrino-cascade", "--json"])
    #expect(outcome.status == 0)
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(
      (answer["evidence"] as? [[String: Any]])?.first?["study"] as? String == "neutrino-cascade")
    let kinds = (answer["findings"] as? [[String: Any]])?.compactMap { $0["kind"] as? String }
    #expect(kinds?.contains("claim not comparable") == true)
  }

  @Test func auditOfNoRecordIsRefused() throws {
    let outcome = try Program.run(["audit", "--record", "/nowhere/at/all"])
    #expect(outcome.status == 69)
    #expect(outcome.errors.contains("/nowhere/at/all"))
  }
}
