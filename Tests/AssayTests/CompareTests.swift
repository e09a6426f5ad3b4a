// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

@Suite struct CompareTests {
  static let example = Program.root + "/Reports/example"

  @Test func aRunComparedWithItself() throws {
    let place = try Scratch()
    let run = try ExportTests.run.get().folder
    let outcome = try Program.run(["compare", run, run, "--out", place.path + "/c", "--html"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Same digest"))
    #expect(place.files() == ["c", "c/compare.html", "c/compare.md"])
    let page = try String(contentsOfFile: place.path + "/c/compare.md", encoding: .utf8)
    #expect(page + "\n" == outcome.output)
  }

  @Test func aWorseVerdictIsStatusOne() throws {
    let place = try Scratch()
    var record = try RunRecord.read(from: ExportTests.run.get().folder + "/record.json")
    let verdict = try #require(
      record.studies[0].verdicts.firstIndex { $0.status == .reproduced })
    record.studies[0].verdicts[verdict].status = .discrepant
    try record.write(to: place.path + "/worse.json")
    let run = try ExportTests.run.get().folder
    let worse = try Program.run(["compare", run, place.path + "/worse.json"])
    #expect(worse.status == 1)
    #expect(worse.output.contains("1 of "))
    let better = try Program.run(["compare", place.path + "/worse.json", run, "--quiet"])
    #expect(better.status == 0)
    #expect(better.output.contains("1 better"), "\(better.output)")
  }

  /// Other tiers and studies: what both have is compared, the rest listed.
  @Test func runsOfOtherTiersAreComparedAsFarAsTheyGo() throws {
    let outcome = try Program.run(["compare", Self.example, Program.root + "/Reports/example-full"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("| tier | standard | full |"), "\(outcome.output.prefix(3000))")
    #expect(outcome.output.contains("Studies in the earlier run only"))
  }

  /// Nothing that both judged: no verdict of equality.
  @Test func runsWithNothingInCommonAreUndecided() throws {
    let place = try Scratch()
    let run = try ExportTests.run.get().folder
    var record = try RunRecord.read(from: run + "/record.json")
    for study in record.studies.indices {
      for verdict in record.studies[study].verdicts.indices {
        record.studies[study].verdicts[verdict].status = .notRun
      }
    }
    try record.write(to: place.path + "/none.json")
    let outcome = try Program.run(["compare", run, place.path + "/none.json"])
    #expect(outcome.status == 2, "\(outcome.output)\(outcome.errors)")
  }

  /// A verdict that is no more is none that got worse, and not nothing.
  @Test(arguments: [true, false]) func aLostComparisonIsStatusTwo(isGone: Bool) throws {
    let place = try Scratch()
    let run = try ExportTests.run.get().folder
    var record = try RunRecord.read(from: run + "/record.json")
    let s = try #require(
      record.studies.firstIndex { $0.verdicts.contains { $0.status == .reproduced } })
    let v = try #require(record.studies[s].verdicts.firstIndex { $0.status == .reproduced })
    if isGone {
      let id = record.studies[s].verdicts.remove(at: v).comparison
      record.studies[s].comparisons.removeAll { $0.id == id }
    } else {
      record.studies[s].verdicts[v].status = .notRun
    }
    try record.write(to: place.path + "/less.json")
    let outcome = try Program.run(["compare", run, place.path + "/less.json", "--quiet"])
    #expect(outcome.status == 2, "\(outcome.output)")
    #expect(try Program.run(["compare", place.path + "/less.json", run]).status == 0)
  }

  @Test func jsonIsTheComparison() throws {
    let run = try ExportTests.run.get().folder
    let outcome = try Program.run(["compare", run, run, "--json"])
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let runs = json?["runs"] as? [String: Any]
    #expect(runs?["sameDigest"] as? Bool == true)
    #expect((runs?["rows"] as? [Any])?.isEmpty == false)
  }

  @Test func benchesAreCompared() throws {
    let bench = Program.root + "/Reports/example-bench"
    let outcome = try Program.run(["compare", bench, bench])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Benches"))
    #expect(outcome.output.contains("none told"))
  }

  @Test func aFileThatIsNoRecordIsRefused() throws {
    let place = try Scratch()
    try "{\"run\": 1".write(toFile: place.path + "/x.json", atomically: true, encoding: .utf8)
    let outcome = try Program.run(["compare", Self.example, place.path + "/x.json"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("x.json"))
  }
}
