// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky
import Testing

/// `assay solve galactic-centre template` end to end, and its maps in a fit.
@Suite struct SolveCentreTemplateTests {
  private static func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(["solve", "galactic-centre"] + arguments)
  }

  private static func template(
    _ path: String, _ arguments: [String]
  ) throws -> SkyMapFile {
    let found = try run(["template"] + arguments + ["--out", path])
    #expect(found.status == 0, "\(found.errors)")
    #expect(found.output.contains("written: \(path)"))
    return try SkyMapFile.read(path)
  }

  private struct Fit: Decodable {
    struct Row: Decodable {
      var parameter: String
      var best: Double
      var low: Double
      var high: Double
    }
    var rows: [Row]
  }

  /// Exposure and templates by the command, photons of known shares in a cube of two energy bins: the
  /// fit finds the shares.
  @Test func fitted() throws {
    let scratch = try Scratch()
    func path(_ name: String) -> String { "\(scratch.path)/\(name).fits" }
    _ = try Self.template(
      path("exposure"), ["--profile", "disk", "--disk-length", "50", "--sun", "8", "--nside", "16"])
    let shapes = [
      ("halo", ["--profile", "nfw", "--slope", "1.2", "--psf", "4"]),
      ("bub", ["--profile", "bubbles"]), ("iso", ["--profile", "isotropic"]),
    ]
    let wanted = [6.0, 2, 1]
    var mean = [Double](repeating: 0, count: 3072)
    for ((name, options), amount) in zip(shapes, wanted) {
      let file = try Self.template(
        path(name),
        options + [
          "--exposure", path("exposure"), "--normalise", "--radius", "50", "--ordering", "nested",
        ])
      #expect(file.coordinates == .galactic && file.maps.count == 1)
      for p in mean.indices { mean[p] += amount * file.maps[0].values[p] }
    }
    var random = Philox(seed: 3, stream: Philox.stream(of: "solve template"))
    let photons = mean.map { Double(random.poisson($0)) }
    let first = photons.map { Double(random.binomialHalf($0)) }
    let sphere = try HEALPix(nside: 16)
    try SkyMapFile([
      SkyMap(sphere, values: first, name: "E1"),
      SkyMap(sphere, values: zip(photons, first).map { $0 - $1 }, name: "E2"),
    ]).write(to: path("cube"))
    func fit(_ counts: String) throws -> [Fit.Row] {
      let found = try Self.run(
        ["nptf", "--counts", counts, "--radius", "50", "--json"]
          + shapes.flatMap { ["--template", "\($0.0)=\(path($0.0))"] })
      #expect(found.status == 0, "\(found.errors)")
      return try JSONDecoder().decode(Fit.self, from: Data(found.output.utf8)).rows
    }
    let all = try fit(path("cube") + "[1:2]")
    for (row, truth) in zip(all, wanted) {
      // Five half widths of the 68 % interval.
      #expect(abs(row.best - truth) < 2.5 * (row.high - row.low), "\(row) \(truth)")
    }
    let (one, two) = (try fit(path("cube")), try fit(path("cube") + "[E2]"))
    for i in wanted.indices {
      #expect(abs(one[i].best + two[i].best - all[i].best) < all[i].high - all[i].low)
    }
  }

  /// All formulas, orderings, JSON.
  @Test func formulas() throws {
    let scratch = try Scratch()
    for profile in ["nfw", "disk", "bulge", "bubbles", "isotropic"] {
      let (ring, nested) = (scratch.path + "/r.fits", scratch.path + "/n.fits")
      let first = try Self.template(ring, ["--profile", profile, "--nside", "8"])
      let second = try Self.template(
        nested, ["--profile", profile, "--nside", "8", "--ordering", "nested", "--threads", "1"])
      #expect(first == second && first.maps[0].name == "TEMPLATE")
      #expect(
        try FITSTable.read(nested, keywords: ["ORDERING"]).card("ORDERING") == .text("NESTED"))
    }
    let found = try Self.run([
      "template", "--profile", "bulge", "--nside", "4", "--bulge-axes", "1,1,1", "--json", "--out",
      scratch.path + "/b.fits",
    ])
    let object = try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any]
    #expect(object?["nside"] as? Int == 4 && object?["units"] as? String == "kpc")
  }

  /// One sentence each, with the documented status, and nothing written.
  @Test func refusals() throws {
    let scratch = try Scratch()
    let sphere = try HEALPix(nside: 4)
    let (good, bad) = (scratch.path + "/good.fits", scratch.path + "/bad.fits")
    let maps = [SkyMap(sphere, name: "A") { _ in 1 }, SkyMap(sphere, name: "B") { _ in 2 }]
    try SkyMapFile(maps, coordinates: .galactic).write(to: good)
    try SkyMapFile([SkyMap(sphere) { $0.x }], coordinates: .equatorial).write(to: bad)
    let out = ["--out", scratch.path + "/out.fits"]
    let cases: [([String], Int32, String)] = [
      (["--profile", "nfw", "--disk-length", "3"] + out, 64, "accepted: with disk"),
      (["--profile", "isotropic", "--sun", "8"] + out, 64, "accepted: with bubbles, bulge"),
      (["--profile", "bulge", "--bulge-axes", "1,2"] + out, 64, "three lengths"),
      (["--profile", "bulge", "--bulge-axes", "1,2,-1"] + out, 65, "third axis"),
      (["--profile", "nfw", "--slope", "3"] + out, 65, "0 to below 3"),
      (["--profile", "nfw", "--power", "3"] + out, 65, "2 or 1"),
      (["--profile", "bubbles", "--bubble-reach", "90"] + out, 65, "below 90 degrees"),
      (["--profile", "disk", "--disk-height", "0"] + out, 65, "scale height"),
      (["--profile", "disk", "--psf", "wide"] + out, 64, "fermi, or none"),
      (["--profile", "disk", "--nside", "9000"] + out, 65, "1 to 8192"),
      (["--profile", "disk", "--nside", "6", "--ordering", "nested"] + out, 65, "power of two"),
      (["--profile", "disk", "--oversample", "5"] + out, 65, "power of two"),
      (["--profile", "disk", "--threads", "0"] + out, 65, "1 or more"),
      (["--profile", "disk", "--radius", "5"] + out, 64, "with --normalise"),
      (["--profile", "disk", "--normalise", "--radius", "200"] + out, 65, "0 to 180"),
      (["--profile", "disk", "--exposure", scratch.path + "/none.fits"] + out, 69, "none.fits"),
      (["--profile", "disk", "--exposure", good + "[3]"] + out, 65, "found 2 maps"),
      (["--profile", "disk", "--exposure", good + "[1:2]"] + out, 64, "found several bins"),
      (["--profile", "disk", "--exposure", bad] + out, 65, "keyword COORDSYS: found \"C\""),
      (["--profile", "disk", "--exposure", good, "--nside", "8"] + out, 65, "accepted: 8"),
      (["--profile", "disk", "--out", scratch.path + "/out.csv"], 64, "ends in .fits"),
      (["--profile", "disk", "--out", scratch.path + "/no/out.fits"], 73, "cannot write"),
    ]
    for (arguments, status, part) in cases {
      let found = try Self.run(["template"] + arguments)
      #expect(found.status == status, "\(arguments): \(found.status) \(found.errors)")
      #expect(found.errors.contains(part), "\(found.errors)")
      #expect(found.errors.split(separator: "\n").count == 1 && found.output.isEmpty)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
        == ["bad.fits", "good.fits"])
  }
}

extension Philox {
  /// Of so many photons, those that fall in the first of two equal halves.
  fileprivate mutating func binomialHalf(_ photons: Double) -> Int {
    (0..<Int(photons)).count { _ in uniform() < 0.5 }
  }
}
