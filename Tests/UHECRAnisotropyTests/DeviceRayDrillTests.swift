// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Numerics
import Testing

@testable import UHECRAnisotropy

/// What ``DeviceRayTests`` would notice, and what rays on an accelerator refuse.
@Suite(.enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"))
struct DeviceRayDrillTests {
  /// A change of the kernel text, and the part of the field in which rays show it.
  struct Change: Sendable, CustomTestStringConvertible {
    let name: String
    let components: FieldComponents
    let text: @Sendable (BacktrackVariant) -> String
    var testDescription: String { name }
  }

  /// A part in 10⁶ in single and in 10¹² in double precision: far less than any bound on physics.
  private static func nearlyOne(_ variant: BacktrackVariant) -> String {
    variant == .simdSingle ? "1.000001f" : "1.000000000001"
  }

  static let changes = [
    Change(name: "exponential", components: .regular) {
      let function = $0 == .simdSingle ? "assay_expf_negative" : "assay_exp_negative"
      return "#undef ASSAY_EXP\n#define ASSAY_EXP(v) \(function)((v) * \(nearlyOne($0)))"
    },
    Change(name: "sense of the spiral", components: .regular) {
      let function = $0 == .simdSingle ? "assay_anglef" : "assay_angle"
      return "#undef ASSAY_POLAR\n#define ASSAY_POLAR(y, x) \(function)(-(y), x)"
    },
    Change(name: "cells of striation", components: .striated) { _ in
      "#undef ASSAY_JF12_CELLS\n#define ASSAY_JF12_CELLS 99"
    },
    Change(name: "turbulence between its nodes", components: .all) {
      """
      #undef ASSAY_BETWEEN
      #define ASSAY_BETWEEN(f, a, b) ((a) + (\(nearlyOne($0)) * (f)) * ((b) - (a)))
      """
    },
  ]

  /// The rays of a changed text against those of the CPU, in either precision; a change shows only
  /// where there is the part of the field that it belongs to.
  @Test(arguments: DeviceInventory.devices, changes)
  func changedTextShows(_ device: Device, _ change: Change) throws {
    let starts = FieldFixture.directions(63, seed: 1).map(BacktrackedRay.fromSun)
    for variant in [BacktrackVariant.simdSingle, .simdDouble]
    where variant == .simdSingle || device.info.hasDouble {
      let text = change.text(variant)
      for components in [change.components, .regular] {
        let field = try FieldFixture.field(components)
        let tracer = try Backtracker(field: field, rigidity: 20, variant: variant)
        let expected = tracer.trace(starts)
        let changed = try DeviceRays(field, on: device, changes: [.text(text)])
        let differing = zip(try changed.trace(starts, as: tracer), expected).count { $0 != $1 }
        if components == change.components {
          #expect(differing > 0, "\(variant), \(components)")
        } else if variant == .simdDouble || device.info.hasExactDivision {
          #expect(differing == 0, "\(variant), \(components)")
        }
      }
    }
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
