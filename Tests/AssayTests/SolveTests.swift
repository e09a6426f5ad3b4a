// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite struct SolveTests {
  struct Table: Decodable {
    struct Row: Decodable {
      var mass: Double
      var limit: Double
      var excluded: Bool?
    }
    var rows: [Row]
  }

  static func solve(_ arguments: [String]) throws -> Table {
    let outcome = try Program.run(["solve", "dwarf-limits", "--json"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Table.self, from: Data(outcome.output.utf8))
  }

  /// The embedded tables answer without raw data; the compatible search gives the independent
  /// program's number (stack of four, Gaussian J, Delta = 3.84, 100 GeV: printed 8 digits).
  @Test func compatibleLimitIsTheTables() throws {
    let table = try Self.solve(["--mass", "100", "--compatible", "--delta", "3.84"])
    let reference = try String(
      contentsOfFile: Program.root + "/Reference/dwarf-limits/computed_mlfermidwarfs_J.yaml",
      encoding: .utf8)
    let column = reference.components(separatedBy: "UL stack4, J Gaussian, Delta=3.84")[1]
    let values = column.components(separatedBy: "value: ").dropFirst().prefix(25)
      .compactMap { Double($0.prefix { $0 != "}" }) }
    // 100 GeV is the eleventh of the 25 masses; one grid step (0.115 %) is allowed.
    #expect((table.rows[0].limit / values[10] - 1).magnitude < 0.00116)
  }

  @Test func yesAndNoStandOnEitherSideOfTheLimit() throws {
    let limit = try Self.solve(["--mass", "50"]).rows[0].limit
    for (factor, excluded) in [(0.99, false), (1.01, true)] {
      let table = try Self.solve(["--mass", "50", "--cross-section", "\(limit * factor)"])
      #expect(table.rows[0].excluded == excluded)
    }
  }

  /// Moving all J by a factor of ten divides every limit by ten.
  @Test func limitsScaleWithJ() throws {
    let place = try Scratch()
    var limits: [Double] = []
    for shift in [0.0, 1.0] {
      let file = "\(place.path)/j\(shift).txt"
      try "# own J\nDraco \(18.0 + shift) 0.2\nleo-ii, \(17.5 + shift), 0.3\n"
        .write(toFile: file, atomically: true, encoding: .utf8)
      let table = try Self.solve(
        ["--mass", "100", "--targets", "draco,LeoII", "--j-catalogue", file])
      limits.append(table.rows[0].limit)
    }
    #expect((limits[0] / limits[1] / 10 - 1).magnitude < 1e-8)
  }

  @Test(arguments: ["csv", "json", "fits"]) func tablesAreWritten(ending: String) throws {
    let place = try Scratch()
    let file = "\(place.path)/limits.\(ending)"
    let outcome = try Program.run(
      ["solve", "dwarf-limits", "--mass", "10:1000:5", "--spectrum", "fit", "--out", file])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    #expect(bytes.count > 100)
    #expect(place.files() == ["limits.\(ending)"])
  }

  /// A spectrum file that repeats the embedded yields' source is taken; a broken one is refused
  /// with file and line.
  @Test(arguments: [
    ("100 1 -0.5\n100 2 0.1\n", "-0.5"), ("100 2 0.5\n100 1 0.1\n", "line 2"),
    ("100 1 nan\n", "nan"), ("100 1\n", "line 1"), ("", "bad.txt"),
  ])
  func brokenSpectraAreStatus65(text: String, mustName: String) throws {
    let place = try Scratch()
    let file = place.path + "/bad.txt"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let outcome = try Program.run(["solve", "dwarf-limits", "--spectrum", file])
    #expect(outcome.status == 65, "\(outcome.errors)")
    #expect(outcome.errors.contains(mustName), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
  }

  @Test func aDwarfNamedTwiceInACatalogueIsRefused() throws {
    let place = try Scratch()
    let file = place.path + "/j.txt"
    try "draco 18.8 0.2\nDraco 17 0.1\n".write(toFile: file, atomically: true, encoding: .utf8)
    let outcome = try Program.run(
      ["solve", "dwarf-limits", "--targets", "draco", "--j-catalogue", file])
    #expect(outcome.status == 65 && outcome.errors.contains("line 2"), "\(outcome.errors)")
  }

  @Test(.enabled(if: Program.data != nil, "raw data are not here; see ASSAY_DATA"))
  func profiledBackgroundWeakensTheLimit() throws {
    let arguments = ["--mass", "100", "--data", Program.data!, "--j-catalogue", "samples"]
    let fixed = try Self.solve(arguments).rows[0].limit
    let circles = try Self.solve(arguments + ["--profile-background"]).rows[0].limit
    let euclid = try Self.solve(
      arguments + ["--profile-background", "--compatible", "--delta", "3.84"]
    ).rows[0].limit
    #expect(circles > fixed)
    // The independent program's stack of four at 100 GeV, Delta = 3.84; two-dimensional optimum.
    #expect((euclid / 8.437e-26 - 1).magnitude < 0.005)
  }

  @Test(arguments: [
    (["--targets", "andromeda"], Int32(65), "andromeda"), (["--targets", ""], 65, "empty"),
    (["--targets", "draco,Draco"], 65, "twice"), (["--mass", "1"], 65, "1"),
    (["--channel", "zz9"], 65, "zz9"), (["--mass=-5"], 64, "-5"),
    (["--j-catalogue", "nowhere"], 65, "nowhere"), (["--delta", "0"], 65, "0"),
    (["--analysis", "lat"], 69, "raw data"), (["--profile-background"], 69, "raw data"),
    (["--out", "limits.xls"], 64, "xls"), (["--spectrum", "/nowhere.txt"], 65, "nowhere"),
  ])
  func badQuestionsGetASentence(arguments: [String], status: Int32, mustName: String) throws {
    let outcome = try Program.run(["solve", "dwarf-limits"] + arguments)
    #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
    #expect(outcome.errors.contains(mustName), "\(outcome.errors)")
  }

  @Test(.enabled(if: Program.data != nil, "raw data are not here; see ASSAY_DATA"))
  func everyAnalysisAnswersWithData() throws {
    for analysis in ["mlfermi", "lat", "madhat"] {
      let table = try Self.solve(
        ["--analysis", analysis, "--mass", "100", "--data", Program.data!])
      #expect(table.rows[0].limit > 1e-27 && table.rows[0].limit < 1e-24)
    }
    // A likelihood file with a missing bin.
    let place = try Scratch()
    let source = Program.data! + "/dwarf-limits"
    let folder = place.path + "/dwarf-limits/fermi_lat_2017_likelihoods"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: place.path + "/dwarf-limits/pppc4dmid", withDestinationPath: source + "/pppc4dmid")
    let lines = try String(
      contentsOfFile: source + "/fermi_lat_2017_likelihoods/like_draco.txt", encoding: .utf8
    ).components(separatedBy: "\n")
    let cut = lines.filter { !$0.hasPrefix("500 ") }.joined(separator: "\n")
    try cut.write(toFile: folder + "/like_draco.txt", atomically: true, encoding: .utf8)
    let outcome = try Program.run(
      ["solve", "dwarf-limits", "--analysis", "lat", "--targets", "draco", "--data", place.path])
    #expect(outcome.status == 65, "\(outcome.errors)")
    #expect(outcome.errors.contains("like_draco.txt"), "\(outcome.errors)")
  }
}
