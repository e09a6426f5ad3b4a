// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Testing

/// `assay solve uhecr-anisotropy map`, `fraction` and `train`, run as a user would, on coarse maps of
/// the regular field.
@Suite struct SolveUHECRTests {
  private static func run(_ command: String, _ arguments: [String]) throws -> Program.Outcome {
    try Program.run(
      ["solve", "uhecr-anisotropy", command, "--field", "jf12-regular", "--nside", "8"]
        + arguments)
  }

  private static func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private static func rows(_ found: Program.Outcome) throws -> [[String: Any]] {
    #expect(found.status == 0, "\(found.errors)")
    return try #require(try json(found.output)["rows"] as? [[String: Any]])
  }

  private static let place = ["--source", "Cen A"]

  // MARK: map

  @Test func mapOfEvents() throws {
    let place = try Scratch()
    let (fits, csv) = (place.path + "/map.fits", place.path + "/events.csv")
    let arguments =
      ["--source", "309.5159,19.4173", "--distance", "3.5", "--events", "40", "--from-source", "9"]
    let rows = try Self.rows(
      Self.run("map", arguments + ["--json", "--out", fits, "--out", csv]))
    #expect(rows.count == 40 && rows.count { $0["fromSource"] as? Bool == true } == 9)
    let text = try String(contentsOfFile: csv, encoding: .utf8)
    #expect(text.contains("event,pixel,longitude_deg,latitude_deg,fromSource"))
    #expect(text.split(separator: "\n").count { !$0.hasPrefix("#") } == 41)
    #expect(FileManager.default.contents(atPath: fits)?.count ?? 0 > 12_288 * 8)
    for row in rows {
      let b = try #require(row["latitude"] as? Double)
      let l = try #require(row["longitude"] as? Double)
      #expect((-90...90).contains(b) && (0..<360).contains(l))
    }
    let again = try Self.rows(Self.run("map", arguments + ["--json", "--threads", "1"]))
    #expect(again.map { $0["pixel"] as? Int } == rows.map { $0["pixel"] as? Int })
    let other = try Self.rows(Self.run("map", arguments + ["--json", "--seed", "2"]))
    #expect(other.map { $0["pixel"] as? Int } != rows.map { $0["pixel"] as? Int })
  }

  /// Deflection maps that a device makes give the same events.
  @Test(
    .enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"),
    arguments: DeviceInventory.devices)
  func mapThroughADevice(_ device: Device) throws {
    let arguments = Self.place + ["--events", "40", "--from-source", "30", "--json"]
    let usual = try Self.rows(Self.run("map", arguments))
    let empty = try Scratch()
    let there = try Self.rows(
      Program.run(
        ["solve", "uhecr-anisotropy", "map", "--field", "jf12-regular", "--nside", "8"] + arguments
          + ["--device", device.id],
        environment: ["XDG_CACHE_HOME": empty.path]))
    #expect(NSArray(array: usual) == NSArray(array: there))
    #expect(empty.files().contains { $0.hasSuffix(".fits") })
  }

  @Test func mapInEnergyBins() throws {
    let rows = try Self.rows(
      Self.run(
        "map", Self.place + ["--events", "60", "--from-source", "60", "--binned", "--json"]))
    for row in rows {
      let low = try #require(row["lowestEnergy"] as? Double)
      let high = try #require(row["highestEnergy"] as? Double)
      #expect(low >= 55.999 && high < 315 && abs(log10(high / low) - 0.05) < 1e-9)
    }
  }

  // MARK: fraction

  /// The likelihood ratio is below the power spectrum, and the fraction falls with N.
  @Test func fractions() throws {
    let sets = ["--isotropic", "2000", "--mixed", "300", "--json"]
    let bound = try Self.rows(
      Self.run("fraction", Self.place + ["--events", "50,200"] + sets))
    let power = try Self.rows(
      Self.run(
        "fraction", Self.place + ["--events", "50", "--statistic", "aps-squared"] + sets))
    let percent = try (bound + power).map { try #require($0["fraction"] as? Double) }
    #expect(percent.count == 3 && percent[1] < percent[0] && percent[0] < percent[2])
    for row in bound + power {
      let n = try #require(row["smallest"] as? Double)
      let size = try #require(row["events"] as? Double)
      let value = try #require(row["fraction"] as? Double)
      let low = try #require(row["low"] as? Double)
      let high = try #require(row["high"] as? Double)
      #expect(abs(value - 100 * n / size) < 1e-9 && low <= value + 1e-9 && high >= value - 1e-9)
    }
  }

  // MARK: train

  private static let sets = [
    "--events", "50", "--filters", "4", "--isotropic", "400", "--mixed", "100",
  ]
  private static let small = sets + ["--maps", "400", "--validation", "200"]

  /// A training that goes on from its checkpoint ends with the weights of one that never stopped,
  /// and its weights serve `fraction`.
  @Test func trainsAndGoesOn() throws {
    let place = try Scratch()
    let (whole, parts) = (place.path + "/whole.safetensors", place.path + "/parts.safetensors")
    let curve = place.path + "/curve.csv"
    func train(_ out: String, _ epochs: Int, _ more: [String] = []) throws -> Program.Outcome {
      try Self.run(
        "train", Self.place + Self.small + ["--epochs", "\(epochs)", "--out", out, "--json"] + more)
    }
    let once = try Self.rows(train(whole, 2, ["--curves", curve]))
    _ = try Self.rows(train(parts, 1))
    let resumed = try Self.rows(train(parts, 2))
    #expect(once.count == 1 && NSArray(array: once) == NSArray(array: resumed))
    let bytes = [whole, parts].map { FileManager.default.contents(atPath: $0) }
    #expect(bytes[0] != nil && bytes[0] == bytes[1])
    let lines = try String(contentsOfFile: curve, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasPrefix("epoch,training_loss"))
    let again = try Self.rows(
      Self.run(
        "fraction",
        Self.place + [
          "--events", "50", "--statistic", "network", "--weights", whole, "--isotropic", "400",
          "--mixed", "100", "--json",
        ]))
    #expect(NSArray(array: once) == NSArray(array: again))
    // Another field, other samples: the checkpoint is refused.
    let other = try train(parts, 2, ["--seed", "2"])
    #expect(other.status == 65 && other.errors.contains("checkpoint"), "\(other.errors)")
  }

  /// On a device, also from a checkpoint, which the CPU takes only where it was told so; the file of
  /// the weights says where they were made.
  @Test(
    .enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"),
    arguments: DeviceInventory.devices)
  func trainsOnADevice(_ device: Device) throws {
    let place = try Scratch()
    let (whole, parts) = (place.path + "/whole.safetensors", place.path + "/parts.safetensors")
    let few = Self.sets + ["--maps", "40", "--validation", "20", "--batch", "20"]
    func train(_ out: String, _ epochs: Int, _ more: [String]) throws -> Program.Outcome {
      try Self.run(
        "train", Self.place + few + ["--epochs", "\(epochs)", "--out", out, "--json"] + more)
    }
    let there = ["--device", device.id]
    let once = try Self.rows(train(whole, 2, there))
    _ = try Self.rows(train(parts, 1, there))
    let resumed = try Self.rows(train(parts, 2, there + ["--threads", "1"]))
    #expect(NSArray(array: once) == NSArray(array: resumed))
    let files = try [whole, parts].map {
      try #require(FileManager.default.contents(atPath: $0))
    }
    #expect(files[0] == files[1] && files[0].range(of: Data(device.info.name.utf8)) != nil)

    let refused = try train(parts, 3, [])
    #expect(refused.status == 65 && refused.errors.contains("or --if-lost cpu"))
    _ = try Self.rows(train(parts, 3, ["--if-lost", "cpu"]))
    let mixed = try #require(FileManager.default.contents(atPath: parts))
    #expect(mixed.range(of: Data("; from epoch 3 on the CPU".utf8)) != nil)
  }

  /// SIGINT ends after an epoch with a checkpoint, from which the same command goes on.
  @Test func interruptLeavesCheckpoint() throws {
    let place = try Scratch()
    let checkpoint = place.path + "/state"
    let arguments =
      ["solve", "uhecr-anisotropy", "train", "--field", "jf12-regular", "--nside", "8"]
      + Self.place + Self.small + [
        "--epochs", "100000", "--patience", "100000", "--checkpoint", checkpoint, "--out",
        place.path + "/w.safetensors",
      ]
    let errors = place.path + "/errors"
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    let process = try Program.start(
      arguments,
      errors: FileHandle(forWritingAtPath: errors))
    process.wait { FileManager.default.fileExists(atPath: checkpoint) }
    process.interrupt()
    process.waitUntilExit()
    let text = try String(contentsOfFile: errors, encoding: .utf8)
    #expect(process.terminationStatus == 130 && text.contains("holds epoch"), "\(text)")
    #expect(FileManager.default.fileExists(atPath: checkpoint))
    #expect(!FileManager.default.fileExists(atPath: place.path + "/w.safetensors"))
  }
}
