// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing
import Timing

/// `assay history` and `assay trend` from end to end, and what runs leave for them.
@Suite struct HistoryCommandTests {
  static let run = [
    "run", "dwarf-limits", "--only", "statistics", "--only", "classical-coverage", "--no-figures",
  ]

  static func history(_ place: Scratch, _ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments + ["--history", place.path + "/history.sqlite"])
  }

  /// A record of the program itself, made once.
  private static let record = Result {
    let place = try Scratch()
    _ = try Program.run(run + ["--no-history", "--out", place.path + "/run"])
    return try RunRecord.read(from: place.path + "/run/record.json")
  }

  /// Folders of copies that differ in their day and in one share.
  static func copies(_ place: Scratch, _ count: Int) throws -> [String] {
    let base = try record.get()
    return try (0..<count).map { n in
      var copy = base
      copy.run.id = "copy-\(n)"
      copy.run.started = ISO8601DateFormatter().string(
        from: Date(timeIntervalSince1970: 1_767_225_600 + 3600 * Double(n)))
      copy.run.finished = copy.run.started
      let folder = place.path + "/copy-\(n)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try copy.write(to: folder + "/record.json")
      return folder
    }
  }

  // MARK: What a run leaves

  @Test func runsAreRememberedUnlessToldOtherwise() throws {
    let place = try Scratch()
    let file = place.path + "/h.sqlite"
    let named = try Program.run(Self.run + ["--out", place.path + "/a", "--history", file])
    #expect(named.status == 0 && named.errors.isEmpty, "\(named.errors)")
    let varied = try Program.run(
      Self.run + ["--out", place.path + "/b"], environment: ["ASSAY_HISTORY": file])
    #expect(varied.status == 0)
    let left = try Program.run(
      Self.run + ["--out", place.path + "/c", "--no-history"], environment: ["ASSAY_HISTORY": file])
    #expect(left.status == 0)
    let shard = try Program.run(
      Self.run + ["--out", place.path + "/s", "--shard", "1/2", "--history", file])
    #expect(shard.status == 0)
    let list = try Program.run(["history", "--history", file])
    #expect(list.status == 0, "\(list.errors)")
    let lines = list.output.split(separator: "\n").dropFirst().map(String.init)
    #expect(lines.count == 2, "\(list.output)")
    #expect(lines[0].contains(" b ") && lines[0].hasSuffix("same numbers as #1"))
    #expect(lines[1].contains(" a ") && lines[1].hasSuffix("the first of its kind"))
  }

  @Test func theUsualPlaceIsTheUsersDataFolder() throws {
    let place = try Scratch()
    let variables = ["XDG_DATA_HOME": place.path + "/data"]
    let none = try Program.run(["history"], environment: variables)
    #expect(none.status == 69 && none.errors.contains(place.path + "/data/assay/history.sqlite"))
    #expect(place.files().isEmpty)
    let outcome = try Program.run(Self.run + ["--out", place.path + "/a"], environment: variables)
    #expect(outcome.status == 0)
    #expect(FileManager.default.fileExists(atPath: place.path + "/data/assay/history.sqlite"))
    #expect(try Program.run(["history"], environment: variables).output.contains("\n#1  "))
    // Without that variable it is below the home folder.
    let home = try Program.run(
      Self.run + ["--out", place.path + "/b"],
      environment: ["XDG_DATA_HOME": "", "HOME": place.path + "/home"])
    #expect(home.status == 0)
    #expect(
      FileManager.default.fileExists(
        atPath: place.path + "/home/.local/share/assay/history.sqlite"))
  }

  /// The answer and its exit status stand; one sentence tells of the history.
  @Test(arguments: ["/proc/history.sqlite", "/nowhere/history.sqlite", "TEXT"])
  func aHistoryThatCannotBeWrittenCostsASentence(path: String) throws {
    let place = try Scratch()
    var file = path
    if path == "TEXT" {
      file = place.path + "/notes.txt"
      try String(repeating: "notes\n", count: 500).write(
        toFile: file, atomically: true, encoding: .utf8)
    }
    let outcome = try Program.run(Self.run + ["--out", place.path + "/a", "--history", file])
    #expect(outcome.status == 0 && outcome.output.contains("report: "))
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("assay: the run is not in the history: "))
    #expect(outcome.errors.contains(file))
  }

  @Test func mergesAndBenchesAreRemembered() throws {
    let place = try Scratch()
    let file = place.path + "/h.sqlite"
    for k in 1...2 {
      let shard = try Program.run(
        Self.run + ["--out", place.path + "/s\(k)", "--shard", "\(k)/2", "--history", file])
      #expect(shard.status == 0, "\(shard.errors)")
    }
    let merge = try Program.run([
      "merge", place.path + "/s1", place.path + "/s2", "--out", place.path + "/m", "--no-figures",
      "--history", file,
    ])
    #expect(merge.status == 0, "\(merge.errors)")
    let bench = try Program.run(
      BenchTests.quick + [
        "--variant", "simd", "--no-figures", "--out", place.path + "/b", "--history", file,
      ])
    #expect(bench.status == 0, "\(bench.errors)")
    let list = try Program.run(["history", "--json", "--history", file])
    let runs = try #require(
      try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]])
    #expect(runs.map { $0["kind"] as? String } == ["bench", "run"])
    #expect(runs[1]["id"] as? String == "m")
    let trend = try Program.run(["trend", "dwarf-limits/tuning/simd", "--history", file])
    #expect(trend.status == 0 && trend.output.contains("rate [pair/s]"), "\(trend.errors)")
    #expect(trend.output.contains("quick bench: 1 run"))
    let quickest = try Program.run(["trend", "tuning", "--history", file])
    #expect(quickest.output.contains("the quickest of scalar"), "\(quickest.output)")
    let added = try Program.run(["history", "add", place.path + "/b", "--history", file])
    #expect(added.output.hasPrefix("there already as #2: bench-"), "\(added.output)")
  }

  @Test func doctorSaysWhereItIs() throws {
    let place = try Scratch()
    let file = place.path + "/history.sqlite"
    let none = try Program.run(["doctor", "--history", file])
    #expect(none.output.contains("history     \(file): none yet"), "\(none.output)")
    let text = try Program.run(["doctor", "--history", Program.root + "/Package.swift"])
    #expect(text.output.contains("no SQLite database"), "\(text.output)")
    _ = try Program.run(["history", "add"] + Self.copies(place, 2) + ["--history", file])
    let two = try Program.run(["doctor", "--history", file])
    #expect(two.output.contains("history     \(file): 2 runs"), "\(two.output)")
  }

  // MARK: Adding, showing, removing

  @Test func recordsAreAddedOnce() throws {
    let place = try Scratch()
    let folders = try Self.copies(place, 3)
    let file = ["--history", place.path + "/history.sqlite"]
    let first = try Program.run(["history", "add"] + folders + file)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output == "added #1 copy-0\nadded #2 copy-1\nadded #3 copy-2\n")
    let again = try Program.run(["history", "add", folders[1] + "/record.json"] + file)
    #expect(again.output == "there already as #2: copy-1\n")
    let show = try Self.history(place, "history", "show", "copy-1", "--all")
    #expect(show.status == 0 && show.output.contains("record    \(folders[1])/record.json"))
    #expect(show.output.contains("dwarf-limits/classical-coverage"))
    let json = try Self.history(place, "history", "show", "#3", "--json")
    #expect(json.output.contains("\"copy-2\""))
    let unasked = try Self.history(place, "history", "remove", "copy-1")
    #expect(unasked.status == 64 && unasked.errors.contains("give --yes"))
    let removed = try Self.history(place, "history", "remove", "copy-1", "--yes")
    #expect(removed.status == 0 && removed.output == "removed #2 copy-1\n")
    let gone = try Self.history(place, "history", "show", "copy-1")
    #expect(gone.status == 64 && gone.errors.contains("no run copy-1"))
    let check = try Self.history(place, "history", "--verify")
    #expect(check.status == 0 && check.output.contains("sound; 2 runs"))
    // Removed, it can be added again.
    #expect(
      try Program.run(["history", "add", folders[1]] + file).output == "added #4 copy-1\n")
    let list = try Self.history(place, "history", "--limit", "1")
    #expect(list.output.contains("copy-2") && list.output.contains("1 of 3 in "))
  }

  @Test func runsOfOneIdAreToldApart() throws {
    let place = try Scratch()
    let folders = try Self.copies(place, 2)
    var record = try RunRecord.read(from: folders[1] + "/record.json")
    record.run.id = "copy-0"
    record.studies[0].stages[0].seconds += 1
    try record.write(to: folders[1] + "/record.json")
    let file = ["--history", place.path + "/history.sqlite"]
    _ = try Program.run(["history", "add"] + folders + file)
    let show = try Program.run(["history", "show", "copy-0"] + file)
    #expect(show.status == 64 && show.errors.contains("2 runs have the id copy-0"))
    #expect(show.errors.contains("#1 (2026-01-01T00:00:00Z"), "\(show.errors)")
    // Of many the newest five are named.
    for _ in 0..<6 {
      record.studies[0].stages[0].seconds += 1
      try record.write(to: folders[1] + "/record.json")
      _ = try Program.run(["history", "add", folders[1]] + file)
    }
    let many = try Program.run(["history", "show", "copy-0"] + file)
    #expect(
      many.errors.contains("8 runs have the id copy-0") && many.errors.contains("and 3 older"))
    #expect(!many.errors.contains("#1 ("), "\(many.errors)")
  }

  /// A resume that had nothing to compute, and a second merge of the same shards, are no new runs.
  @Test func whatWasComputedOnceIsKeptOnce() throws {
    let place = try Scratch()
    let file = ["--history", place.path + "/h.sqlite"]
    #expect(try Program.run(Self.run + ["--out", place.path + "/a"] + file).status == 0)
    let resumed = try Program.run(Self.run + ["--resume", place.path + "/a"] + file)
    #expect(resumed.status == 0, "\(resumed.errors)")
    for k in 1...2 {
      let shard = try Program.run(
        Self.run + ["--out", place.path + "/s\(k)", "--shard", "\(k)/2"] + file)
      #expect(shard.status == 0, "\(shard.errors)")
    }
    for parent in ["x", "y"] {
      let merge = try Program.run(
        [
          "merge", place.path + "/s1", place.path + "/s2", "--out", place.path + "/\(parent)/m",
          "--no-figures",
        ] + file)
      #expect(merge.status == 0, "\(merge.errors)")
    }
    let list = try Program.run(["history", "--json"] + file)
    let runs = try #require(
      try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]])
    #expect(runs.map { $0["id"] as? String } == ["m", "a"], "\(list.output)")
  }

  /// Without a home folder nothing is put into the working folder.
  @Test func theWorkingFolderIsNeverTheUsers() throws {
    let place = try Scratch()
    for home in ["", "relative"] {
      let doctor = try Program.run(
        ["doctor", "--json"], environment: ["HOME": home, "XDG_DATA_HOME": "data"])
      let report = try #require(
        try JSONSerialization.jsonObject(with: Data(doctor.output.utf8)) as? [String: Any])
      let path = report["history"] as? String
      #expect(path?.hasPrefix("/") ?? true, "\(path ?? "none")")
      #expect(path?.hasPrefix(Program.root + "/data") != true, "\(path ?? "none")")
    }
    let named = try Program.run(
      Self.run + ["--reference", Program.root + "/Reference", "--out", "a"],
      environment: ["ASSAY_HISTORY": ":memory:"], folder: place.path)
    #expect(named.status == 0 && named.errors.isEmpty, "\(named.errors)")
    #expect(place.files().contains(":memory:"), "\(place.files())")
  }

  static let refusals: [([String], Int32, String)] = [
    (["history", "add", "/nowhere/record.json"], 69, "/nowhere/record.json"),
    (["history", "--limit=-1"], 64, "--limit: found -1"),
    (["history", "--since", "yesterday"], 64, "--since: found yesterday; accepted: a date"),
    (["history", "--since", "2026-99-99"], 64, "--since: found 2026-99-99; accepted: a date"),
    (["history", "--history", ""], 64, "--history: found an empty name"),
    (["run", "--history", ""], 64, "--history: found an empty name"),
    (["history", "--study", "no-such"], 64, "no study no-such"),
    (["trend"], 64, "name a comparison or workload, or give --all"),
    (["trend", "x", "--all"], 64, "name a comparison or workload, or give --all"),
    (["trend", "x", "--last", "0"], 64, "--last: found 0"),
    (["trend", "x", "--out", "t.pdf"], 64, "ending '.pdf'; accepted: .svg, .png, .csv, .json"),
    (["trend", "x", "--history", "/nowhere/h.sqlite"], 69, "history /nowhere/h.sqlite is missing"),
    (["history", "add", "x", "--history", "/proc/h.sqlite"], 73, "/proc/h.sqlite"),
    (["run", "--no-history", "--history", "x"], 64, "exclude each other"),
  ]

  @Test(arguments: refusals.indices)
  func refusalsAreOneSentence(_ i: Int) throws {
    let (arguments, status, sentence) = Self.refusals[i]
    let outcome = try Program.run(arguments)
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func folderWithoutARecordIsRefused() throws {
    let place = try Scratch()
    let empty = try Self.history(place, "history", "add", place.path)
    #expect(empty.status == 65 && empty.errors.contains("without record.json and bench.json"))
    try "{\"format\":1}".write(
      toFile: place.path + "/record.json", atomically: true, encoding: .utf8)
    let broken = try Self.history(place, "history", "add", place.path)
    #expect(broken.status == 65 && broken.errors.contains("record.json, key run"))
    for command in [["history"], ["trend", "x"], ["history", "add", place.path]] {
      let text = try Program.run(command + ["--history", place.path + "/record.json"])
      #expect(text.status == 65 && text.errors.contains("no SQLite database"), "\(text.errors)")
    }
  }
}
