// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Numerics
import Testing

@testable import UHECRAnisotropy

/// A device whose rays of single precision would not have the CPU's bits makes no maps, which are
/// kept for whoever asks next; it is timed, within a bound.
@Suite struct InexactDeviceTests {
  private let driver = InexactDriver()
  private var device: Device { Device(driver) }

  private static func request(
    _ field: GalacticField, _ variant: BacktrackVariant = .simdSingle
  ) -> DeflectionRequest {
    DeflectionRequest(field: field, rigidity: 60, nside: 1, variant: variant)
  }

  /// Told before the field is made, and nothing is kept.
  @Test(arguments: [false, true]) func makesNoMap(several: Bool) throws {
    let folder = NSTemporaryDirectory() + "assay-inexact-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cache = DeflectionMapCache(folder: folder)
    let field = try FieldFixture.field(.regular)
    let request = Self.request(field)
    var made = 0
    let make: () throws(AssayError) -> GalacticField = {
      made += 1
      return field
    }
    let sentence = FieldFixture.refusal {
      if several {
        _ = try cache.maps([request], on: device, field: make)
      } else {
        _ = try cache.map(request, on: device, field: make)
      }
    }
    #expect(sentence.contains("found opencl:7 (Inexact), whose divisions"), "\(sentence)")
    #expect(sentence.contains("accepted: another of `assay devices`, or cpu"), "\(sentence)")
    #expect(made == 0 && driver.launches == 0)
    #expect(!FileManager.default.fileExists(atPath: folder))

    // A map of the CPU that is kept is found.
    let map = try cache.map(request, field: { () throws(AssayError) in field }).map
    let found = try cache.map(request, on: device, field: make)
    #expect(found.outcome == .found && found.map == map && made == 0)
  }

  /// Also without a cache in between; double precision divides as the CPU does everywhere.
  @Test func mapIsRefusedInSinglePrecisionOnly() throws {
    let field = try FieldFixture.field(.regular)
    let rays = try DeviceRays(field, on: device)
    let sentence = FieldFixture.refusal {
      _ = try DeflectionMap.compute(Self.request(field), through: field, on: rays)
    }
    #expect(sentence.contains("device of a deflection map"), "\(sentence)")
    #expect(driver.launches == 0)
    _ = try DeflectionMap.compute(Self.request(field, .simdDouble), through: field, on: rays)
    #expect(driver.launches == 1)
  }

  /// What `assay bench` runs; whether the answer is within its bound is found there.
  @Test func isTimed() throws {
    let workloads = try BacktrackingWorkloads.all(
      threads: 1, rays: 24, nodes: 32, devices: [device])
    let own = workloads[0].variants.filter { $0.device == "opencl:7" }
    #expect(own.map(\.id) == ["opencl:7 single", "opencl:7 double"])
    #expect(own.allSatisfy { $0.bound > 0 })
    for variant in own { _ = try variant.run() }
    #expect(driver.launches == 2)
  }
}
