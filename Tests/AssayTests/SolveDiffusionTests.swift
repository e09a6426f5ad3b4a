// SPDX-License-Identifier: GPL-3.0-or-later

import CosmicRayDiffusion
import Foundation
import Numerics
import Testing
import Turbulence

/// `assay solve cosmic-ray-diffusion` end to end, on small ensembles of plane waves.
@Suite struct SolveDiffusionTests {
  static let small = [
    "--field", "waves", "--modes", "32", "--realisations", "2", "--particles", "16", "--time", "5",
  ]

  /// What --json prints.
  struct Table: Decodable {
    var rows: [[String: Double]]
  }

  static func run(
    _ arguments: [String], with common: [String] = small
  ) throws -> Program.Outcome {
    try Program.run(["solve", "cosmic-ray-diffusion"] + common + arguments)
  }

  /// The numbers of the command are those of the library, and the same for any number of threads.
  @Test func numbersOfTheLibrary() throws {
    var request = DiffusionRequest(
      rigidities: [2.2, 7.4], fieldStrength: 4, correlationLength: 2)
    (request.kind, request.modes) = (.waves, 32)
    (request.realisations, request.particles, request.duration) = (2, 16, 5)
    let answers = try request.solve(threads: 1)
    let one = try Self.run(["--rigidity", "2.2PV,7.4PV", "--json", "--threads", "1"])
    let two = try Self.run(["--rigidity", "2.2PV,7.4PV", "--json", "--threads", "2"])
    #expect(one.status == 0)
    #expect(one.output == two.output)
    let rows = try JSONDecoder().decode(Table.self, from: Data(one.output.utf8)).rows
    #expect(rows.map { $0["d_slope"] } == answers.map(\.slope.value))
    #expect(rows.map { $0["x"] } == answers.map(\.x))
  }

  /// r_L = 1.08100761 pc (R/PV)/(B/µG): one correlation length at 7.4005 PV, 4 µG and 2 pc.
  @Test func rigidityOfOneCorrelationLength() throws {
    let request = DiffusionRequest(
      rigidities: [7.4005], fieldStrength: 4, correlationLength: 2)
    #expect(abs(try request.larmorRadii()[0] / 2 - 1) < 1e-4)
    // The spectrum has the correlation length asked for.
    for convention in CorrelationConvention.allCases {
      var other = request
      other.convention = convention
      #expect(abs(try other.spectrum().correlationLength(convention) - 2) < 1e-12)
    }
  }

  /// Every kind of field answers, and is named above the table.
  @Test(arguments: [
    (["--field", "grid", "--nodes", "32", "--range", "4"], "grid of 32^3 nodes"),
    (["--field", "nested", "--nodes", "16", "--range", "4"], "nested grids of 16^3 nodes"),
    (["--field", "composite", "--slab-share", "0.4"], "slab with 0.4 of B^2"),
  ])
  func kinds(_ arguments: [String], _ name: String) throws {
    let result = try Self.run(arguments + ["--mean-field", "2uG"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains(name), "\(result.output)")
  }

  /// One problem, asked in any convention of the correlation length, has one duration.
  @Test func durationsOfEveryConvention() throws {
    var request = DiffusionRequest(rigidities: [74], fieldStrength: 4, correlationLength: 2)
    (request.kind, request.modes) = (.waves, 8)
    (request.realisations, request.particles) = (1, 1)
    let expected = try request.solve(threads: 1)[0].duration * 2
    let spectrum = try request.spectrum()
    for convention in CorrelationConvention.allCases {
      var other = request
      other.convention = convention
      other.correlationLength = try spectrum.correlationLength(convention)
      let duration = try other.solve(threads: 1)[0].duration * other.correlationLength
      #expect(abs(duration / expected - 1) < 1e-12, "\(convention)")
    }
  }

  /// Steps are a tenth of the gyration radius in the whole field.
  @Test func stepsResolveTheMeanField() throws {
    var request = DiffusionRequest(rigidities: [0.74], fieldStrength: 4, correlationLength: 2)
    let (spectrum, radius) = (try request.spectrum(), try request.larmorRadii()[0])
    request.meanField = 400
    let whole = radius / (1 + 1e4).squareRoot()
    #expect(abs(request.step(radius, spectrum) / (0.1 * whole) - 1) < 1e-12)
  }

  /// A map, and nothing left behind where it is refused.
  @Test func map() throws {
    let file = NSTemporaryDirectory() + "arrival-\(UUID()).fits"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let arguments = ["--rigidity", "2.2PV", "--map", file, "--nside", "4", "--tau", "1"]
    let waves = ["--field", "waves", "--modes", "32"]
    for bad in [
      ["--observer", "0,0"], ["--observer", "1e20,0,0"], ["--nside", "2048"],
      ["--particles", "9"],
    ] {
      #expect(try Self.run(arguments + bad, with: waves).status == 64, "\(bad)")
      #expect(!FileManager.default.fileExists(atPath: file))
    }
    let outcome = try Self.run(arguments + ["--json"], with: waves)
    #expect(outcome.status == 0)
    let printed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    #expect((printed as? [String: Any])?["pixels"] as? Int == 192)
    let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
    #expect(size.map { $0 > 0 && $0 % 2880 == 0 } == true)
  }

  @Test(arguments: [
    (["--rigidity", "2.2"], 65, "rigidity"), (["--rigidity=-1PV"], 65, "rigidity"),
    (["--lc", "2"], 65, "length"), (["--b-rms", "4pc"], 65, "field"),
    (["--range", "1"], 65, "L_max/L_min"), (["--particles", "0"], 65, "particles"),
    (["--field", "composite", "--slab-share", "1.5"], 65, "slab"),
    (["--field", "nested", "--nodes", "100"], 65, "nested"),
    (["--realisations", "0"], 65, "realisations"), (["--index", "5000"], 65, "index"),
    (["--index", "nan"], 65, "index"), (["--lc", "1e-320pc"], 65, "r_L/l_c"),
    (["--time", "0.034"], 65, "two steps"), (["--particles", "4000000000000"], 65, "particles"),
    (["--realisations", "100000000000000"], 65, "realisations"), (["--time", "0"], 65, "time"),
    (["--figure", "a.svg"], 64, "--map"), (["--out", "a.txt"], 64, "--out"),
    (["--rigidity", "1PV:2PV"], 64, "--rigidity"), (["--threads", "0"], 65, "--threads"),
  ])
  func refusals(_ arguments: [String], _ status: Int32, _ word: String) throws {
    let result = try Self.run(arguments)
    #expect(result.status == status)
    #expect(result.errors.contains(word), "\(result.errors)")
  }
}
