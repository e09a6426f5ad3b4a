// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Hardware

/// Counters and caches as folders of our own making.
@Suite struct EnergyCounterTests {
  let root = NSTemporaryDirectory() + "powercap-" + UUID().uuidString

  func zone(_ folder: String, _ files: [String: String]) throws {
    let path = root + "/" + folder
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files {
      try (text + "\n").write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    }
  }

  @Test func packagesAreAddedAndPartsAreNot() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let range = ["max_energy_range_uj": "1000000"]
    try zone("intel-rapl:0", range.merging(["name": "package-0", "energy_uj": "900000"]) { $1 })
    try zone("intel-rapl:1", range.merging(["name": "package-1", "energy_uj": "10"]) { $1 })
    try zone("intel-rapl:0:0", range.merging(["name": "core", "energy_uj": "5"]) { $1 })
    try zone("intel-rapl:2", range.merging(["name": "psys", "energy_uj": "7"]) { $1 })
    let counter = EnergyCounter(root: root)
    #expect(counter.reason == nil && counter.packages == ["package-0", "package-1"])
    let start = try #require(counter.read())
    #expect(start.microjoules == [900_000, 10])
    // The first has gone past its range, the second has not.
    try zone("intel-rapl:0", ["energy_uj": "100000"])
    try zone("intel-rapl:1", ["energy_uj": "50010"])
    let end = try #require(counter.read())
    let joules = try #require(counter.joules(from: start, to: end))
    #expect((joules - 0.25).magnitude < 1e-12)
  }

  @Test func withoutRangeAWrapIsNotGuessed() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    try zone("intel-rapl:0", ["name": "package-0", "energy_uj": "5"])
    let counter = EnergyCounter(root: root)
    let (high, low) = (
      EnergyCounter.Reading(microjoules: [9]), EnergyCounter.Reading(microjoules: [5])
    )
    #expect(counter.joules(from: high, to: low) == nil)
    #expect(counter.joules(from: low, to: high)! > 3.9e-6)
    #expect(counter.joules(from: low, to: .init(microjoules: [])) == nil)
  }

  @Test func whatIsMissingIsSaid() throws {
    let absent = EnergyCounter(root: root)
    #expect(absent.reason?.contains(root) == true && absent.read() == nil)
    defer { try? FileManager.default.removeItem(atPath: root) }
    try zone("intel-rapl:0", ["name": "package-0", "energy_uj": "5"])
    try zone("intel-rapl:1", ["name": "package-1"])
    // One package of two would pass for the whole.
    let half = EnergyCounter(root: root)
    #expect(half.reason?.contains("energy_uj") == true && half.packages.isEmpty)
  }

  @Test func cachesAreRead() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    try zone(
      "index0", ["type": "Data", "level": "1", "size": "48K", "shared_cpu_list": "0"])
    try zone("index1", ["type": "Instruction", "level": "1", "size": "32K"])
    try zone(
      "index3", ["type": "Unified", "level": "3", "size": "32M", "shared_cpu_list": "0-3,8"])
    try zone("index4", ["type": "Unified", "level": "4", "size": "much"])
    #expect(
      HostProbe.caches(root: root) == [
        CacheLevel(level: 1, bytes: 48 << 10, sharedBy: 1),
        CacheLevel(level: 3, bytes: 32 << 20, sharedBy: 5),
      ])
    #expect(HostProbe.caches(root: root + "/none").isEmpty)
  }

  @Test(
    arguments: [
      ("48K", 48 << 10), ("2G", 2 << 30), ("512", 512), ("", nil), ("K", nil), ("-1K", nil),
      ("9999999999999999G", nil),
    ] as [(String, Int?)])
  func sizes(_ text: String, _ bytes: Int?) { #expect(HostProbe.size(text) == bytes) }
}
