// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky
import Testing

/// `assay solve galactic-centre nptf` end to end, on small maps.
@Suite struct SolveCentreTests {
  private struct Table: Decodable {
    struct Row: Decodable {
      var parameter: String
      var best: Double
      var low: Double
      var high: Double
      var median: Double?
      var rangeLow: Double
      var rangeHigh: Double
    }
    var rows: [Row]
    var quantities: [String: [Double]]
  }

  private static func map(
    _ scratch: Scratch, _ name: String, nside: Int = 8, _ value: (Int) -> Double
  ) throws -> String {
    let sphere = try HEALPix(nside: nside)
    let path = scratch.path + "/\(name).fits"
    try SkyMapFile(
      [try SkyMap(sphere, values: (0..<sphere.pixels).map(value))], coordinates: .galactic
    ).write(to: path)
    return path
  }

  private static func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(["solve", "galactic-centre", "nptf"] + arguments)
  }

  private static func maps(_ scratch: Scratch) throws -> [String] {
    var random = Philox(seed: 1, stream: Philox.stream(of: "solve galactic-centre"))
    let photons = (0..<768).map { Double(random.poisson(2 + 0.004 * Double($0))) }
    return [
      "--counts", try map(scratch, "counts") { photons[$0] }, "--template",
      "iso=" + (try map(scratch, "iso") { _ in 1 }), "--template",
      "slope=" + (try map(scratch, "slope") { Double($0) / 1000 }),
    ]
  }

  /// Smooth templates: the numbers that were put in, the same for any threads, in all formats.
  @Test func smoothTemplates() throws {
    let scratch = try Scratch()
    let maps = try Self.maps(scratch)
    let (csv, fits) = (scratch.path + "/fit.csv", scratch.path + "/fit.fits")
    let one = try Self.run(maps + ["--json", "--threads", "1", "--out", csv, "--maps", fits])
    let two = try Self.run(maps + ["--json", "--threads", "2"])
    #expect(one.status == 0, "\(one.errors)")
    #expect(one.output == two.output)
    let table = try JSONDecoder().decode(Table.self, from: Data(one.output.utf8))
    #expect(table.rows.map(\.parameter) == ["A_iso", "A_slope"])
    for (row, truth) in zip(table.rows, [2.0, 4]) {
      #expect(row.low < row.best && row.best < row.high)
      #expect(abs(row.best - truth) < 2.5 * (row.high - row.low))
    }
    #expect(abs((table.quantities["share of iso [photons]"]?[0] ?? 0) - 2 / 3.534) < 0.1)
    #expect(try String(contentsOfFile: csv, encoding: .utf8).contains("A_slope,"))
    let written = try SkyMapFile.read(fits)
    #expect(written.maps.map(\.name) == ["COUNTS", "EXPECTED", "RESIDUAL"])
    #expect(written.maps[1].values.allSatisfy { $0 > 1 })
  }

  /// With sources and nested sampling.
  @Test func sources() throws {
    let scratch = try Scratch()
    let found = try Self.run(
      try Self.maps(scratch) + [
        "--point-sources", "iso", "--break", "2:30", "--psf", "2", "--live", "40", "--json",
      ])
    #expect(found.status == 0, "\(found.errors)")
    let table = try JSONDecoder().decode(Table.self, from: Data(found.output.utf8))
    #expect(table.rows.count == 6 && table.rows.allSatisfy { $0.median != nil })
    #expect(table.quantities["ln evidence, error"]?.count == 2)
    #expect(table.rows.allSatisfy { $0.rangeLow <= $0.low && $0.high <= $0.rangeHigh })
    #expect(found.output.contains("without an exposure sources follow their templates"))
  }

  /// Two breaks whose ranges are the same: the prior is the half in which they fall, and the answer says so.
  @Test func twoBreaks() throws {
    let scratch = try Scratch()
    let found = try Self.run(
      try Self.maps(scratch) + [
        "--sources-only", "iso", "--break", "2:30", "--break", "2:30", "--psf", "none", "--live",
        "40",
        "--range", "slope=0:9", "--range", "n2_iso=0:1.5", "--json",
      ])
    #expect(found.status == 0, "\(found.errors)")
    #expect(found.output.contains("the prior is the part of the ranges where breaks fall"))
    let table = try JSONDecoder().decode(Table.self, from: Data(found.output.utf8))
    let rows = Dictionary(uniqueKeysWithValues: table.rows.map { ($0.parameter, $0) })
    #expect(rows["A_slope"]?.rangeHigh == 9 && rows["n2_iso"]?.rangeHigh == 1.5)
    #expect((rows["Sb1_iso"]?.best ?? 0) > (rows["Sb2_iso"]?.best ?? 100))
  }

  /// One sentence each, with the documented status.
  @Test func refusals() throws {
    let scratch = try Scratch()
    let maps = try Self.maps(scratch)
    let coarse = try Self.map(scratch, "coarse", nside: 4) { _ in 1 }
    let holed = try Self.map(scratch, "holed") { $0 == 9 ? .nan : 1 }
    let dark = try Self.map(scratch, "dark") { _ in 0 }
    let negative = try Self.map(scratch, "negative") { $0 == 9 ? -1 : 1 }
    for (arguments, status, part) in [
      (maps + ["--template", "c=\(coarse)"], Int32(65), "keyword NSIDE: found 4; accepted: 8"),
      (maps + ["--template", "h=\(holed)"], 65, "pixel 9 (ring): found no value"),
      (maps + ["--exposure", negative], 65, "pixel 9 (ring): found -1.0"),
      (
        maps + ["--point-sources", "gce", "--psf", "2"], 65,
        "template: found gce; accepted: iso, slope"
      ),
      (maps + ["--template", "iso"], 64, "accepted: NAME=MAP"),
      (maps + ["--template", maps[3]], 64, "found the name iso twice"),
      (maps + ["--hold", "iso=x"], 64, "accepted: a number of 0 or more"),
      (
        maps + ["--point-sources", "iso", "--psf", "none", "--break", "9:3"], 64,
        "two rising numbers"
      ),
      (maps + ["--point-sources", "iso", "--psf", "wide"], 64, "degrees above 0, fermi, or none"),
      (maps + ["--point-sources", "iso"], 64, "no --psf with sources"),
      (maps + ["--psf", "bogus"], 64, "--psf: found no sources"),
      (maps + ["--break", "1:9"], 64, "--break: found no sources"),
      (maps + ["--regions", "2"], 64, "--regions: found no sources"),
      (maps + ["--hold", "iso=1", "--hold", "iso=2"], 64, "found the name iso twice"),
      (maps + ["--sources-only", "iso", "--psf", "none", "--hold", "iso=1"], 65, "smooth part"),
      (
        maps + ["--sources-only", "iso", "--psf", "none", "--range", "iso=0:1"], 65, "nothing free"
      ),
      (
        maps + [
          "--point-sources", "iso", "--psf", "none", "--break", "40:60", "--break", "50:100",
        ],
        65, "the brightest first"
      ),
      (["--counts", dark] + maps.dropFirst(2), 65, "no photon in 768 pixels"),
      (maps + ["--template", "same=" + maps[3].dropFirst(4)], 65, "the same map up to a factor"),
      (["--counts", maps[1]], 64, "no --template"),
      (["--counts", scratch.path + "/none.fits", "--template", maps[3]], 69, "none.fits"),
    ] {
      let found = try Self.run(arguments)
      #expect(found.status == status, "\(arguments.last ?? ""): \(found.errors)")
      #expect(found.errors.contains(part), "\(found.errors)")
      #expect(found.output.isEmpty)
    }
  }
}
