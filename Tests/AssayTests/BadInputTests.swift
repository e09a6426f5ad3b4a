// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

/// Every bad input ends with one sentence, the documented status and no half-written file.
@Suite struct BadInputTests {
  /// A change that breaks a copy of the reference folder, and what the sentence must name.
  struct Damage: Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var apply: @Sendable (String) -> Data
    var mustName: String
    var testDescription: String { name }
  }

  static let damages: [Damage] = [
    Damage(
      name: "truncated YAML", file: "mlfermidwarfs_exposure.yaml",
      apply: { Data($0.prefix($0.count / 2).utf8) + Data("\n- {value: ".utf8) },
      mustName: "mlfermidwarfs_exposure.yaml"),
    Damage(
      name: "not UTF-8", file: "mlfermidwarfs_exposure.yaml",
      apply: { Data($0.utf8) + Data([0xFF, 0xFE, 0x80]) }, mustName: "UTF-8"),
    Damage(
      name: "unequal columns", file: "statistics_upper_limits.yaml",
      apply: { Data(($0 + "  - {value: 1.0}\n").utf8) }, mustName: "statistics_upper_limits.yaml"),
    Damage(
      name: "NaN", file: "mlfermidwarfs_exposure.yaml",
      apply: { Data(Self.replaceFirstValue($0, by: ".nan").utf8) }, mustName: "NaN"),
    Damage(
      name: "negative error", file: "jfactors_mlfermidwarfs.yaml",
      apply: { Data($0.replacingOccurrences(of: "symerror: 0.4", with: "symerror: -0.4").utf8) },
      mustName: "-0.4"),
    Damage(
      name: "unknown unit", file: "mlfermidwarfs_exposure.yaml",
      apply: { Data($0.replacingOccurrences(of: "cm^2 s", with: "furlong").utf8) },
      mustName: "furlong"),
    Damage(
      name: "duplicate comparison id", file: "comparisons.yaml",
      apply: {
        Data(
          $0.replacingOccurrences(of: "id: notebook-limits-exact", with: "id: notebook-limits").utf8
        )
      }, mustName: "notebook-limits"),
    Damage(
      name: "comparison of a table that is not there", file: "comparisons.yaml",
      apply: {
        Data(
          $0.replacingOccurrences(of: "table: statistics_upper_limits", with: "table: nowhere").utf8
        )
      }, mustName: "nowhere"),
  ]

  static func replaceFirstValue(_ text: String, by value: String) -> String {
    var lines = text.components(separatedBy: "\n")
    let start = lines.firstIndex { $0.hasPrefix("dependent_variables") } ?? 0
    if let line = lines[start...].firstIndex(where: { $0.contains("value: ") }) {
      let head = lines[line].components(separatedBy: "value: ")[0]
      lines[line] = head + "value: \(value)" + (head.contains("{") ? "}" : "")
    }
    return lines.joined(separator: "\n")
  }

  @Test(arguments: damages) func brokenReferencesAreStatus65(damage: Damage) throws {
    let place = try Scratch()
    let root = place.path + "/Reference"
    try FileManager.default.copyItem(atPath: Program.root + "/Reference", toPath: root)
    let file = "\(root)/dwarf-limits/\(damage.file)"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let broken = damage.apply(text)
    #expect(broken != Data(text.utf8), "the damage must change the file")
    try broken.write(to: URL(fileURLWithPath: file))
    let outcome = try Program.run(
      ["run", "--reference", root, "--out", place.path + "/run", "--no-figures"])
    #expect(outcome.status == 65, "\(outcome.errors)")
    #expect(outcome.errors.contains(damage.mustName), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: place.path + "/run/record.json"))
  }

  @Test(arguments: ["/proc/nowhere/run", "/dev/null/run"])
  func unwritableOutputIsStatus73(folder: String) throws {
    let outcome = try Program.run(["run", "--out", folder, "--no-figures"])
    #expect(outcome.status == 73, "\(outcome.errors)")
    #expect(outcome.errors.contains(folder))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  /// A tmpfs of one page cannot hold the journal; needs the right to mount.
  @Test(.enabled(if: SmallDisk.works, "this user may not mount a tmpfs"))
  func fullDiskIsStatus73AndLeavesNoHalfFile() throws {
    for kilobytes in [4, 32, 64] {
      let disk = try SmallDisk(kilobytes: kilobytes)
      let outcome = try Program.run(["run", "--out", disk.path + "/run"] + RunTests.quickest)
      #expect(outcome.status == 73, "\(kilobytes) kB: \(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
      let left = try FileManager.default.subpathsOfDirectory(atPath: disk.path)
      #expect(!left.contains { $0.contains("record.json") }, "\(left)")
      #expect(!left.contains { $0.hasSuffix(".tmp") || $0.contains(".part") }, "\(left)")
    }
  }

  @Test func gnuplotMissingIsStatus69AndTheReportStands() throws {
    let place = try Scratch()
    let outcome = try Program.run(
      ["run", "dwarf-limits", "--out", place.path + "/run"], environment: ["PATH": place.path])
    #expect(outcome.status == 69, "\(outcome.errors)")
    #expect(outcome.errors.contains("gnuplot"))
    let report = try String(contentsOfFile: place.path + "/run/report.md", encoding: .utf8)
    #expect(report.contains("gnuplot"))
    #expect(!FileManager.default.fileExists(atPath: place.path + "/run/figures/mlfermi-limits.svg"))
  }

  @Test func gnuplotDyingIsToldAndLeavesNoHalfImage() throws {
    let place = try Scratch()
    let fake = place.path + "/gnuplot"
    let script = "#!/bin/sh\n[ \"$1\" = --version ] && echo 'gnuplot 5.4' && exit 0\nexit 3\n"
    try script.write(toFile: fake, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fake)
    let outcome = try Program.run(
      ["run", "dwarf-limits", "--out", place.path + "/run"],
      environment: ["PATH": place.path + ":/usr/bin:/bin"])
    #expect(outcome.status == 70, "\(outcome.errors)")
    #expect(outcome.errors.contains("gnuplot"))
    let images = try FileManager.default.subpathsOfDirectory(atPath: place.path + "/run")
      .filter { $0.hasSuffix(".png") || $0.hasSuffix(".svg") }
    #expect(images.isEmpty)
  }

  @Test(arguments: [SIGINT, SIGTERM]) func ctrlCIsStatus130(signal: Int32) throws {
    let place = try Scratch()
    let arguments = ["--threads", "1"] + RunTests.quickest
    let process = try Program.start(["run", "--out", place.path + "/run"] + arguments)
    // Stops once the journal has begun, so that the signal meets a run at work.
    process.wait(until: {
      FileManager.default.fileExists(atPath: place.path + "/run/journal.ndjson")
    })
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let left = try FileManager.default.subpathsOfDirectory(atPath: place.path + "/run")
    #expect(!left.contains("record.json") && left.contains("journal.ndjson"), "\(left)")
    let resumed = try Program.run(
      ["run", "--resume", place.path + "/run"] + arguments)
    #expect(resumed.status == 0, "\(resumed.errors)")
  }

  @Test func resumingAnotherRunIsTold() throws {
    let place = try Scratch()
    let process = try Program.start(
      ["run", "--out", place.path + "/run", "--threads", "1", "--no-figures"])
    // A journal killed before its first line is whole belongs to no run yet.
    let journal = place.path + "/run/journal.ndjson"
    process.wait(until: {
      (try? String(contentsOfFile: journal, encoding: .utf8))?.contains("\n") == true
    })
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let outcome = try Program.run(
      ["run", "--resume", place.path + "/run", "--seed", "2", "--no-figures"])
    #expect(outcome.status == 65, "\(outcome.errors)")
    #expect(outcome.errors.contains("seed"))
  }

  @Test func aRecordThatIsNoneIsStatus65() throws {
    let place = try Scratch()
    for text in ["", "{", "[1, 2]", "{\"format\": 99}"] {
      try text.write(toFile: place.path + "/record.json", atomically: true, encoding: .utf8)
      let outcome = try Program.run(["report", place.path])
      #expect(outcome.status == 65, "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }
  }
}

/// A tmpfs of a few kilobytes, to fill.
final class SmallDisk {
  let path: String

  static let works: Bool = (try? SmallDisk(kilobytes: 4)) != nil

  init(kilobytes: Int) throws {
    path = NSTemporaryDirectory() + "assay-disk-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard
      mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0
    else {
      try? FileManager.default.removeItem(atPath: path)
      throw CocoaError(.fileWriteNoPermission)
    }
  }

  deinit {
    umount(path)
    try? FileManager.default.removeItem(atPath: path)
  }
}
