// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Numerics
import Testing

@testable import UHECRAnisotropy

/// What ``DeviceRayTests`` would notice, and what rays on an accelerator refuse.
@Suite(.enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"))
struct DeviceRayDrillTests {
  /// Changes of the text that rays show: an exponent by a part in 10⁶, the sense of the spiral.
  @Test(
    arguments: DeviceInventory.devices,
    [
      """
      #undef ASSAY_EXP
      #define ASSAY_EXP(v) assay_expf_negative((v) * 1.000001f)
      """,
      """
      #undef ASSAY_POLAR
      #define ASSAY_POLAR(y, x) assay_anglef(-(y), x)
      """,
    ])
  func changedTextShows(_ device: Device, _ change: String) throws {
    let field = try FieldFixture.field(.regular)
    let changed = try DeviceRays(field, on: device, changes: [.text(change)])
    let tracer = try Backtracker(field: field, rigidity: 20, variant: .simdSingle)
    let starts = FieldFixture.directions(63, seed: 1).map(BacktrackedRay.fromSun)
    #expect(try changed.trace(starts, as: tracer) != tracer.trace(starts))
  }

  /// A change of one parameter of the field by a part in 10⁶.
  @Test(arguments: DeviceInventory.devices) func changedFieldShows(_ device: Device) throws {
    let field = try FieldFixture.field(.regular)
    var parameters = JF12Parameters.jf12
    parameters.diskHeight *= 1 + 1e-6
    let other = try FieldFixture.field(.regular, parameters: parameters)
    let starts = FieldFixture.directions(63, seed: 1).map(BacktrackedRay.fromSun)
    let ours = try DeviceRays(other, on: device)
      .trace(starts, as: Backtracker(field: other, rigidity: 20))
    #expect(ours != (try Backtracker(field: field, rigidity: 20)).trace(starts))
  }

  /// Another seed draws other signs and another turbulence.
  @Test(arguments: DeviceInventory.devices, [.striated, .all] as [FieldComponents])
  func changedSeedShows(_ device: Device, _ components: FieldComponents) throws {
    let starts = FieldFixture.directions(63, seed: 1).map(BacktrackedRay.fromSun)
    let ends = try [1, 2].map { (seed: UInt64) in
      let field = try FieldFixture.field(components, seed: seed)
      return try DeviceRays(field, on: device)
        .trace(starts, as: Backtracker(field: field, rigidity: 20))
    }
    #expect(zip(ends[0], ends[1]).allSatisfy { $0.direction != $1.direction })
  }

  @Test(arguments: DeviceInventory.devices) func refusals(_ device: Device) throws {
    let field = try FieldFixture.field(.regular)
    let rays = try DeviceRays(field, on: device)
    let scalar = try Backtracker(field: field, rigidity: 20, variant: .scalar)
    let sentence = FieldFixture.refusal { _ = try rays.trace([], as: scalar) }
    #expect(sentence.contains("found scalar; accepted: simd-single, simd-double"), "\(sentence)")
    let broken = try DeviceRays(field, on: device, changes: [.text("no kernel")])
    let single = try Backtracker(field: field, rigidity: 20)
    let refusal = FieldFixture.refusal {
      _ = try broken.trace([.fromSun(SIMD3(1, 0, 0))], as: single)
    }
    #expect(refusal.contains("assay_device_jf12_trace does not compile"), "\(refusal)")
  }
}
