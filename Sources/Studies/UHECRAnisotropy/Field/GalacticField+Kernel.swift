// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Kernels

extension GalacticField {
  /// Beyond it the kernels leave the disk out: 2e-12 of its field, 5e-10 of its turbulence.
  private static let diskCut = 4.0

  /// The field as the kernels take it.
  func withKernelField(
    weak: Double,
    _ body: (UnsafePointer<assay_jf12_field>, UnsafePointer<assay_jf12_random>) -> Void
  ) {
    var model = parameters.kernelField(diskCut: Self.diskCut)
    let (bits, nodes) = (signs?.bits ?? [], turbulence?.nodes ?? [])
    bits.withUnsafeBufferPointer { bits in
      nodes.withUnsafeBufferPointer { nodes in
        var random = assay_jf12_random(
          signs: signs == nil ? nil : bits.baseAddress,
          nodes: turbulence == nil ? nil : nodes.baseAddress,
          log2_count: Int32((turbulence?.count ?? 1).trailingZeroBitCount),
          unit: turbulence?.unit ?? 1, spacing: turbulence?.spacing ?? 1, weak: weak)
        body(&model, &random)
      }
    }
  }

  /// Field and strength of turbulence at points, as a kernel has them.
  func kernelValues(
    at points: [SIMD3<Double>], single: Bool
  ) -> (vectors: [SIMD3<Double>], strengths: [Double]) {
    let flat = points.flatMap { [$0.x, $0.y, $0.z] }
    var vectors = [Double](repeating: 0, count: flat.count)
    var strengths = [Double](repeating: 0, count: points.count)
    withKernelField(weak: 0) { model, random in
      let kernel = single ? assay_jf12_field_single : assay_jf12_field_double
      kernel(model, random, Int64(points.count), flat, &vectors, &strengths)
    }
    return (
      points.indices.map { SIMD3(vectors[3 * $0], vectors[3 * $0 + 1], vectors[3 * $0 + 2]) },
      strengths
    )
  }
}

extension JF12Parameters {
  func kernelField(diskCut: Double) -> assay_jf12_field {
    let elevation = xElevation * .pi / 180
    var f = assay_jf12_field()
    (f.inner_disk, f.ring, f.ring_field) = (innerDisk, ring, ringField)
    (f.sin_pitch, f.cos_pitch) = (sinPitch, cosPitch)
    f.arm_log = Self.tuple(armEdges.map { log($0) })
    f.arm_field = Self.tuple(armFields)
    (f.disk_height, f.disk_width, f.disk_cut) = (diskHeight, diskWidth, diskCut)
    (f.halo_field, f.halo_radius) = ((northField, southField), (northRadius, southRadius))
    (f.halo_width, f.halo_height) = (haloWidth, haloHeight)
    (f.x_field, f.x_core, f.x_scale, f.x_south) = (xField, xCore, xScale, xSouthSign)
    (f.x_tan, f.x_sin, f.x_cos) = (tan(elevation), sin(elevation), cos(elevation))
    (f.inner, f.outer) = (innerRadius, outerRadius)
    (f.striation, f.cell) = (striation.squareRoot(), striationCell)
    f.turbulent_ring = turbulentRing
    f.turbulent_arm = Self.tuple(turbulentArms)
    f.turbulent_disk_height = turbulentDiskHeight
    f.turbulent_halo = turbulentHalo
    (f.turbulent_halo_scale, f.turbulent_halo_height) = (turbulentHaloScale, turbulentHaloHeight)
    return f
  }

  private typealias Eight = (Double, Double, Double, Double, Double, Double, Double, Double)

  private static func tuple(_ a: [Double]) -> Eight {
    precondition(a.count == 8, "the model has eight arms")
    return (a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7])
  }
}
