// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// `assay solve uhecr-anisotropy backtrack`, run as a user would.
@Suite struct SolveBacktrackTests {
  private static let command = ["solve", "uhecr-anisotropy", "backtrack"]

  private static func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// A ray of the reference table: Cen A at 5 EV.
  @Test func singleRay() throws {
    let found = try Program.run(
      Self.command + [
        "--rigidity", "5EV", "--field", "jf12-regular", "--direction", "309.5159,19.4173", "--json",
      ])
    #expect(found.status == 0, "\(found.errors)")
    let answer = try Self.json(found.output)
    let l = try #require(answer["boundaryLongitude"] as? Double)
    let b = try #require(answer["boundaryLatitude"] as? Double)
    #expect(abs(l - 284.755126) < 0.1 && abs(b) < 90 && answer["trapped"] as? Bool == false)
    let plain = try Program.run(
      Self.command + ["--rigidity", "5000PV", "--field", "jf12-regular", "--direction", "0,90"])
    #expect(plain.status == 0 && plain.output.contains("deflection: "))
  }

  @Test func mapIsWrittenKeptAndFound() throws {
    let place = try Scratch()
    let arguments =
      Self.command + [
        "--rigidity", "5EV", "--field", "jf12-regular", "--nside", "8", "--cache", place.path,
        "--source", "284.755,10", "--radius", "20", "--json",
      ]
    let map = place.path + "/out.fits"
    let first = try Program.run(arguments + ["--out", map])
    #expect(first.status == 0, "\(first.errors)")
    #expect(FileManager.default.fileExists(atPath: map))
    let again = try Program.run(arguments)
    let (a, b) = (try Self.json(first.output), try Self.json(again.output))
    #expect(a["map"] as? String == "computed" && b["map"] as? String == "found")
    let pixels = try #require(a["pixels"] as? [Int])
    #expect(!pixels.isEmpty && pixels == b["pixels"] as? [Int])
    #expect(a["rays"] as? Int == 768 && a["trapped"] as? Int == 0)
  }

  /// Where nothing can be kept, maps are made all the same.
  @Test func folderOfMapsThatCannotBeWritten() throws {
    let found = try Program.run(
      Self.command + ["--rigidity", "5EV", "--field", "jf12-regular", "--nside", "8", "--json"],
      environment: ["XDG_CACHE_HOME": "/proc/nowhere"])
    #expect(found.status == 0, "\(found.errors)")
  }

  @Test(arguments: [
    (["--rigidity", "5"], "--rigidity: found \"5\""),
    (["--rigidity=-1EV"], "--rigidity: found \"-1EV\""),
    (["--rigidity", "5EV", "--direction", "400,0"], "--direction: found \"400,0\""),
    (["--rigidity", "5EV", "--direction", "north"], "--direction: found \"north\""),
    (["--rigidity", "5EV", "--direction", "1,2", "--nside", "8"], "--nside with --direction"),
    (["--rigidity", "5EV", "--nside", "0"], "--nside: found 0"),
    (["--rigidity", "5EV", "--out", "map.txt"], "--out map.txt"),
    (["--rigidity", "5EV", "--figure", "map.pdf"], "--figure map.pdf"),
    (["--rigidity", "5EV", "--radius", "2"], "--radius without --source"),
    (["--rigidity", "5EV", "--radius", "0", "--source", "1,2"], "--radius: found 0"),
    (["--rigidity", "5EV", "--cache", "x", "--no-cache"], "--cache with --no-cache"),
  ])
  func refusals(_ arguments: [String], _ sentence: String) throws {
    let found = try Program.run(Self.command + arguments)
    #expect(found.status == 64 && found.errors.contains(sentence), "\(found.errors)")
  }

  @Test func refusedValues() throws {
    for (arguments, sentence) in [
      (["--rigidity", "1PV", "--direction", "0,0", "--field", "jf12-regular"], "rigidity: found"),
      (["--rigidity", "5EV", "--threads", "0"], "--threads: found 0"),
    ] {
      let found = try Program.run(Self.command + arguments)
      #expect(found.status == 65 && found.errors.contains(sentence), "\(found.errors)")
    }
  }
}
