// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Yams

@testable import Reporting

@Suite struct CITemplateTests {
  private static func yaml(_ template: CITemplate) throws -> [String: Any] {
    try #require(try Yams.load(yaml: template.text) as? [String: Any])
  }

  private static func steps(_ template: CITemplate) throws -> [[String: Any]] {
    let jobs = try #require(try yaml(template)["jobs"] as? [String: [String: Any]])
    return try #require(jobs["assay"]?["steps"] as? [[String: Any]])
  }

  @Test(arguments: [nil, "owner/assay-suite"] as [String?])
  func gitHubRunsAndKeepsTheReport(_ repository: String?) throws {
    let template = CITemplate(
      .github, tier: "standard", studies: ["dwarf-limits", "general-search"],
      repository: repository)
    let steps = try Self.steps(template)
    let checkout = try #require(steps.first { ($0["uses"] as? String) == "actions/checkout@v4" })
    #expect((checkout["with"] as? [String: String])?["repository"] == repository)
    let run = try #require(steps.first { ($0["name"] as? String) == "Assay" }?["run"] as? String)
    #expect(
      run == ".build/release/assay run dwarf-limits general-search --tier standard "
        + "--out assay-report --html --github")
    let upload = try #require(steps.last)
    #expect(upload["uses"] as? String == "actions/upload-artifact@v4")
    // A run that fails is the one whose report is wanted.
    #expect(upload["if"] as? String == "always()")
    #expect((upload["with"] as? [String: String])?["path"] == "assay-report")
  }

  @Test func gitLabShowsTheCasesAndKeepsTheReport() throws {
    let job = try #require(
      try Self.yaml(CITemplate(.gitlab, tier: "quick"))["assay"] as? [String: Any])
    let script = try #require(job["script"] as? [String])
    #expect(script.last == ".build/release/assay run --tier quick --out assay-report --html")
    let artifacts = try #require(job["artifacts"] as? [String: Any])
    #expect(artifacts["when"] as? String == "always")
    #expect(
      (artifacts["reports"] as? [String: String])?["junit"] == "assay-report/junit.xml")
    let cache = try #require(job["cache"] as? [String: Any])
    #expect(cache["paths"] as? [String] == [".build"])
  }

  @Test func gitLabElsewhereClonesFirst() throws {
    let template = CITemplate(.gitlab, tier: "quick", repository: "https://host/o/assay.git")
    let job = try #require(try Self.yaml(template)["assay"] as? [String: Any])
    let script = try #require(job["script"] as? [String])
    #expect(
      script.contains(
        "git clone --depth 1 https://host/o/assay.git assay-suite && cd assay-suite"))
    #expect(job["cache"] == nil)
    let reports = (job["artifacts"] as? [String: Any])?["reports"] as? [String: String]
    #expect(reports?["junit"] == "assay-suite/assay-report/junit.xml")
  }
}
