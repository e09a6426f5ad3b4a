// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import Reporting

/// Typst on PATH, or where `make setup` puts it.
private let typst: String? = {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  if let found = try? PDFReport.locate() { return found }
  let own = root + "/.build/tools/typst"
  return FileManager.default.isExecutableFile(atPath: own) ? own : nil
}()
private let hasPDFText = run(["pdftotext", "-v"], in: "/")?.status == 0

@Suite struct TypstReportTests {
  @Test(arguments: [
    ("plain", "\"plain\""), ("a \"b\" \\ c", "\"a \\\"b\\\" \\\\ c\""),
    ("#let x = 1\n*b* $y$", "\"#let x = 1\\n*b* $y$\""), ("a\u{1}\tb", "\"a  b\""),
  ])
  func literals(_ text: String, _ wanted: String) {
    #expect(TypstText.literal(text) == wanted)
  }

  @Test(arguments: [
    ("2026-01-02T03:04:17Z", "datetime(year: 2026, month: 1, day: 2)"), ("", "none"),
    ("soon", "none"),
  ])
  func dates(_ time: String, _ wanted: String) {
    #expect(TypstReport.date(time) == wanted)
  }

  @Test func everyComparisonIsThereWithItsWay() {
    var record = SampleRecord.all
    record.studies[0].places = [
      "bad": ReferencePlace(line: 3, file: "toy/limits.yaml", location: "Table 1, column 2")
    ]
    let text = TypstReport.text(of: record, drawn: ["coverage"])
    for comparison in SampleRecord.comparisons {
      #expect(text.contains(TypstText.literal(comparison.id)))
      #expect(text.contains("level: 3, \(TypstText.literal(comparison.title))"))
    }
    #expect(text.contains("Table 1 of arXiv:2001.00001 (published); Table 1, column 2"))
    #expect(text.contains("toy/limits.yaml, SHA-256 c0ffee"))
    #expect(text.contains("wrong-pi (pi is 3)"))
    #expect(text.contains("raw(\"assay run toy --only bad --tier quick --seed 7\")"))
    #expect(text.contains("#drawing(\"figures/coverage.svg\""))
    #expect(TypstReport.text(of: record, drawn: []).contains("Figure not drawn: "))
    #expect(text == TypstReport.text(of: record, drawn: ["coverage"]))
  }

  @Test(.enabled(if: typst != nil, "Typst is not here"))
  func pdfIsSetAndTheSameEveryTime() throws {
    try withScratch { (folder: String) throws in
      let record = SampleRecord.all
      _ = try ReportFolder.write(record, to: folder, figures: true)
      try PDFReport.write(record, to: folder, program: typst!)
      let first = try Data(contentsOf: URL(fileURLWithPath: folder + "/report.pdf"))
      #expect(first.starts(with: Array("%PDF-".utf8)) && first.count > 10_000)
      try PDFReport.write(record, to: folder, program: typst!)
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/report.pdf")) == first)
      let wanted = ["figures", "junit.xml", "report.md", "report.pdf"]
      #expect(try files(folder) == wanted, "nothing half-written is left")
      guard hasPDFText, let read = run(["pdftotext", "report.pdf", "-"], in: folder) else { return }
      #expect(read.output.contains("4 of 9 comparisons reproduced"))
      #expect(read.output.contains("Needs <raw> data & \"more\""))
      #expect(read.output.contains("A note with <b>tags</b> & a | bar"))
    }
  }

  @Test(arguments: [
    ("exit 3", "ended with status 3"), ("echo 'error: no such font' >&2; exit 1", "no such font"),
    ("exit 0", "left no PDF"), ("kill -9 $$", "ended with status 9"),
  ])
  func failingTypstLeavesNothing(_ body: String, _ words: String) throws {
    try withScratch { (folder: String) throws in
      let program = folder + "/typst"
      try "#!/bin/sh\n\(body)\n".write(toFile: program, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
      try "old".write(toFile: folder + "/report.pdf", atomically: true, encoding: .utf8)
      let error = try #require(throws: AssayError.self) {
        try PDFReport.write(SampleRecord.all, to: folder, program: program)
      }
      #expect(error.status == .failed)
      #expect(error.description.contains(words), "\(error)")
      // A PDF of an earlier record would pass for one of this.
      #expect(try files(folder) == ["typst"])
    }
  }
}
