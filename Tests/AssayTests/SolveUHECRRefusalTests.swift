// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// What `assay solve uhecr-anisotropy map`, `fraction` and `train` refuse.
@Suite struct SolveUHECRRefusalTests {
  private static let source = ["--source", "Cen A"]
  private static let map = ["map"] + source + ["--events", "10", "--from-source", "2"]
  private static let fraction = ["fraction"] + source
  private static let train = ["train"] + source + ["--events", "10", "--out", "x.safetensors"]

  private static func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(["solve", "uhecr-anisotropy"] + arguments)
  }

  @Test(arguments: [
    (["map", "--source", "Cen B", "--events", "10", "--from-source", "2"], "found \"Cen B\""),
    (["map", "--source", "10,95", "--events", "10", "--from-source", "2"], "found \"10,95\""),
    (["map", "--source", "10,20", "--events", "10", "--from-source", "2"], "without --distance"),
    (["map"] + source + ["--events", "10", "--from-source", "11"], "--from-source 11"),
    (["map"] + source + ["--events", "0", "--from-source", "0"], "--events 0"),
    (map + ["--distance=-1"], "--distance: found -1"),
    (map + ["--out", "map.txt"], "--out map.txt"), (map + ["--figure", "map.pdf"], "map.pdf"),
    (fraction + ["--events", "50,x"], "--events: found \"50,x\""),
    (fraction + ["--events", "0"], "--events: found \"0\""),
    (fraction + ["--statistic", "network"], "without --weights"),
    (fraction + ["--weights", "w.h5"], "--weights with --statistic llr"),
    (fraction + ["--statistic", "aps", "--binned"], "--binned with --statistic aps"),
    (fraction + ["--mixed", "1"], "--mixed 1"), (fraction + ["--missed", "1"], "--missed 1"),
    (fraction + ["--out", "f.txt"], "--out f.txt"),
    (train + ["--epochs", "0"], "--epochs: found 0"),
    (train + ["--curves", "c.txt"], "--curves c.txt"),
    (["train"] + source + ["--events", "10", "--out", "x.h5"], "--out x.h5"),
    (map + ["--device", "abacus"], "--device: found abacus; accepted: cpu"),
    (fraction + ["--events", "50", "--device", "abacus"], "--device: found abacus"),
    (train + ["--device", "abacus"], "--device: found abacus"),
    (train + ["--if-lost", "wait"], "--if-lost"),
  ])
  func usage(_ arguments: [String], _ sentence: String) throws {
    let found = try Self.run(arguments)
    #expect(found.status == 64 && found.errors.contains(sentence), "\(found.errors)")
  }

  @Test func values() throws {
    let place = try Scratch()
    let file = place.path + "/w.safetensors"
    _ = FileManager.default.createFile(atPath: file, contents: Data("not tensors".utf8))
    let network = Self.fraction + ["--statistic", "network", "--weights"]
    for (arguments, status, sentence) in [
      (Self.map + ["--nside", "12"], Int32(65), "Nside of deflection maps: found 12"),
      (Self.map + ["--threads", "0"], 65, "--threads: found 0"),
      (Self.map + ["--distance", "7"], 69, "the spectrum at 7.0 Mpc"),
      (network + [file], 65, "w.safetensors"),
      (network + [place.path + "/none.h5"], 69, "none.h5"),
      (network + ["published"], 69, "uhecr-networks"),
    ] {
      let found = try Self.run(arguments)
      #expect(found.status == status && found.errors.contains(sentence), "\(found.errors)")
    }
  }
}
