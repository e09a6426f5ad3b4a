// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

/// `assay solve anomaly-detection` end to end, on small event files made here.
@Suite struct SolveAnomalyTests {
  /// Events of a few jets; `scale` [GeV] sets their momenta.
  private static func events(_ count: Int, scale: Double, seed: UInt64) -> String {
    var random = Philox(seed: seed, stream: 1)
    return (1...count).map { id in
      let jets = (0..<4 + Int(random.next() % 3)).map { _ in
        let pt = 1000 * scale * (1 - log(random.uniform()))
        return "j,\(2 * pt),\(pt),\(2 * random.uniform() - 1),\(6 * random.uniform() - 3)"
      }
      let met = 1000 * scale * (1 + 2 * random.uniform())
      return "\(id);toy;1;\(met);\(random.uniform());" + jets.joined(separator: ";") + ";"
    }.joined(separator: "\n") + "\n"
  }

  private static func files(_ place: Scratch) throws -> (background: String, signal: String) {
    let names = ["background.csv", "signal.csv"].map { place.path + "/" + $0 }
    try events(400, scale: 100, seed: 1).write(
      toFile: names[0], atomically: true, encoding: .utf8)
    try events(200, scale: 160, seed: 2).write(
      toFile: names[1], atomically: true, encoding: .utf8)
    return (names[0], names[1])
  }

  private static func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(["solve", "anomaly-detection"] + arguments)
  }

  @Test func table() throws {
    let place = try Scratch()
    let (background, signal) = try Self.files(place)
    let out = place.path + "/answer.csv"
    let arguments = [
      "--background", background, "--signal", signal, "--theory", signal, "--method",
      "met,density,autoencoder,svdd,flow,flow-spline,hyperclass", "--combine", "and,or,prod,avg",
      "--epochs", "2", "--out", out, "--no-color",
    ]
    let one = try Self.run(arguments + ["--threads", "1"])
    #expect(one.status == 0, "\(one.errors)")
    let csv = try String(contentsOfFile: out, encoding: .utf8)
    let lines = csv.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count == 1 + 7 + 4)
    #expect(lines[0].hasPrefix("signal,method,auc,auc_error,efficiency_2"))
    // Momenta 1.6 times as large are seen by MET; 200 events of background leave out 1e-3 and 1e-4.
    let met = lines[1].split(separator: ",", omittingEmptySubsequences: false)
    #expect(met[1] == "met" && (Double(met[2]) ?? 0) > 0.7 && met[5] == "" && met[4] != "")
    #expect(csv.contains("200 events train, 200 are tested"))
    // The answer does not depend on threads.
    let two = try Self.run(arguments + ["--threads", "2"])
    #expect(two.output == one.output)
    let json = try Self.run(
      arguments.map { $0.replacing("answer.csv", with: "a.json") } + ["--json"])
    #expect(json.output.contains("\"method\" : \"AND\""))
    let fits = try Self.run(arguments.map { $0.replacing("answer.csv", with: "a.fits") } + ["-q"])
    #expect(fits.status == 0 && fits.output.isEmpty)
  }

  @Test(arguments: [
    (["--method", "met,x"], "--method: found \"x\""), (["--method", "met,met"], "twice"),
    (["--combine", "xor"], "--combine: found \"xor\""),
    (["--method", "met", "--combine", "and"], "two or more"),
    (["--method", "hyperclass"], "without --theory"),
    (["--theory", "t.csv"], "--theory without"),
    (["--train-share", "1"], "--train-share: found 1"),
    (["--epochs", "0"], "--epochs 0"), (["--out", "a.txt"], "--out a.txt"),
  ]) func usage(arguments: [String], text: String) throws {
    let outcome = try Self.run(["--background", "b.csv", "--signal", "s.csv"] + arguments)
    #expect(outcome.status == 64 && outcome.errors.contains(text), "\(outcome.errors)")
  }

  @Test(arguments: [
    ("", "found an empty file"), ("\n\n", "found no events"), ("1;p;1;2000", "found 4 columns"),
    ("1;p;;2000;0;j,1,1,0,0;", "an empty field for weight"),
    ("1;p;1;2000;0;x,1,1,0,0;", "the object \"x\""),
    ("1;p;1;2000;0;j,-1,1,0,0;", "a negative E"),
    ("1;p;1;2000;0;j,1,0,0;", "4 values of an object"),
    ("1;p;1;2000;0;j,1,1,0,nan;", "\"nan\" for phi"), ("1;p;1;2000;0;", "1 events, of which"),
  ]) func badFiles(text: String, sentence: String) throws {
    let place = try Scratch()
    let (_, signal) = try Self.files(place)
    let bad = place.path + "/bad.csv"
    try text.write(toFile: bad, atomically: true, encoding: .utf8)
    let outcome = try Self.run([
      "--background", bad, "--signal", signal, "--method", "density", "--train-share", "0.9",
    ])
    #expect(outcome.status == 65, "\(outcome.errors)")
    #expect(outcome.errors.contains(sentence) && outcome.errors.contains(bad), "\(outcome.errors)")
  }

  @Test func cutsAndMissingFiles() throws {
    let place = try Scratch()
    let (background, signal) = try Self.files(place)
    let cut = try Self.run([
      "--background", background, "--signal", signal, "--method", "met", "--channel-1",
    ])
    // Four jets above 50 GeV and MET above 200 GeV have a part of them.
    #expect(cut.status == 0, "\(cut.errors)")
    #expect(!cut.output.contains("200 events train, 200 are tested"))
    let missing = try Self.run(["--background", "/nowhere/b.csv", "--signal", signal])
    #expect(missing.status == 69 && missing.errors.contains("/nowhere/b.csv is missing"))
    let folder = try Self.run([
      "--background", background, "--signal", signal, "--out", "/nowhere/a.csv",
    ])
    #expect(folder.status == 73)
  }
}
