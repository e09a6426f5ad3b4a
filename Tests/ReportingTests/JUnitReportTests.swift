// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import FoundationXML
import Harness
import Numerics
import Testing

@testable import Reporting

/// A parsed element; enough of a tree to ask questions of a JUnit file.
private final class Node {
  let name: String
  let attributes: [String: String]
  var children: [Node] = []
  var text = ""

  init(_ name: String, _ attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  func all(_ name: String) -> [Node] {
    children.filter { $0.name == name } + children.flatMap { $0.all(name) }
  }
}

private final class TreeBuilder: NSObject, XMLParserDelegate {
  var stack = [Node("document", [:])]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let node = Node(name, attributes)
    stack.last!.children.append(node)
    stack.append(node)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { stack.last!.text += string }

  func parser(
    _ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?
  ) { stack.removeLast() }
}

private func parse(_ xml: String) throws -> Node {
  let parser = XMLParser(data: Data(xml.utf8))
  let builder = TreeBuilder()
  parser.delegate = builder
  try #require(parser.parse(), "\(String(describing: parser.parserError))")
  return builder.stack[0]
}

private func testcase(_ id: String, _ record: RunRecord = SampleRecord.all) throws -> Node {
  let cases = try parse(JUnitReport.xml(of: record)).all("testcase")
  return try #require(cases.first { $0.attributes["name"]!.hasPrefix(id + ":") })
}

private let hasJUnitParser = run(["python3", "-c", "import junitparser"], in: "/")?.status == 0

@Suite struct JUnitReportTests {
  @Test func countsAgreeWithTheCases() throws {
    let root = try parse(JUnitReport.xml(of: SampleRecord.all)).children[0]
    #expect(root.name == "testsuites")
    for node in [root, root.children[0]] {
      #expect(node.attributes["tests"] == String(root.all("testcase").count))
      #expect(node.attributes["failures"] == String(root.all("failure").count))
      #expect(node.attributes["skipped"] == String(root.all("skipped").count))
      #expect(node.attributes["errors"] == "0")
    }
    #expect(root.all("testcase").count == SampleRecord.comparisons.count)
    let suite = root.children[0]
    #expect(suite.attributes["timestamp"] == "2026-01-02T03:04:05")
    #expect(suite.attributes["hostname"] == "node1")
    #expect(suite.attributes["package"] == "assay")
    #expect(suite.children.first?.name == "properties")
    #expect(suite.children.suffix(2).map(\.name) == ["system-out", "system-err"])
  }

  @Test(arguments: [
    ("good", nil), ("known", nil), ("order", nil), ("chi", nil), ("bad", "failure"),
    ("gone", "failure"), ("noisy", "skipped"), ("absent", "skipped"), ("closed", "skipped"),
  ])
  func outcomes(_ id: String, _ element: String?) throws {
    let node = try testcase(id)
    let results = node.children.filter { ["failure", "skipped", "error"].contains($0.name) }
    #expect(results.map(\.name) == (element.map { [$0] } ?? []))
    for result in results {
      #expect(result.attributes["message"] == result.text)
      #expect(!result.text.isEmpty)
    }
    #expect(node.children.last?.name == "system-out")
  }

  @Test func caseNamesItsTable() throws {
    let node = try testcase("bad")
    #expect(node.attributes["classname"] == "assay.toy.limits")
    #expect(node.attributes["file"] == "Reference/toy/limits.yaml")
    #expect(try testcase("order").attributes["file"] == "Reference/toy/comparisons.yaml")
    #expect(node.all("failure")[0].attributes["type"] == "OutsideTolerance")
    #expect(try testcase("gone").all("failure")[0].attributes["type"] == "KnownDifferenceVanished")
    let values = node.all("system-out")[0].text
    #expect(values.contains("m_DM = 5 GeV: ours 2.5, reference 2.0, deviation 0.5, bound 0.01"))
  }

  /// Where the record says it, a case names the line of its rule.
  @Test func caseNamesItsLine() throws {
    var record = SampleRecord.only("bad")
    record.studies[0].places = ["bad": ReferencePlace(line: 17, file: "toy/limits.yaml")]
    let node = try testcase("bad", record)
    #expect(node.attributes["file"] == "Reference/toy/comparisons.yaml")
    #expect(node.attributes["line"] == "17")
    #expect(node.attributes["classname"] == "assay.toy.limits")
  }

  @Test func knownDifferenceIsAProperty() throws {
    let properties = try testcase("known").all("property").map(\.attributes)
    #expect(properties.contains(["name": "known differences", "value": "1"]))
    #expect(
      properties.contains(["name": "known difference", "value": "the paper used other spectra"]))
  }

  @Test(arguments: [1e-9, 1e-5, 1e7, 12.4])
  func timesHaveNoExponent(_ seconds: Double) throws {
    var record = SampleRecord.all
    record.run.seconds = seconds
    record.studies[0].stages = [.init(task: "t", seconds: seconds)]
    let root = try parse(JUnitReport.xml(of: record))
    for node in root.all("testsuites") + root.all("testsuite") + root.all("testcase") {
      let time = try #require(node.attributes["time"])
      #expect(time.wholeMatch(of: /[0-9]+(\.[0-9]+)?/) != nil)
    }
  }

  /// Any text goes through and comes back, less the characters that XML forbids.
  @Test(arguments: UInt64(1)...20)
  func textSurvives(_ seed: UInt64) throws {
    var random = Philox(seed: seed, stream: 1)
    let alphabet = Array("a&<>\"' \n\t\u{1}\u{8}\u{1B}\u{7F}\u{9F}\u{FFFE}é×σ😀]]>".unicodeScalars)
    var note = "n"
    for _ in 0..<40 {
      note.unicodeScalars.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
    }
    var record = SampleRecord.only("bad")
    record.studies[0].verdicts[0].rows[1].label = note
    record.studies[0].comparisons[0].title = note
    let node = try testcase("bad", record)
    var expected = note
    expected.unicodeScalars.removeAll {
      ($0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t") || $0 == "\u{FFFE}"
    }
    #expect(node.attributes["name"] == "bad: \(expected)", "seed \(seed)")
    #expect(node.all("system-out")[0].text.contains("\(expected): ours 2.5"), "seed \(seed)")
  }

  @Test(.enabled(if: hasJUnitParser, "python3 with junitparser is not here"))
  func junitparserReadsIt() throws {
    try withScratch { (folder: String) throws in
      let path = folder + "/junit.xml"
      try JUnitReport.xml(of: SampleRecord.all).write(
        toFile: path, atomically: true, encoding: .utf8)
      let script = """
        import sys, junitparser
        x = junitparser.JUnitXml.fromfile(sys.argv[1])
        s = next(iter(x))
        cases = list(s)
        kinds = [type(r).__name__ for c in cases for r in c.result]
        print(x.tests, x.failures, x.skipped, s.tests, len(cases), s.name,
              kinds.count("Failure"), kinds.count("Skipped"), sum(c.is_passed for c in cases))
        """
      let result = try #require(run(["python3", "-c", script, path], in: folder))
      #expect(result.output == "9 2 3 9 9 toy 2 3 4\n")
    }
  }
}
