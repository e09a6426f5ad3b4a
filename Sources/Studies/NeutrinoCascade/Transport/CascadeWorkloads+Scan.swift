// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Hardware
internal import Numerics
internal import Timing

extension CascadeWorkloads {
  /// Energies at Earth in which the dip is looked for: those of IceCube's cascades of six years
  /// (arXiv:2001.09520) [eV].
  static let scanWindow = 16e12...2.6e15

  /// Sizes up to this number of solves are held against the scalar code, larger ones against the
  /// vector code: the scalar code, ten times as slow, would take minutes to prove them.
  private static let provenByScalar = 16

  /// A plane of `side` × `side` points, m_Z' in 5...20 MeV and g in 2e-4...1e-3, each a cascade of
  /// its own on one grid of energies from 10 TeV: the depth of the all-flavour dip at every point.
  /// (``CouplingScan`` needs fewer cascades for such a plane.)
  static func scan(
    side: Int, threads: Int, devices: [Device] = []
  ) throws(AssayError) -> Workload {
    let plane = try ScanPlane(side: side)
    var variants: [Variant] = []
    if side * side <= provenByScalar {
      variants.append(
        Variant(id: "scalar", precision: .double, bound: 0) { () throws(AssayError) in
          try plane.points.map { (point) throws(AssayError) in
            try CascadeSolver(plane.problem.with(point)).solve(plane.source, variant: .scalar)
              .depth(within: scanWindow)
          }
        })
    }
    for count in [1] + ThreadCounts.beyondOne(upTo: threads) {
      variants.append(
        Variant(
          id: count == 1 ? "simd" : "simd threads=\(count)", precision: .double, threads: count,
          bound: variants.isEmpty ? 0 : 1e-11
        ) { () throws(AssayError) in plane.depths(threads: count) })
    }
    variants += devices.map { device in
      deviceVariant(device) { (device) throws(AssayError) in
        try DeviceCascade(plane.problem, on: device)
          .depths(plane.points, plane.source, window: scanWindow)
      }
    }
    return Workload(
      study: "neutrino-cascade", id: "scan", title: "A plane of Z' masses and couplings",
      item: "solve", items: Double(side * side), flopsPerItem: plane.flops,
      bytesPerItem: plane.bytes, workingSet: plane.workingSet, variants: variants,
      sized: { factor throws(AssayError) in
        try scan(
          side: max(1, Int((4 * factor.squareRoot()).rounded())), threads: threads,
          devices: devices)
      }, sizes: [1.0 / 16, 0.25, 1, 4, 16])
  }
}
