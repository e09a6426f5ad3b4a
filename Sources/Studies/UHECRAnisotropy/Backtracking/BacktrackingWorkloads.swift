// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Hardware
public import Numerics
public import Timing
internal import Turbulence

/// What `assay bench` measures of backtracking: rays in the regular field and with random parts.
///
/// Directions are spread over the sphere. R = 600 EV, where paths are as long as at 5 EV to a tenth
/// but rounding is not magnified, so that the variants can be held against each other; what is
/// compared are the changes of direction. In single precision a ray may take another side of an
/// arm's edge in a step.
///
/// Operations are counted from the kernel (JF12Field.h, JF12Random.h, JF12Trace.h), each addition,
/// multiplication, division, square root, comparison and rounding of floating-point numbers as one.
/// Peer: CRPropa db97df14 with the authors' adaptive steps, 1565 and 400 rays/s a thread on a
/// shared AMD EPYC (5 EV).
public enum BacktrackingWorkloads {
  /// Both workloads, with one thread and with more, up to `threads`, and on accelerators.
  ///
  /// - Parameter nodes: along an edge of the turbulence, a power of two from 8; 256 needs 400 MB.
  /// - Throws: `badValue` for a number of threads, rays or nodes that cannot be.
  public static func all(
    threads: Int, rays: Int = 2048, nodes: Int = 256, devices: [Device] = []
  ) throws(AssayError) -> [Workload] {
    guard threads >= 1, rays >= 1 else {
      throw .badValue(
        name: "threads, rays", found: "\(threads), \(rays)", accepted: "at least 1")
    }
    let turbulence = try PackedTurbulence.jf12(seed: seed, nodes: nodes, threads: threads)
    return [
      try regular(threads: threads, rays: rays, devices),
      try random(threads: threads, rays: rays, turbulence, devices),
    ]
  }

  private static let seed: UInt64 = 1
  static let rigidity = 600.0

  // MARK: Operations

  /// A step: aim 16, halo and X field 180, turn and drift 66; disk 155.
  private static let (stepFlops, diskFlops) = (262.0, 155.0)
  /// Faces of the cells 30, signs 15, cells of turbulence 12, its interpolation 91.
  private static let randomFlops = 148.0
  /// Mean path of 18 kpc, of which this share lies within 4 kpc of the plane: from straight lines
  /// out of the Sun in all directions.
  private static let (path, diskShare) = (18.0, 0.58)
  /// Faces met on a kiloparsec, half a step each.
  private static let faces = 7.5

  private static func regular(
    threads: Int, rays: Int, _ devices: [Device]
  ) throws(AssayError) -> Workload {
    let field = GalacticField(.jf12, components: .regular, seed: seed, turbulence: nil)
    let steps = path / BacktrackSteps.production(.regular).near
    return try workload(
      "backtrack-regular", "Rays back through the regular Galactic field", field,
      flops: steps * (stepFlops + diskShare * diskFlops), bytes: 0, workingSet: 32_768,
      bounds: (1e-10, 0.02), threads: threads, rays: rays, devices.map { Upload(field, $0) })
  }

  private static func random(
    threads: Int, rays: Int, _ turbulence: PackedTurbulence, _ devices: [Device]
  ) throws(AssayError) -> Workload {
    let field = GalacticField(.jf12, components: .all, seed: seed, turbulence: turbulence)
    let production = BacktrackSteps.production(.all)
    let steps =
      path * (diskShare / production.near + (1 - diskShare) / production.far + faces)
    return try workload(
      "backtrack-random", "Rays back through the regular, striated and turbulent field", field,
      flops: steps * (stepFlops + diskShare * diskFlops + randomFlops),
      // Four edges of 16 bytes and a word of signs a step.
      bytes: steps * 68, workingSet: Double(2 * turbulence.nodes.count),
      bounds: (1e-9, 0.02), threads: threads, rays: rays, devices.map { Upload(field, $0) })
  }

  // MARK: Variants

  private static func workload(
    _ id: String, _ title: String, _ field: GalacticField, flops: Double, bytes: Double,
    workingSet: Double, bounds: (double: Double, single: Double), threads: Int, rays: Int,
    _ uploads: [Upload]
  ) throws(AssayError) -> Workload {
    let kinds: [(BacktrackVariant, Variant.Precision, Double)] = [
      (.scalar, .double, 0), (.simdDouble, .double, bounds.double),
      (.simdSingle, .single, bounds.single),
    ]
    let starts = directions(rays)
    var variants: [Variant] = []
    for count in [1] + ThreadCounts.beyondOne(upTo: threads) {
      for (kind, precision, bound) in kinds {
        let backtracker = try Backtracker(field: field, rigidity: rigidity, variant: kind)
        variants.append(
          Variant(
            id: count == 1 ? kind.rawValue : "\(kind.rawValue) threads=\(count)",
            precision: precision, threads: count, bound: bound
          ) {
            changes(backtracker.trace(fromSun: starts, threads: count), from: starts)
          })
      }
    }
    for upload in uploads { variants += try upload.variants(starts, bounds: bounds) }
    return Workload(
      study: "uhecr-anisotropy", id: id, title: title, item: "ray", items: Double(rays),
      flopsPerItem: flops, bytesPerItem: bytes, workingSet: workingSet, variants: variants,
      sized: { factor throws(AssayError) in
        try workload(
          id, title, field, flops: flops, bytes: bytes, workingSet: workingSet, bounds: bounds,
          threads: threads, rays: max(1, Int((Double(rays) * factor).rounded())), uploads)
      },
      // Below 64 rays lanes are empty.
      sizes: [0.0316, 0.1, 0.316, 1])
  }

  /// What the variants are held against each other by.
  static func changes(_ rays: [BacktrackedRay], from starts: [SIMD3<Double>]) -> [Double] {
    zip(rays, starts).flatMap {
      let change = $0.direction - $1
      return [change.x, change.y, change.z]
    }
  }

  /// Points of a spiral of equal areas.
  private static func directions(_ count: Int) -> [SIMD3<Double>] {
    (0..<count).map { n in
      let z = 1 - (2 * Double(n) + 1) / Double(count)
      let (phi, r) = (.pi * (1 + 5.0.squareRoot()) * Double(n), (1 - z * z).squareRoot())
      return SIMD3(r * cos(phi), r * sin(phi), z)
    }
  }
}
