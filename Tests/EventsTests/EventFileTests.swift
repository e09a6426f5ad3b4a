// SPDX-License-Identifier: GPL-3.0-or-later

import Events
import Foundation
import Numerics
import Testing

@Suite struct EventFileTests {
  static let line =
    "7;ttbar;1;216178;1.5;j,1.2587e+06,274658,2.25,-1.19;m+,93465.9,84487.5,0.5,1.7;"

  // MARK: What is read

  @Test func fields() throws {
    let sample = try EventFile.parse(Self.line + "\n\n-3;ww;0.5;0;0;\n", file: "events")
    #expect(sample.count == 2)
    #expect(sample.ids == [7, -3])
    #expect((0..<2).map(sample.processName) == ["ttbar", "ww"])
    #expect(sample.weights == [1, 0.5])
    #expect(sample.met == [216178, 0])
    #expect(sample.metPhi == [1.5, 0])
    #expect(sample.objects(0) == 0..<2)
    #expect(sample.objects(1).isEmpty)
    #expect(sample.kinds == [.jet, .muonPlus])
    #expect(sample.energy == [1_258_700, 93465.9])
    #expect(sample.pt == [274658, 84487.5])
    #expect(sample.eta == [2.25, 0.5])
    #expect(sample.phi == [-1.19, 1.7])
  }

  @Test(arguments: EventObject.allCases)
  func everyKind(_ kind: EventObject) throws {
    let sample = try EventFile.parse("1;x;1;0;0;\(kind.symbol),2,1,0,0;", file: "events")
    #expect(sample.kinds == [kind])
    #expect([kind.isJet, kind.isElectron, kind.isMuon, kind == .photon].filter { $0 }.count == 1)
  }

  /// Line ends of other systems and a last semicolon or line end that is absent change nothing.
  @Test(arguments: [line, line + "\n", line + "\r\n", String(line.dropLast())])
  func endings(_ text: String) throws {
    #expect(try EventFile.parse(text, file: "a") == EventFile.parse(Self.line, file: "b"))
  }

  @Test func joining() throws {
    let other = "8;ww;2;10;0;g,5,4,0,0;\n9;ttbar;2;10;0;e-,5,4,0,0;"
    var joined = try EventFile.parse(Self.line, file: "a")
    joined.append(try EventFile.parse(other, file: "b"))
    #expect(joined == (try EventFile.parse(Self.line + "\n" + other, file: "c")))
  }

  // MARK: Kinematics

  /// Two massless back-to-back objects of energy E have the mass 2E, wherever they point; a single
  /// massless one has none. Rounding: one part in 10⁸ of the energy where squares cancel.
  @Test(arguments: [(0.0, 0.0), (1.2, 0.7), (-2.5, -3.0)])
  func masses(_ eta: Double, _ phi: Double) {
    let energy = 5e4
    let pt = energy / cosh(eta)
    var sample = EventSample()
    let one = EventSample.Object(.jet, energy: energy, pt: pt, eta: eta, phi: phi)
    let two = EventSample.Object(.photon, energy: energy, pt: pt, eta: -eta, phi: phi + .pi)
    sample.append(id: 1, process: "x", weight: 1, met: 30, metPhi: 0, objects: [one, two])
    sample.append(id: 2, process: "x", weight: 1, met: 30, metPhi: 0, objects: [one])
    sample.append(id: 3, process: "x", weight: 1, met: 30, metPhi: 0, objects: [])
    #expect((sample.invariantMass(0) / (2 * energy) - 1).magnitude < 1e-14)
    #expect(sample.invariantMass(1) < 2e-7 * energy)
    #expect(sample.invariantMass(2) == 0)
    #expect((sample.effectiveMass(0) - 2 * pt - 30).magnitude < 1e-9)
    #expect(sample.scalarSum(0) { $0.isJet } == pt)
    #expect(sample.effectiveMass(2) == 30)
  }

  // MARK: Bad input

  @Test(arguments: [
    ("", "events: found an empty file; accepted: at least one line event ID;"),
    ("\n \n", "events: found no events; accepted: at least one line"),
    ("1;x;1;0", "events, line 1: found 4 columns; accepted: at least 5: event ID;process ID;"),
    (
      line + "\n1;5;0.1;j,5,1,0;",
      "line 2, column 4: found an object \"j,5,1,0\", as in the older layout without event and process"
    ),
    (
      "1;x;1;5;0;j,4,0,0;",
      "column 6: found 4 values of an object, as in the older layout without energies; accepted: obj,E"
    ),
    ("1;x;1;5;0;j,4,3,0,0,1;", "column 6: found 6 values of an object; accepted: obj,E,pt,eta,phi"),
    (
      "1;x;1;5;0;mu-,4,3,0,0;",
      "found the object \"mu-\", as the older layout names it; accepted: j, b,"
    ),
    ("1;x;1;5;0;a,4,3,0,0;", "found the object \"a\", as the older layout names it"),
    ("1;x;1;5;0;tau,4,3,0,0;", "found the object \"tau\"; accepted: j, b, e-, e+, m-, m+, g"),
    ("1;x;1;5;0;;j,4,3,0,0;", "column 6: found an object without a name"),
    ("1;x;1;5;0;j,-4,3,0,0;", "line 1, column 6: found a negative E, -4; accepted: a number >= 0"),
    ("1;x;1;5;0;j,4,-3,0,0;", "column 6: found a negative pt, -3"),
    ("1;x;1;-5;0;", "column 4: found a negative MET, -5"),
    ("1;x;1;5;0;j,4,3,nan,0;", "column 6: found \"nan\" for eta; accepted: a finite number"),
    ("1;x;1;5;0;j,4,3,0,;", "column 6: found an empty field for phi"),
    ("1;x;1;1e999;0;", "column 4: found \"1e999\" for MET"),
    ("1;x;one;5;0;", "column 3: found \"one\" for weight"),
    ("1;x;1;5 ;0;", "column 4: found \"5 \" for MET"),
    ("1.5;x;1;5;0;", "column 1: found the event ID \"1.5\"; accepted: a whole number"),
    (";x;1;5;0;", "column 1: found no event ID"),
  ])
  func refusals(_ text: String, _ sentence: String) {
    do throws(AssayError) {
      _ = try EventFile.parse(text, file: "events")
      Issue.record("not refused: \(text)")
    } catch {
      #expect(error.description.contains(sentence), "\(error)")
      #expect(error.status == .badInput)
    }
  }

  @Test func noFile() {
    #expect(throws: AssayError.self) { try EventFile.read("/no/such/file.csv") }
  }

  // MARK: Real files

  static let folder = ProcessInfo.processInfo.environment["ASSAY_DATA"].map {
    $0 + "/anomaly-detection"
  }

  /// Read a second time with Foundation's own splitting; the numbers must be the same bits.
  @Test(
    .enabled(if: folder.map(FileManager.default.fileExists) ?? false, "ASSAY_DATA has no events"))
  func realFiles() throws {
    let folder = try #require(Self.folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".csv") }
    #expect(!files.isEmpty)
    for file in files {
      let path = folder + "/" + file
      let sample = try EventFile.read(path)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let lines = text.split(separator: "\n")
      #expect(sample.count == lines.count)
      for (i, line) in lines.enumerated() {
        let fields = line.split(separator: ";")
        #expect(sample.met[i] == Double(fields[3]))
        #expect(sample.processName(i) == fields[1])
        for (object, field) in zip(sample.objects(i), fields[5...]) {
          let parts = field.split(separator: ",")
          #expect(sample.kinds[object].symbol == parts[0])
          #expect(sample.energy[object] == Double(parts[1]))
          #expect(sample.phi[object] == Double(parts[4]))
        }
        #expect(sample.objects(i).count == fields.count - 5)
      }
    }
  }
}
