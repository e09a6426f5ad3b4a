// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Testing
import Timing

@testable import UHECRAnisotropy

/// The networks of the study on devices, held against their reference as `assay bench` does.
@Suite struct DeviceNetworkWorkloadTests {
  @Test(
    .enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"),
    arguments: DeviceInventory.devices)
  func stepIsWithinItsBound(device: Device) throws {
    let one = NetworkCase(.single, .step, events: 50, maps: 1, threads: 1)
    let plain = try one.workload()
    var there = one
    there.devices = [device]
    let workload = try there.workload()
    let added = workload.variants.dropFirst(plain.variants.count)
    #expect(added.first?.id == "\(device.id) single")
    #expect(plain.variants.allSatisfy { $0.device == nil })
    let reference = try workload.variants[0].run()
    let largest = try #require(reference.map(\.magnitude).max())
    for variant in added {
      #expect(variant.device == device.id)
      let found = try variant.run()
      // A run begins where the one before began, although each takes a step.
      let again = try variant.run()
      let same = found == again
      #expect(same)
      let gap = try #require(zip(found, reference).map { ($0 - $1).magnitude }.max())
      #expect(found.count == reference.count && gap <= variant.bound * largest)
      #expect(largest > 0)
    }
  }
}
