// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing
import Timing

/// `assay bench` with a few short rounds: what it leaves, never how long it took.
@Suite struct BenchTests {
  static let quick = ["bench", "dwarf-limits", "--quick", "--threads", "2", "--rounds", "2"]

  @Test func reportHasEveryRow() throws {
    let place = try Scratch()
    let folder = place.path + "/bench"
    let outcome = try Program.run(Self.quick + ["--out", folder])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let record = try BenchRecord.read(from: folder + "/bench.json")
    #expect(record.workloads.map(\.name) == ["dwarf-limits/tuning"])
    let rows = record.workloads[0].variants
    #expect(rows.map(\.id) == ["scalar", "simd", "simd threads=2"])
    #expect(rows.allSatisfy { $0.validation.isValid && $0.pairs.count == 2 && $0.summary != nil })
    #expect(rows[1].validation.difference != nil && rows[2].threads == 2)
    #expect(record.controls.map(\.threads) == [1, 2] && record.ceilings.peaks.count == 4)
    #expect(record.workloads[0].sizes?.points.count == Workload.threeDecades.count)
    // Raw data are not given here, and the combination says so.
    #expect(record.skipped.map(\.workload) == ["combination"])
    let page = try String(contentsOfFile: folder + "/bench.md", encoding: .utf8)
    for part in [
      "| workload, item | variant |", "## A/A control", "## Ceilings", "## Threads",
      "## Problem size",
      "## Not run", "figures/bench-roofline.svg",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    for figure in ["bench-roofline", "bench-scaling", "bench-gains"] {
      #expect(
        FileManager.default.fileExists(atPath: "\(folder)/figures/\(figure).svg"), "\(figure)")
    }
    #expect(outcome.output.contains("`dwarf-limits/tuning`"))
    try Self.checkSchema(folder + "/bench.json")

    let again = try Program.run(
      Self.quick + [
        "--variant", "simd", "--against", folder + "/bench.json", "--machine",
        folder + "/bench.json", "--no-figures", "--out", place.path + "/again",
      ])
    #expect(again.status == 0, "\(again.errors)")
    let second = try String(contentsOfFile: place.path + "/again/bench.md", encoding: .utf8)
    #expect(second.contains("## Against bench-") && second.contains("Score **"))
    #expect(second.contains("The same machine."))
  }

  @Test func jsonOutputIsTheRecord() throws {
    let place = try Scratch()
    let outcome = try Program.run(
      Self.quick + ["--json", "--no-figures", "--variant", "simd", "--out", place.path + "/b"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let printed = try JSONDecoder().decode(BenchRecord.self, from: Data(outcome.output.utf8))
    #expect(printed == (try BenchRecord.read(from: place.path + "/b/bench.json")))
    #expect(try !String(contentsOfFile: place.path + "/b/bench.md", encoding: .utf8).contains("!["))
  }

  static let refusals: [([String], Int32, String)] = [
    (["bench", "--threads", "0"], 64, "--threads: found 0"),
    (["bench", "--rounds", "0"], 64, "--rounds: found 0"),
    (["bench", "--seconds", "-1"], 64, "--seconds"),
    (["bench", "--device", "abacus"], 64, "--device: found abacus; accepted: all, cpu"),
    (["bench", "--variant", "avx1024"], 64, "--variant: found avx1024; accepted: "),
    (["bench", "no-such-study"], 64, "no study no-such-study"),
    (["bench", "--against", "/nowhere.json"], 69, "/nowhere.json"),
  ]

  @Test(arguments: refusals.indices)
  func refusalsAreOneSentence(_ i: Int) throws {
    let (arguments, status, sentence) = Self.refusals[i]
    let outcome = try Program.run(arguments)
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func aRecordOfAnotherKindIsRefusedBeforeTheRun() throws {
    let place = try Scratch()
    try "{\"format\":1}".write(
      toFile: place.path + "/other.json", atomically: true, encoding: .utf8)
    let outcome = try Program.run(
      Self.quick + ["--against", place.path + "/other.json", "--out", place.path + "/b"])
    #expect(outcome.status == 65 && outcome.errors.contains("other.json, key"))
    #expect(!FileManager.default.fileExists(atPath: place.path + "/b"))
  }

  // MARK: The schema

  static let validate = #"""
    import copy, json, sys
    from jsonschema import Draft202012Validator
    schema = json.load(open(sys.argv[1]))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    record = json.load(open(sys.argv[2]))
    errors = [f"{e.json_path}: {e.message}" for e in validator.iter_errors(record)]
    def objects(node, path=()):
        if isinstance(node, dict):
            if not (path and path[-1] in {"libraries", "variables", "deviceNotes"}): yield path
            for key, value in node.items(): yield from objects(value, path + (key,))
        elif isinstance(node, list):
            for i, value in enumerate(node[:2]): yield from objects(value, path + (i,))
    for path in objects(record):
        changed = copy.deepcopy(record)
        node = changed
        for key in path: node = node[key]
        node["surplus"] = 1
        if validator.is_valid(changed): errors.append(f"accepts a surplus member at {path}")
    print("\n".join(errors))
    sys.exit(1 if errors else 0)
    """#

  /// Validates the record with a Python that has `jsonschema` for draft 2020-12; without one only
  /// the keys of the optional members are looked for.
  static func checkSchema(_ record: String) throws {
    let schema = Program.root + "/Schemas/bench-record-1.schema.json"
    let text = try String(contentsOfFile: schema, encoding: .utf8)
    for key in [
      "reason", "difference", "energyReason", "ceilingShare", "joulesPerItem", "workingSet",
      "sizes", "exponent", "standardError", "loadAverage", "joules", "summary",
    ] {
      #expect(text.contains("\"\(key)\":"), "\(key)")
    }
    let python = ProcessInfo.processInfo.environment["ASSAY_PYTHON"] ?? "python3"
    guard call([python, "-c", "from jsonschema import Draft202012Validator"]).status == 0 else {
      return
    }
    let outcome = call([python, "-c", validate, schema, record])
    #expect(outcome.status == 0, "\(outcome.text)")
  }

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
}
