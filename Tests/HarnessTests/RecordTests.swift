// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Harness

/// The file that a run leaves.
@Suite struct RecordTests {
  let scratch = Scratch()

  // MARK: Round trip

  @Test func recordReadsBackEqual() throws {
    let record = try Toy.run(
      RunOptions(seed: .max, output: scratch("run"), command: ["assay", "run", "a/b"]))
    let read = try RunRecord.read(from: scratch("run/record.json"))
    #expect(try read.isSame(as: record))
    #expect(read.run.seed == .max)
    #expect(try RunRecord.digest(of: read.studies) == record.resultsDigest)
    let odd = try #require(read.studies[0].observables.first { $0.id == "odd" })
    let values = odd.values.map(\.value)
    #expect(values[0] == 0 && values[0].sign == .minus)
    #expect(values[1].isNaN)
    #expect(Array(values[2...]) == [.infinity, -.infinity, .leastNonzeroMagnitude])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func doublesKeepTheirBits(seed: UInt64) throws {
    var random = Philox(seed: seed, stream: 3)
    let values = (0..<500).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
    let bytes = try CanonicalJSON.encode(values)
    let read = try CanonicalJSON.decode([Double].self, from: bytes, file: "memory")
    #expect(read.map(\.bitPattern) == values.map(\.bitPattern), "seed \(seed)")
  }

  @Test func digestSeesAnswersOnly() throws {
    var record = try Toy.run(RunOptions(output: scratch("run")))
    let digest = record.resultsDigest
    record.studies[0].stages[0].seconds = 99
    record.studies[0].notes.append("later")
    #expect(try RunRecord.digest(of: record.studies) == digest)
    record.studies[0].observables[0].values[0].value += 1e-12
    #expect(try RunRecord.digest(of: record.studies) != digest)
  }

  static let statuses: [([(Verdict.Status, Int)], Numerics.ExitStatus)] = [
    ([(.reproduced, 0), (.notRun, 0), (.notComparable, 0)], .success),
    ([(.reproduced, 0), (.undecided, 0)], .undecided),
    ([(.undecided, 0), (.discrepant, 0)], .discrepant),
    ([(.undecided, 0), (.reproduced, 1)], .discrepant), ([], .success),
  ]

  @Test(arguments: statuses.indices)
  func exitStatus(_ i: Int) throws {
    var record = try Toy.run(RunOptions(only: ["sum.1"], output: scratch("run")))
    record.studies[0].verdicts = Self.statuses[i].0.map { status, vanished in
      var verdict = Verdict(comparison: "c", status: status)
      verdict.vanished = vanished
      return verdict
    }
    #expect(record.exitStatus == Self.statuses[i].1)
  }

  /// A panel as it was written before it could hold an image or bands; written again, it has the
  /// same bytes, so that the digests of old runs still hold.
  @Test func panelsWithoutImageAreAsBefore() throws {
    let old = #"""
      {"series":[{"role":"ours","style":"line","title":"a","x":[1],"y":[2]}],"title":"t",\#
      "x":{"label":"x","logarithmic":false},"y":{"label":"y","logarithmic":true}}
      """#
    let panel = try CanonicalJSON.decode(Figure.Panel.self, from: old.utf8, file: "memory")
    #expect(panel.image == nil && panel.bands == nil)
    #expect(String(decoding: try CanonicalJSON.encode(panel), as: UTF8.self) == old)
  }

  // MARK: Bad input

  static let broken: [(@Sendable (String) -> String, String)] = [
    ({ _ in "" }, "found text that is not JSON; accepted: JSON"),
    ({ String($0.dropLast(40)) }, "found text that is not JSON; accepted: JSON"),
    ({ _ in "[]" }, "found another type"),
    ({ _ in "{}" }, ", key format: found nothing"),
    (
      { $0.replacingOccurrences(of: "\"format\":1", with: "\"format\":2") },
      ", key format: found 2; accepted: 1"
    ),
    (
      { $0.replacingOccurrences(of: "\"format\":1", with: "\"format\":\"x\"") },
      ", key format: found another type"
    ),
    (
      {
        $0.replacingOccurrences(of: "\"worstAbsolute\"", with: "\"w\"").replacingOccurrences(
          of: "\"comparison\":\"pi\"", with: "\"c\":1")
      },
      ", key studies[0].verdicts[4].comparison: found nothing"
    ),
    ({ $0.replacingOccurrences(of: "\"tier\":\"quick\"", with: "\"tier\":\"fast\"") }, "key "),
  ]

  @Test(arguments: broken.indices)
  func brokenRecordsGetASentence(_ i: Int) throws {
    try Toy.run(RunOptions(output: scratch("run")))
    let text = try String(contentsOfFile: scratch("run/record.json"), encoding: .utf8)
    let changed = Self.broken[i].0(text)
    #expect(changed != text)
    try changed.write(toFile: scratch("bad.json"), atomically: true, encoding: .utf8)
    let error = try #require(throws: AssayError.self) {
      try RunRecord.read(from: scratch("bad.json"))
    }
    #expect(error.description.hasPrefix(scratch("bad.json")), "\(error)")
    #expect(error.description.contains(Self.broken[i].1), "\(error)")
    #expect(error.status == .badInput)
  }

  @Test func absentRecord() throws {
    let error = try #require(throws: AssayError.self) {
      try RunRecord.read(from: scratch("none.json"))
    }
    #expect(error.status == .missing)
  }

  // MARK: The schema

  /// A Python with `jsonschema` that knows draft 2020-12, from ASSAY_PYTHON or PATH.
  static let python: String? = {
    let name = ProcessInfo.processInfo.environment["ASSAY_PYTHON"] ?? "python3"
    let test = "from jsonschema import Draft202012Validator"
    return call([name, "-c", test]).status == 0 ? name : nil
  }()

  static func call(_ arguments: [String]) -> (status: Int32, text: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch { return (-1, "\(error)") }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  static let schema =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
    + "/Schemas/run-record-1.schema.json"

  /// Validates the record, and the record with a member added to, or taken from, each object:
  /// the schema must accept the first and refuse all others.
  static let validate = #"""
    import copy, json, sys
    from jsonschema import Draft202012Validator
    schema = json.load(open(sys.argv[1]))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    record = json.load(open(sys.argv[2]))
    errors = [f"{e.json_path}: {e.message}" for e in validator.iter_errors(record)]
    free = {"rows", "cost", "libraries", "variables", "referenceFiles"}
    count = 0
    def objects(node, path=()):
        if isinstance(node, dict):
            if not (path and path[-1] in free): yield path
            for key, value in node.items(): yield from objects(value, path + (key,))
        elif isinstance(node, list):
            for i, value in enumerate(node): yield from objects(value, path + (i,))
    for path in objects(record):
        changed = copy.deepcopy(record)
        node = changed
        for key in path: node = node[key]
        node["surplus"] = 1
        count += 1
        if validator.is_valid(changed): errors.append(f"accepts a surplus member at {path}")
    print(count)
    print("\n".join(errors))
    sys.exit(1 if errors else 0)
    """#

  @Test(.enabled(if: python != nil, "no python3 with jsonschema for draft 2020-12"))
  func recordsFitTheSchema() throws {
    try Toy.run(RunOptions(output: scratch("run")))
    let result = Self.call([
      Self.python!, "-c", Self.validate, Self.schema, scratch("run/record.json"),
    ])
    #expect(result.status == 0, "\(result.text)")
    let count = try #require(Int(result.text.prefix { $0 != "\n" }))
    #expect(count > 50)
  }

  /// Every key that the types can write is in the schema, whether this record has it or not.
  @Test func schemaNamesEveryOptionalMember() throws {
    let text = try String(contentsOfFile: Self.schema, encoding: .utf8)
    let optional = [
      "note", "worst", "worstRelative", "worstAbsolute", "worstPull", "chi2", "degreesOfFreedom",
      "pValue", "smallestCaught", "statisticsFactor", "referenceError", "ourError", "pull",
      "table", "known", "quantile", "allowance", "atMost", "units", "standardError", "gitCommit",
      "gitDirty", "loadAverage", "arXiv", "doi", "url", "ratio", "band", "range", "errors",
      "image", "bands", "device",
    ]
    for key in optional { #expect(text.contains("\"\(key)\":"), "\(key)") }
  }
}
