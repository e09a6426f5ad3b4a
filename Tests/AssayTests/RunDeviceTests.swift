// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Harness
import Testing

/// `assay run --device`.
@Suite struct RunDeviceTests {
  @Test func anotherDeviceIsRefused() throws {
    let place = try Scratch()
    let outcome = try Program.run(
      ["run", "uhecr-anisotropy", "--device", "abacus", "--out", place.path + "/run"])
    #expect(outcome.status == 64 && outcome.errors.contains("--device: found abacus"))
    #expect(!FileManager.default.fileExists(atPath: place.path + "/run"))
  }

  @Test(
    .enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"),
    arguments: DeviceInventory.devices)
  func onADevice(_ device: Device) throws {
    let place = try Scratch()
    let there = ["--device", device.id]
    let useless = try Program.run(["run", "dwarf-limits", "--out", place.path + "/none"] + there)
    #expect(useless.status == 64 && useless.errors.contains("only uhecr-anisotropy works on"))

    let run = ["run", "uhecr-anisotropy", "--only", "healpix_neighbours", "--no-figures"]
    let folder = place.path + "/run"
    let outcome = try Program.run(run + there + ["--out", folder])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let name = try #require(try RunRecord.read(from: folder + "/record.json").run.device)
    #expect(name.hasSuffix(device.info.name))
    let report = try String(contentsOfFile: folder + "/report.md", encoding: .utf8)
    #expect(report.contains(device.info.name))

    let refused = try Program.run(run + ["--resume", folder])
    #expect(refused.status == 65, "\(refused.errors)")
    #expect(refused.errors.contains("a run with device \(name); accepted: device cpu"))
    let resumed = try Program.run(run + there + ["--resume", folder])
    #expect(resumed.status == 0, "\(resumed.errors)")
  }
}
