// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Hardware

@Suite struct DeviceDiscoveryTests {
  @Test func whatIsNotThereIsSaidWithItsReason() {
    let none = DeviceInventory(openCL: "libNoOpenCL.so.9", cuda: nil)
    #expect(none.devices.isEmpty)
    #expect(none.absent[.opencl]?.contains("libNoOpenCL.so.9") == true)
    #expect(none.absent[.cuda]?.contains("variable") == true)
    // A library of another kind: it opens, and lacks the calls.
    let other = DeviceInventory(openCL: "libm.so.6", cuda: "libm.so.6")
    #expect(other.absent[.opencl]?.contains("clGetPlatformIDs") == true)
    #expect(other.absent[.cuda]?.contains("cuInit") == true)
  }

  @Test func withoutNVRTCTheRemedyIsSaid() {
    let error = #expect(throws: DeviceError.self) {
      try CUDACompiler(paths: ["libNoCompiler.so.1"])
    }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.contains("libNoCompiler.so.1") && text.contains("ASSAY_NVRTC_LIBRARY"))
  }

  @Test func energyWithoutACounterIsNotMeasured() {
    let info = ToyDriver().info
    #expect(DeviceEnergy(info) == nil)
    #expect(DeviceEnergy.reason(for: info)?.contains("toy:0") == true)
  }

  @Test(arguments: DeviceInventory.devices)
  func devicesTellWhatTheyAre(_ device: Device) throws {
    let info = device.info
    #expect(info.id.hasPrefix(info.backend.rawValue + ":"))
    #expect(info.computeUnits > 0 && info.globalBytes > 1 << 20 && info.maxGroup >= 64)
    #expect(!info.name.isEmpty && !info.driver.isEmpty)
    #expect(try DeviceInventory.current.device(named: info.id).id == info.id)
    let back = try JSONDecoder().decode(DeviceInfo.self, from: JSONEncoder().encode(info))
    #expect(back == info)
  }
}
