// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

/// `assay trend` from end to end.
@Suite struct TrendCommandTests {
  @Test func trendsAreTableFigureAndNumbers() throws {
    let place = try Scratch()
    let file = ["--history", place.path + "/history.sqlite"]
    for (n, folder) in try HistoryCommandTests.copies(place, 8).enumerated() {
      var record = try RunRecord.read(from: folder + "/record.json")
      let v = try #require(
        record.studies[0].verdicts.firstIndex { $0.comparison == "classical-coverage" })
      record.studies[0].verdicts[v].worst = n < 6 ? 0.25 : 1.5
      record.studies[0].verdicts[v].status = n < 6 ? .reproduced : .discrepant
      record.environment.gitCommit = n < 6 ? "aaaaaaa0" : "bbbbbbb0"
      record.resultsDigest = try RunRecord.digest(of: record.studies)
      try record.write(to: folder + "/record.json")
      _ = try Program.run(["history", "add", folder] + file)
    }
    let trend = try Program.run(
      ["trend", "classical-coverage", "--out", place.path + "/t.svg"] + file)
    #expect(trend.status == 0, "\(trend.errors)")
    for part in [
      "dwarf-limits/classical-coverage: worst share of tolerance", "tier quick, seed 1, with",
      ": 8 runs",
      "verdict reproduced → discrepant at copy-6",
      "step: 0.25 → 1.5 of the tolerance at copy-6 of 2026-01-01 06:00, commit aaaaaaa",
      "smallest change that would be seen here after 4 runs: 0.01 of the tolerance",
    ] { #expect(trend.output.contains(part), "\(part) not in\n\(trend.output)") }
    let svg = try String(contentsOfFile: place.path + "/t.svg", encoding: .utf8)
    #expect(svg.contains("</svg>"))
    for ending in ["png", "csv", "json"] {
      let out = place.path + "/t.\(ending)"
      #expect(try Program.run(["trend", "classical-coverage", "--out", out] + file).status == 0)
      #expect(FileManager.default.fileExists(atPath: out))
    }
    let csv = try String(contentsOfFile: place.path + "/t.csv", encoding: .utf8)
    #expect(csv.split(separator: "\n").count == 2 + 1 + 8, "\(csv)")
    #expect(csv.contains(",copy-7,2026-01-01T07:00:00Z,bbbbbbb0,discrepant,"))
    let all = try Program.run(["trend", "--all", "--fail-on-step"] + file)
    #expect(all.status == 1 && all.output.contains("2 steps and changes"), "\(all.output)")
    #expect(all.output.contains(" series looked at, ") && !all.output.contains("--last 10 sees"))
    #expect(try Program.run(["trend", "--all"] + file).status == 0)
    let calm = try Program.run(["trend", "--all", "--last", "1", "--fail-on-step"] + file)
    #expect(calm.status == 0 && calm.output.contains("no step and no change of verdict"))
    #expect(calm.output.contains("--last 1 sees none"), "\(calm.output)")
    let typo = try Program.run(["trend", "--all", "--fail-on-step", "--host", "mars"] + file)
    #expect(typo.status == 69 && typo.errors.contains("a run of host mars"), "\(typo.errors)")
    let unknown = try Program.run(["trend", "clasical-coverage"] + file)
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("nearest: dwarf-limits/classical-coverage"))
    let elsewhere = try Program.run(["trend", "classical-coverage", "--host", "mars"] + file)
    #expect(elsewhere.status == 69 && elsewhere.errors.contains("on host mars"))
  }
}
