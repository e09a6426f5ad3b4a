// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Harness

/// One edit of the sound fixture, and what the refusal must say.
struct BrokenFile: CustomTestStringConvertible, Sendable {
  var file: String
  var old: String
  var new: String
  /// Line that the refusal must name: where the old text begins, unless given.
  var line: Int
  var says: [String]

  init(_ file: String, _ old: String, _ new: String, line: Int? = nil, _ says: String...) {
    self.file = file
    self.old = old
    self.new = new
    let before = ReferenceFixture.files[file]!.components(separatedBy: old)[0]
    self.line = line ?? before.components(separatedBy: "\n").count
    self.says = says
  }

  var testDescription: String { "\(file): '\(old)' to '\(new)'" }
}

@Suite("Refusing bad reference files")
struct ReferenceBadInputTests {
  static let tables: [BrokenFile] = [
    .init("limits.yaml", "2.5e-26", ".nan", "found NaN", "a finite number or '-'"),
    .init("limits.yaml", "2.5e-26", "nan", "found NaN"),
    .init("limits.yaml", "2.5e-26", ".inf", "'.inf'", "a finite number or '-'"),
    .init("limits.yaml", "2.5e-26", "1e-26", "found 1e-26", "1.0e-26"),
    .init("limits.yaml", "2.5e-26", "'2.5e-26'", "the text '2.5e-26'", "2.5e-26 without"),
    .init("limits.yaml", "{value: 2.5e-26}", "{value: !!str 2.5e-26}", "a YAML tag"),
    .init("limits.yaml", "{value: 2.5e-26}", "{value: }", "found nothing"),
    .init("limits.yaml", "{value: 2.5e-26}", "{value: null}", "found null"),
    .init("limits.yaml", "{value: 2.5e-26}", "{value: [1]}", "a list"),
    .init("limits.yaml", "{value: 2.5e-26}", "2.5e-26", "a mapping"),
    .init("limits.yaml", "{value: 2.5e-26}", "{valeu: 1.0}", "'valeu'", "value", "errors"),
    .init("limits.yaml", "  - {value: 2.5e-26}\n", "", line: 13, "2 values in column 'draco'", "3"),
    .init("limits.yaml", "symerror: 0.3e-26", "symerror: -0.3", "symerror '-0.3'"),
    .init("limits.yaml", "symerror: 0.3e-26", "symerror: abc", "'abc'", "5%"),
    .init("limits.yaml", "symerror: 0.3e-26", "symerror: .nan", "NaN for symerror"),
    .init("limits.yaml", "symerror: 0.3e-26", "symerror: -5%", "'-5%'"),
    .init("limits.yaml", "symerror: 0.3e-26", "variance: 1.0", "'variance'", "symerror"),
    .init("limits.yaml", "symerror: 0.3e-26, ", "", "both or none"),
    .init("limits.yaml", "minus: -0.4e-26", "minus: 0.4e-26", "points up", "-0.2"),
    .init("limits.yaml", "plus: 4%", "plus: -4%", "points down"),
    .init("limits.yaml", "plus: 4%", "pluss: 4%", "'pluss'", "minus, plus"),
    .init(
      "limits.yaml",
      "    - {symerror: 0.3e-26, label: stat}\n    - {asymerror: {minus: -0.4e-26, plus: 4%}, label: sys}\n",
      "    - {symerror: 0.0}\n", "all zero"),
    .init(
      "limits.yaml", "- {value: '-'}", "- {value: '-', errors: [{symerror: 1.0}]}",
      "errors of a cell without a number"),
    .init("limits.yaml", "m_DM, units: GeV", "m_DM, units: GEV", "unit 'GEV'", "GeV"),
    .init("limits.yaml", "m_DM, units: GeV", "m_DM, unit: GeV", "'unit'", "name", "units"),
    .init("limits.yaml", "{name: draco, units", "{units", "no key 'name'"),
    .init("limits.yaml", "independent_variables:", "independents:", "'independents'"),
    .init("limits.yaml", "{value: 10.0}", "{value: 10-20}", "range '10-20'", "low and high"),
    .init("limits.yaml", "{value: 10.0}", "{value: .inf}", "'.inf'"),
    .init("limits.yaml", "{value: 10.0}", "{value: 010}", "010", "10.0"),
    .init("limits.yaml", "{value: 10.0}", "{value: 10.0, value: 11.0}", "twice"),
    .init("limits.yaml", "{value: 10.0}", "{value: 10.0", line: 5, "broken YAML"),
    .init("limits.yaml", "{value: 10.0}", "{value: \t\u{7}}", "YAML forbids"),
    .init(
      "limits.yaml", "exact}\n  - {value: fit}", "exact}\n---\nx: 1", line: 29, "second document"),
    .init("limits.yaml", "- {value: fit}\n", "- {value: fit}", "no line end", "cut"),
    .init("steps.yaml", "{low: 1, high: 2}", "{low: 2, high: 1}", "from 2.0 to 1.0"),
    .init("steps.yaml", "{low: 1, high: 2}", "{low: 1}", "one edge only"),
    .init("steps.yaml", "{low: 1, high: 2}", "{low: one, high: 2}", "'one' for low"),
    .init("steps.yaml", "{low: 1, high: 2}", "{low: 1, high: .inf}", "open bin"),
    .init("steps.yaml", "value: 2.5", "value: 5", "outside its bin"),
    .init("submission.yaml", "name: limits", "name: steps", line: 11, "a second table 'steps'"),
    .init("submission.yaml", "name: limits\n", "", "no key 'name'"),
    .init("submission.yaml", "keywords: []", "keywords: none", "'none' for keywords"),
    .init("submission.yaml", "name: phrases", "name: topics", "'topics'", "phrases"),
    .init("submission.yaml", "keywords: []", "colour: red\nkeywords: []", "'colour'"),
    .init("submission.yaml", "file: limits", "file: lost", "'lost.yaml'", "not there"),
    .init("submission.yaml", "file: limits", "file: ../x", "'../x.yaml'"),
    .init(
      "submission.yaml", "name: limits", "name: \(String(repeating: "x", count: 65))",
      "65 characters", "64"),
  ]

  static let comparisons: [BrokenFile] = [
    .init("comparisons.yaml", "format: 1", "format: 2", "format 2", "format 1"),
    .init("comparisons.yaml", "study: mini-study", "study: other", "'other'", "mini-study"),
    .init("comparisons.yaml", "id: yields", "id: draco-limits", "second comparison"),
    .init("comparisons.yaml", "id: yields", "id: the yields", "'the yields'", "hyphens"),
    .init("comparisons.yaml", "    title: Yields\n", "", line: 21, "no key 'title'"),
    .init("comparisons.yaml", "title: Yields", "titel: Yields", "'titel'", "title"),
    .init("comparisons.yaml", "table: steps", "table: stairs", "'stairs'", "limits, steps"),
    .init("comparisons.yaml", "    table: steps\n", "", line: 21, "no key 'table'"),
    .init("comparisons.yaml", "column: yield", "column: yeld", "'yeld'", "yield"),
    .init("comparisons.yaml", "column: draco", "column: method", "text in column 'method'"),
    .init("comparisons.yaml", "[10, 100.0]", "[10, 11]", "m_DM = 11", "10, 100, 1000"),
    .init("comparisons.yaml", "[10, 100.0]", "[]", "empty list"),
    .init("comparisons.yaml", "rows: {m_DM: [10, 1", "rows: {m: [10, 1", "axis 'm'", "m_DM"),
    .init("comparisons.yaml", "[10, 100.0]", "[1e1]", "1e1", "10.0"),
    .init("comparisons.yaml", "{m_DM: [100]}", "{m_DM: [7]}", "m_DM = 7"),
    .init("comparisons.yaml", "{rows: {m_DM: [10]}", "{rows: {mass: [10]}", "'mass'"),
    .init("comparisons.yaml", "needs: [numbers]", "needs: [digits]", "'digits'", "numbers"),
    .init("comparisons.yaml", "bound: 0.005", "bound: 0.0", "'0.0' for bound", "above 0"),
    .init("comparisons.yaml", "bound: 0.005", "bound: -1.0", "'-1.0' for bound"),
    .init("comparisons.yaml", "bound: 0.005", "bound: .inf", "'.inf'"),
    .init("comparisons.yaml", "bound: 0.005", "bound: 5e-3", "5e-3", "0.005"),
    .init("comparisons.yaml", "bound: 0.02", "bound: 0.002", "0.002", "wider"),
    .init("comparisons.yaml", "at-most: 1, rows: {m_DM: [100]}, ", "", "any row"),
    .init("comparisons.yaml", "at-most: 1", "at-most: 0", "'0' for at-most"),
    .init("comparisons.yaml", "bound: 3", "bound: 2.5", "whole number, 1 to 17"),
    .init("comparisons.yaml", "bound: 3", "bound: 3, quantile: 2.0", "quantile"),
    .init("comparisons.yaml", "kind: printed,", "kind: exact,", "'exact'", "sigma"),
    .init("comparisons.yaml", "kind: curve", "kind: line", "'line'", "ordering"),
    .init(
      "comparisons.yaml", "kind: curve", "errors: shared\n    kind: curve", "'shared'",
      "independent, correlated"),
    .init(
      "comparisons.yaml", "kind: ordering", "errors: correlated\n    kind: ordering",
      "correlated errors with kind ordering", "table or curve"),
    .init("comparisons.yaml", "tier: standard", "tier: slow", "'slow'", "quick, standard"),
    .init("comparisons.yaml", "peer-computed", "guessed", "'guessed'", "analytic"),
    .init("comparisons.yaml", "printed-precision", "taste", "'taste'", "monte-carlo"),
    .init("comparisons.yaml", "mini.yield", "mini..yield", "'mini..yield'"),
    .init("comparisons.yaml", "mini.yield", "mini yield", "'mini yield'"),
    .init("comparisons.yaml", "mini.yield", "Mini.yield", "'Mini.yield'"),
    .init("comparisons.yaml", "mini.yield", "2.5", "the number 2.5"),
    .init(
      "comparisons.yaml", ", {observable: mini.limit.profiled}", "", "one observable"),
    .init("comparisons.yaml", "kind: ordering", "kind: table", line: 33, "no key 'column'"),
    .init("comparisons.yaml", "bound: 0}", "bound: -1}", "'-1' for bound"),
    .init("comparisons.yaml", "id: fourteen-years, ", "", "no key 'id'"),
    .init("comparisons.yaml", ", because: \"Tables not public.\"", "", "'because'"),
    .init("comparisons.yaml", "\"Column 2 cannot be recomputed.\"", "{a: b}", "a mapping"),
    .init(
      "comparisons.yaml", "pairs: [{column: yield", "pairs: [{{a: b}: 1, column: yield", "no text"),
    .init("datasets.yaml", "id: numbers", "id: the numbers", "'the numbers'"),
    .init("datasets.yaml", "bytes: 3", "bytes: 3.5", "whole number"),
    .init("datasets.yaml", "bytes: 3", "bytes: -3", "'-3'"),
    .init(
      "datasets.yaml", "bytes: 3", "extent: half\n        bytes: 3", "'half'",
      "whole, beginning"),
    .init("datasets.yaml", "015ad", "015a", "64 lower-case"),
    .init("datasets.yaml", "mini/abc.txt", "../abc.txt", "'../abc.txt'"),
    .init("datasets.yaml", "mini/abc.txt", "/etc/passwd", "'/etc/passwd'"),
    .init("datasets.yaml", "mini/abc.txt", "mini/empty-line.txt", line: 13, "second path"),
    .init("datasets.yaml", "https://example.org/abc", "file:///abc", "'file:///abc.txt'"),
    .init("datasets.yaml", "licence: CC0", "license: CC0", "'license'", "licence"),
  ]

  @Test("Each broken file gets one sentence with file and line", arguments: tables + comparisons)
  func refused(_ broken: BrokenFile) throws {
    let fixture = try ReferenceFixture(broken.file, replacing: broken.old, with: broken.new)
    let error = try #require(
      #expect(throws: AssayError.self) {
        try ReferenceLibrary.load(study: ReferenceFixture.study, root: fixture.root)
      })
    let text = "\(error)"
    #expect(error.status == .badInput)
    #expect(text.hasPrefix("\(fixture.folder)/\(broken.file), line \(broken.line): "), "\(text)")
    for words in broken.says { #expect(text.contains(words), "\(text)") }
    #expect(!text.contains("\n"))
  }

  @Test(
    "A file cut anywhere is refused or, where only whole entries went, reads as less",
    arguments: ["submission.yaml", "limits.yaml", "comparisons.yaml", "datasets.yaml"])
  func truncated(file: String) throws {
    let whole = Array(ReferenceFixture.files[file]!.utf8)
    let fixture = try ReferenceFixture()
    for count in stride(from: 0, to: whole.count, by: 7) {
      try fixture.write(Data(whole[..<count]), file)
      let endsALine = count > 0 && whole[count - 1] == UInt8(ascii: "\n")
      do throws(AssayError) {
        _ = try ReferenceLibrary.load(study: ReferenceFixture.study, root: fixture.root)
        #expect(endsALine, "cut after \(count) bytes")
      } catch {
        #expect(error.status == .badInput)
        #expect("\(error)".contains(".yaml"), "\(error)")
      }
    }
  }

  @Test("Random damage is read or refused in one line, never trapped on", arguments: 1...4)
  func damaged(seed: UInt64) throws {
    var random = Philox(seed: seed, stream: 9)
    let fixture = try ReferenceFixture()
    let names = ReferenceFixture.files.keys.filter { $0.hasSuffix(".yaml") }.sorted()
    let alphabet = Array("0189.-+eE:{}[],'\"#&*!|>%@? \n\tn~_<".utf8) + [0, 0x80, 0xFF]
    var refused = 0
    for _ in 0..<150 {
      let name = names[Int(random.next() % UInt64(names.count))]
      var bytes = Array(ReferenceFixture.files[name]!.utf8)
      for _ in 0...(random.next() % 3) {
        let place = Int(random.next() % UInt64(bytes.count))
        let byte = alphabet[Int(random.next() % UInt64(alphabet.count))]
        if random.next() % 2 == 0 { bytes[place] = byte } else { bytes.insert(byte, at: place) }
      }
      try fixture.write(Data(bytes), name)
      do throws(AssayError) {
        _ = try ReferenceLibrary.load(study: ReferenceFixture.study, root: fixture.root)
      } catch {
        refused += 1
        let text = "\(error)"
        #expect(error.status == .badInput, "seed \(seed): \(text)")
        #expect(!text.contains("\n"), "seed \(seed): \(text)")
      }
      try fixture.write(ReferenceFixture.files[name]!, name)
    }
    #expect(refused > 50, "seed \(seed)")
  }

  @Test(
    "Bytes that are not UTF-8 are named by line",
    arguments: Array(ReferenceFixture.files.keys.sorted().filter { $0.hasSuffix(".yaml") }))
  func notUTF8(file: String) throws {
    let fixture = try ReferenceFixture()
    let lines = ReferenceFixture.files[file]!.split(
      separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    var bytes = Data((lines[0] + "\n" + lines[1]).utf8)
    bytes.append(contentsOf: [0x20, 0x23, 0xFF, 0xFE, 0x0A])
    bytes.append(contentsOf: Data(lines[2].utf8))
    try fixture.write(bytes, file)
    let error = #expect(throws: AssayError.self) {
      try ReferenceLibrary.load(study: ReferenceFixture.study, root: fixture.root)
    }
    #expect("\(error!)".hasPrefix("\(fixture.folder)/\(file), line 2: "), "\(error!)")
    #expect("\(error!)".contains("UTF-8"))
  }

  @Test(
    "A file that is a folder, is absent or is nested without end",
    arguments: ["submission.yaml", "limits.yaml", "comparisons.yaml"])
  func unreadable(file: String) throws {
    let fixture = try ReferenceFixture()
    let path = "\(fixture.folder)/\(file)"
    func text() -> String {
      let error = #expect(throws: AssayError.self) {
        try ReferenceLibrary.load(study: ReferenceFixture.study, root: fixture.root)
      }
      return error.map { "\($0)" } ?? ""
    }
    try fixture.write(String(repeating: "[", count: 100_000) + "\n", file)
    #expect(text().contains("nesting"))
    try FileManager.default.removeItem(atPath: path)
    let absent = text()
    #expect(absent.contains(file), "\(absent)")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(text().contains(path))
  }

  @Test("Rows with equal keys cannot be told apart")
  func equalKeys() throws {
    let fixture = try ReferenceFixture(
      "limits.yaml", replacing: "{value: 100.0}", with: "{value: 10}")
    let findings = Verify.report(root: fixture.root)
    #expect(findings.contains { $0.text.contains("rows 1 and 2 of table 'limits'") })
  }
}
