// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Testing
import Timing

@testable import UHECRAnisotropy

/// The networks of the study on devices, held against their reference as `assay bench` does.
@Suite(.enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"))
struct DeviceNetworkWorkloadTests {
  private func small(_ network: SphereNetwork, events: Int?, on device: Device) -> NetworkCase {
    var one = NetworkCase(network, .step, events: events, maps: 1, threads: 1)
    one.devices = [device]
    return one
  }

  @Test(
    arguments: DeviceInventory.devices,
    [(SphereNetwork.single, 50), (.single, nil), (.binned, nil)] as [(SphereNetwork, Int?)])
  func stepIsWithinItsBound(device: Device, of given: (SphereNetwork, events: Int?)) throws {
    let workload = try small(given.0, events: given.events, on: device).workload()
    let reference = try workload.variants[0].run()
    #expect(reference.map(\.magnitude).max() == 1, "relative to the largest of each tensor")
    let added = workload.variants.filter { $0.device != nil }
    #expect(added.first?.id == "\(device.id) single")
    for variant in added {
      #expect(variant.device == device.id)
      let check = Validation(try variant.run(), reference: reference, bound: variant.bound)
      #expect(check.isValid, "\(variant.id): \(check.reason ?? "")")
    }
  }

  /// The first run of a workload begins where that of another did, although each takes a step; later
  /// runs go on from there.
  @Test(arguments: DeviceInventory.devices)
  func firstRunsAreAlike(device: Device) throws {
    let one = small(.single, events: 50, on: device)
    func variant() throws -> Variant {
      try #require(try one.workload().variants.first { $0.device != nil })
    }
    let (first, second) = (try variant(), try variant())
    let found = try first.run()
    let later = try [first.run(), first.run()]
    let same = try second.run() == found
    #expect(same)
    #expect(later[0].count == later[1].count && later[0].count < found.count)
    #expect(later[0] != later[1], "weights move from step to step")
  }

  /// The workload for accelerators alone, with few maps.
  @Test(arguments: DeviceInventory.devices)
  func largeWorkload(device: Device) throws {
    let workload = try NetworkWorkloads.large([device], threads: 2, batch: 2).workload()
    #expect(workload.id == "binned-step-50-events-large")
    #expect(workload.variants[0].id == "direct threads=2")
    #expect(workload.items == 2 && workload.sized == nil)
    let reference = try workload.variants[0].run()
    let check = Validation(
      try workload.variants[1].run(), reference: reference, bound: workload.variants[1].bound)
    #expect(check.isValid, "\(check.reason ?? "")")
  }

  /// It is there where a device is an accelerator, and not for a CPU behind OpenCL.
  @Test func largeWorkloadIsForAccelerators() throws {
    let all = try NetworkWorkloads.all(threads: 1, maps: 1, devices: DeviceInventory.devices)
    #expect(
      all.contains { $0.id.hasSuffix("-large") }
        == DeviceInventory.devices.contains { !$0.info.isProcessor })
  }
}
