// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Hardware
internal import Numerics
internal import Timing

/// Workloads with enough cascades to fill an accelerator, registered where one that is no processor
/// is asked for. Their reference is the vector code of the CPU on all threads: the scalar code would
/// take hours. It is run some 20 times beside the device (`BenchRunner`), which sets the sizes.
extension CascadeWorkloads {
  /// - Parameters:
  ///   - plane: points of each axis of ``plane(side:zmax:threads:devices:)``.
  ///   - points: the same of ``points(side:zmax:threads:devices:)``; 128 is 16384 work-items, a
  ///     quarter of what the registers of an H200 hold at once (132 multiprocessors of 65536, 139 a
  ///     work-item with NVRTC 12.9), so that the rate is a lower limit of that of more.
  ///   - dense: the same of ``dense(side:zmax:threads:devices:)``.
  ///   - zmax: redshift of the first sources.
  static func large(
    plane: Int = 1000, points: Int = 128, dense: Int = 32, zmax: Double = 5, threads: Int,
    devices: [Device]
  ) throws(AssayError) -> [Workload] {
    [
      try self.plane(side: plane, zmax: zmax, threads: threads, devices: devices),
      try self.points(side: points, zmax: zmax, threads: threads, devices: devices),
      try self.dense(side: dense, zmax: zmax, threads: threads, devices: devices),
    ]
  }

  /// The depth of the dip at `side` × `side` points by ``CouplingScan``: m_Z' in 5...20 MeV and g in
  /// 2.5e-4...1e-3, in equal steps of both, so that 2 `side` − 1 solves serve them all (1999 serve
  /// 10⁶ points).
  ///
  /// Bound 0: both give the same bits.
  static func plane(side: Int, zmax: Double, threads: Int, devices: [Device]) throws(AssayError)
    -> Workload
  {
    func between(_ low: Double, _ high: Double) -> [Double] {
      (0..<side).map { low * pow(high / low, (Double($0) + 0.5) / Double(side)) }
    }
    let scan = try CouplingScan(
      masses: between(5e6, 2e7), couplings: between(2.5e-4, 1e-3),
      neutrinos: NeutrinoMasses(sum: 0.1, ordering: .normal), zmax: zmax,
      source: SourceSpectrum(index: 2.5, evolution: .starFormation), window: scanWindow,
      spacing: spacing)
    let work = scan.work
    let sharing =
      (Double(scan.solves) / Double(CouplingScan.shared)).rounded(.up)
      / Double(scan.solves)
    return Workload(
      study: "neutrino-cascade", id: "plane",
      title: "A plane of \(side) x \(side) Z' masses and couplings by scaling", item: "solve",
      items: Double(scan.solves),
      flopsPerItem: 38 * Double(work.thermalEvaluations) * (sharing - 1) + work.flops(),
      bytesPerItem: bytes(work, sources: 1) + 72 * (sharing - 1) * Double(work.cells),
      workingSet: 8 * 47 * Double(scan.cells),
      variants: [
        onAll(threads) { () throws(AssayError) in try scan.run(threads: threads).depth }
      ]
        + devices.map { device in
          deviceVariant(device, bound: 0) { (device) throws(AssayError) in
            try scan.run(on: device).depth
          }
        })
  }

  /// The depth of the dip at `side` × `side` points, each a solve of its own as in
  /// ``scan(side:threads:devices:)``: with 1000 a million solves, which take one thread some hours.
  ///
  /// Bound 1e-11: the reference takes (g/g₀)² times the rates of the largest coupling g₀, which
  /// rounds otherwise than the rates of g.
  static func points(side: Int, zmax: Double, threads: Int, devices: [Device]) throws(AssayError)
    -> Workload
  {
    try apart(
      side: side, zmax, "points", "Every point of \(side) x \(side) Z' masses and couplings",
      threads: threads, devices, .suffix)
  }

  /// The same by the product with the triangle of h, on devices; flops are those of the reference.
  static func dense(side: Int, zmax: Double, threads: Int, devices: [Device]) throws(AssayError)
    -> Workload
  {
    try apart(
      side: side, zmax, "dense", "Every point of \(side) x \(side), R as a product with a matrix",
      threads: threads, devices, .dense)
  }

  private static func apart(
    side: Int, _ zmax: Double, _ id: String, _ title: String, threads: Int, _ devices: [Device],
    _ variant: DeviceCascade.Variant
  ) throws(AssayError) -> Workload {
    let plane = try ScanPlane(side: side, zmax: zmax)
    return Workload(
      study: "neutrino-cascade", id: id, title: title, item: "solve", items: Double(side * side),
      flopsPerItem: plane.flops, bytesPerItem: plane.bytes, workingSet: plane.workingSet,
      variants: [onAll(threads) { () throws(AssayError) in plane.depths(threads: threads) }]
        + devices.map { device in
          deviceVariant(device, variant == .dense ? "dense " : "") {
            (device) throws(AssayError) in
            try DeviceCascade(plane.problem, on: device, variant: variant)
              .depths(plane.points, plane.source, window: scanWindow)
          }
        })
  }

  private static func onAll(
    _ threads: Int, _ run: @escaping @Sendable () throws(AssayError) -> [Double]
  ) -> Variant {
    Variant(
      id: threads == 1 ? "simd" : "simd threads=\(threads)", precision: .double,
      threads: threads, bound: 0, run: run)
  }
}
