// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// What `assay solve neutrino-cascade` refuses, and what it leaves then.
@Suite struct SolveCascadeRefusalTests {
  struct Question: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var status: Int32
    /// Name, value and range that the sentence must hold.
    var mustName: [String]
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: [String], _ status: Int32, _ mustName: [String]) {
      (self.arguments, self.status, self.mustName) = (arguments, status, mustName)
    }
  }

  static let questions: [Question] = [
    // Units at the boundary.
    Question(["--mass", "10"], 64, ["--mass", "\"10\"", "MeV"]),
    Question(["--mass", "10mev"], 64, ["--mass", "\"10mev\"", "upper and lower case"]),
    Question(["--mass", "ten MeV"], 64, ["--mass", "\"ten MeV\""]),
    Question(["--mass", "MeV"], 64, ["--mass", "\"MeV\""]),
    Question(["--mass", "nanMeV"], 64, ["--mass", "\"nanMeV\""]),
    Question(["--emin", "1e12"], 64, ["--emin", "1e12", "TeV"]),
    Question(["--sum-masses", "0.1kg"], 64, ["--sum-masses", "0.1kg", "bare number in eV"]),
    // Ranges of parameters.
    Question(["--mass", "-1MeV"], 65, ["mass of the Z'", "-1000000.0", "above 0"]),
    Question(["--mass", "0.3GeV"], 65, ["mass of the Z'", "2 m_mu"]),
    Question(["--mass", "10meV"], 65, ["--mass", "10 meV", "at least 5.99 eV"]),
    Question(["--coupling", "0"], 65, ["coupling", "0.0", "above 0"]),
    Question(["--coupling", "-5e-4"], 65, ["coupling", "-0.0005", "above 0"]),
    Question(["--coupling", "9"], 65, ["coupling", "9.0", "3.545"]),
    Question(["--coupling", "0.1"], 65, ["coupling", "0.1", "at most 0.013", "the resonance"]),
    Question(["--coupling", "strong"], 64, ["--coupling", "strong"]),
    Question(["--sum-masses", "0.05"], 65, ["sum of the neutrino masses", "0.05", "0.058"]),
    Question(
      ["--sum-masses", "0.09eV", "--ordering", "inverted"], 65,
      ["sum of the neutrino masses", "0.09", "0.09", "inverted"]),
    Question(["--ordering", "upside-down"], 64, ["upside-down", "normal", "inverted"]),
    Question(["--zmax", "0"], 65, ["zmax", "0.0", "above 0"]),
    Question(["--zmax", "-1"], 65, ["zmax", "-1.0", "above 0"]),
    Question(["--kappa", "0"], 65, ["kappa", "0.0", "positive"]),
    Question(["--kappa", "1e300"], 65, ["kappa", "1e+300", "up to 100"]),
    Question(["--h0", "-70"], 65, ["H0", "-70.0", "positive"]),
    Question(["--h0", "1e-300"], 65, ["H0", "1e-300", "1 to 1000"]),
    Question(["--gamma", "0.5"], 65, ["gamma", "0.5", "1 to 6"]),
    Question(["--gamma", "2,,3"], 64, ["--gamma", "finite number"]),
    Question(["--flavours", "1:2"], 64, ["--flavours", "1:2", "1:2:0"]),
    Question(["--flavours", "0:0:0"], 65, ["flavour", "0.0", "not all 0"]),
    Question(["--flavours", "1e308:1e308:1"], 65, ["flavour", "1e+308", "such as 1:2:0"]),
    Question(["--evolution", "/nowhere.txt"], 65, ["--evolution", "/nowhere.txt", "sfr"]),
    Question(["--emin", "1PeV", "--emax", "1TeV"], 65, ["energy range", "two positive"]),
    Question(["--emin", "0eV"], 65, ["--emin", "0eV", "above 0"]),
    Question(["--emax", "10TeV"], 65, ["highest energy", "at least"]),
    Question(["--du", "0"], 65, ["du", "0.0"]),
    Question(["--du", "nan"], 65, ["grid spacing du", "nan", "1e-5 to 0.05"]),
    Question(["--du", "0.02"], 65, ["du", "0.02", "thermal width", "at most"]),
    Question(["--points", "0"], 65, ["--points", "0", "above 0"]),
    Question(["--every", "-2"], 65, ["--every", "-2", "above 0"]),
    Question(["--variant", "gpu"], 64, ["gpu", "simd"]),
    // Files.
    Question(["--out", "a.xls"], 64, ["a.xls", ".csv"]),
    Question(["--figure", "a.pdf"], 64, ["a.pdf", ".svg"]),
    Question(["--out", "/proc/nowhere/a.csv", "--du", "4e-3"], 73, ["/proc/nowhere/a.csv"]),
    Question(["--out", "/proc/nowhere/a.fits", "--du", "4e-3"], 73, ["/proc/nowhere/a.fits"]),
    // One solve against a scan.
    Question(["--scan", "--mass", "10MeV"], 64, ["--mass", "--scan-mass"]),
    Question(["--scan", "--coupling", "1e-4"], 64, ["--coupling", "--scan-coupling"]),
    Question(["--scan", "--emax", "1EeV"], 64, ["--emax", "--window"]),
    Question(["--scan", "--points", "5"], 64, ["--points", "--scan"]),
    Question(["--scan", "--gamma", "2,3"], 64, ["--gamma", "2,3", "one index"]),
    Question(["--window", "1TeV:1PeV"], 64, ["--window", "adding --scan"]),
    Question(["--scan-mass", "1MeV:2MeV:5"], 64, ["--scan-mass", "adding --scan"]),
    Question(["--if-lost", "cpu"], 64, ["--if-lost belongs to a scan", "adding --scan"]),
    Question(["--threads", "2"], 64, ["--threads", "adding --scan"]),
    Question(["--scan", "--scan-mass", "1MeV:9MeV"], 64, ["--scan-mass", "1MeV:9MeV", "COUNT"]),
    Question(["--scan", "--scan-mass", "1:9:5"], 64, ["--scan-mass", "\"1\"", "MeV"]),
    Question(["--scan", "--scan-mass", "9MeV:1MeV:5"], 65, ["--scan-mass", "HIGH above LOW"]),
    Question(["--scan", "--scan-coupling", "0:1e-3:5"], 65, ["--scan-coupling", "LOW above 0"]),
    Question(
      ["--scan", "--scan-coupling", "1e-5:1e-3:1"], 65, ["--scan-coupling", "COUNT from 2"]),
    Question(
      ["--scan", "--scan-coupling", "1e-5:1e-3:1001"], 65, ["--scan-coupling", "to 1000"]),
    Question(["--scan", "--scan-coupling", "1e-3:0.1:5"], 65, ["0.1", "1000000.0 eV", "0.0043"]),
    Question(["--scan", "--scan-mass", "1meV:1eV:5"], 65, ["--scan-mass", "1 meV", "5.99 eV"]),
    Question(["--scan", "--window", "1TeV:1.001TeV"], 65, ["window", "factor of at least 1.002"]),
    Question(["--scan", "--window", "16TeV"], 64, ["--window", "LOW:HIGH"]),
    Question(
      ["--scan", "--window", "3PeV:1PeV"], 65, ["--window", "3PeV:1PeV", "lower one first"]),
    Question(["--scan", "--threads", "0"], 65, ["--threads", "0", "above 0"]),
  ]

  @Test(arguments: questions) func badQuestionsGetOneSentence(question: Question) throws {
    let place = try Scratch()
    let outcome = try Program.run(
      ["solve", "neutrino-cascade"] + question.arguments, folder: place.path)
    #expect(outcome.status == question.status, "\(outcome.errors)")
    #expect(outcome.output.isEmpty, "\(outcome.output)")
    for word in question.mustName {
      #expect(outcome.errors.contains(word), "\(word) is not in: \(outcome.errors)")
    }
    // ArgumentParser adds its usage lines to the refusals of a choice.
    if !["--ordering", "--variant"].contains(question.arguments[0]) {
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }
    #expect(place.files().isEmpty, "\(place.files())")
  }

  @Test(.enabled(if: SmallDisk.works, "this user may not mount a tmpfs"))
  func aFullDiskLeavesNoHalfFile() throws {
    let disk = try SmallDisk(kilobytes: 64)
    for file in ["a.csv", "a.json", "a.fits"] {
      let outcome = try Program.run(
        ["solve", "neutrino-cascade", "--quiet", "--out", "\(disk.path)/\(file)"])
      #expect(outcome.status == 73, "\(file): \(outcome.errors)")
      #expect(outcome.errors.contains(file), "\(outcome.errors)")
      #expect(try FileManager.default.subpathsOfDirectory(atPath: disk.path).isEmpty)
    }
  }

  /// A dense solve is slow enough to be met at work.
  @Test(arguments: [SIGINT, SIGTERM]) func anInterruptLeavesNothing(signal: Int32) throws {
    let place = try Scratch()
    let errors = place.path + "/errors.txt"
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    let process = try Program.start(
      [
        "solve", "neutrino-cascade", "--variant", "dense", "--out", place.path + "/a.csv",
        "--figure", place.path + "/a.svg",
      ], errors: FileHandle(forWritingAtPath: errors))
    // Until the program has set its own answer to the signal, the default one would end it.
    process.wait(until: { process.answers(signal) })
    while process.isRunning {
      kill(process.processIdentifier, signal)
      Thread.sleep(forTimeInterval: 0.02)
    }
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    #expect(place.files() == ["errors.txt"])
    #expect(try String(contentsOfFile: errors, encoding: .utf8).contains("interrupted"))
  }
}
