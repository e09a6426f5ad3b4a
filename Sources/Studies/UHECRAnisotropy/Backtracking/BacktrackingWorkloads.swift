// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics
public import Timing
internal import Turbulence

/// What `assay bench` measures of backtracking: rays in the regular field and with random parts.
///
/// Directions are spread over the sphere, in the order of a map's pixels. R = 600 EV, where paths
/// are as long as at 5 EV to a tenth but rounding is not magnified, so that the variants can be
/// held against each other. What is compared are changes of direction, as means over 16 rays that
/// follow each other: in single precision a ray may take another side of an arm's edge in a step,
/// and one that grazes an edge in several (of 2048 rays the worst were off by 6e-4 of the largest
/// change in the regular field and by 0.03 in all of it). Of the means the worst are off by 9.0e-5
/// and 4.3e-3; the bounds are five to six times that. Double precision is off by 1.3e-13 and 3.3e-13.
///
/// Operations are counted from the kernel (JF12Field.h, JF12Random.h, JF12Trace.h), each addition,
/// multiplication, division, square root, comparison and rounding of floating-point numbers as one.
/// Peer: CRPropa db97df14 with the authors' adaptive steps, 1565 and 400 rays/s a thread on a
/// shared AMD EPYC (5 EV).
public enum BacktrackingWorkloads {
  /// Both workloads, with one thread and with more, up to `threads`, and on accelerators. Thousands
  /// of rays do not fill an accelerator that is no processor: where there is one, two more have as
  /// many as do, for all threads of the CPU and the accelerators.
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
    let cases = [
      regular(threads: threads, devices), random(threads: threads, turbulence, devices),
    ]
    var workloads: [Workload] = []
    for rayCase in cases { workloads.append(try rayCase.workload(rays: rays)) }
    if devices.contains(where: { !$0.info.isProcessor }) {
      // By the rates of Backtracker, 16 threads take 2 s and 5 s in double precision.
      workloads.append(try cases[0].large(rays: 1 << 20))
      workloads.append(try cases[1].large(rays: 1 << 19))
    }
    return workloads
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

  static func regular(threads: Int, _ devices: [Device]) -> RayCase {
    let field = GalacticField(.jf12, components: .regular, seed: seed, turbulence: nil)
    let steps = path / BacktrackSteps.production(.regular).near
    return RayCase(
      "backtrack-regular", "Rays back through the regular Galactic field", field,
      flops: steps * (stepFlops + diskShare * diskFlops), bytes: 0, workingSet: 32_768,
      bounds: (1e-11, 5e-4), threads: threads, devices: devices)
  }

  static func random(
    threads: Int, _ turbulence: PackedTurbulence, _ devices: [Device]
  ) -> RayCase {
    let field = GalacticField(.jf12, components: .all, seed: seed, turbulence: turbulence)
    let production = BacktrackSteps.production(.all)
    let steps =
      path * (diskShare / production.near + (1 - diskShare) / production.far + faces)
    return RayCase(
      "backtrack-random", "Rays back through the regular, striated and turbulent field", field,
      flops: steps * (stepFlops + diskShare * diskFlops + randomFlops),
      // Four edges of 16 bytes and a word of signs a step.
      bytes: steps * 68, workingSet: Double(2 * turbulence.nodes.count),
      bounds: (1e-11, 0.025), threads: threads, devices: devices)
  }
}
