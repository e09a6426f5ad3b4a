// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Hardware
public import Numerics
public import Timing
internal import Turbulence

/// What `assay bench` measures of this study: a field, Boris steps through a grid and through waves,
/// and the map of one observer as the slides count it.
///
/// Fields are drawn cheaply, because only speed and agreement matter here: white noise at the nodes,
/// waves of random directions. r_L is 100 cells and 20 of the longest wavelengths, so that rounding
/// is not magnified within a run and the variants can be held against each other; what is compared
/// are displacements. The bounds are five times what was seen over ten seeds.
///
/// Operations and bytes are counted from the kernels (BorisGrid.h, BorisWaves.h, BorisTurn.h), each
/// addition, multiplication, division, comparison of floating-point numbers as one.
public enum DiffusionWorkloads {
  /// All workloads, with one thread and with more, up to `threads`, and on devices. Those of
  /// thousands of particles do not fill a device that is no processor: where there is one, two more
  /// have as many as do, for all threads of the CPU and the devices. Turbulence made on a device is
  /// among them where there is one with double precision.
  ///
  /// - Parameters:
  ///   - nodes: along an edge of the grids, a power of two; 256 needs 268 MB each, here and on every
  ///     device.
  ///   - modes: number of plane waves.
  ///   - nside: of the map.
  /// - Throws: `badValue` for a number of threads or nodes that cannot be.
  public static func all(
    threads: Int, nodes: Int = 256, modes: Int = 1000, nside: Int = 64, devices: [Device] = []
  ) throws(AssayError) -> [Workload] {
    guard threads >= 1 else {
      throw .badValue(name: "threads", found: "\(threads)", accepted: "at least 1")
    }
    let grids = try gridCase(nodes: nodes, threads: threads, devices: devices)
    var workloads = [
      try field(nodes: nodes, threads: threads),
      try grid(grids, nodes: nodes),
      try waves(modes: modes, threads: threads, devices: devices),
      try slides(nside: nside, nodes: nodes, threads: threads, devices: devices),
    ]
    if devices.contains(where: \.info.hasDouble) {
      workloads.append(try waveGrid(devices: devices))
    }
    let accelerators = devices.filter { !$0.info.isProcessor }
    if !accelerators.isEmpty {
      workloads += [
        try gridLarge(grids.on { !$0.info.isProcessor }, nodes: nodes),
        try wavesLarge(modes: modes, threads: threads, devices: accelerators),
      ]
    }
    return workloads
  }

  // MARK: Grid

  /// Weights and lerps 63 (7 lerps of 3 components), mean field 3, turn 37, drift 6, cells 9.
  static let gridFlops = 118.0
  /// Eight nodes of 16 bytes; those already in cache included.
  static let gridBytes = 128.0

  /// Particles spread over a cube of white noise, steps of half a cell.
  public static func grid(
    nodes: Int, particles: Int = 8192, steps: Int = 200, threads: Int, seed: UInt64 = 1,
    devices: [Device] = []
  ) throws(AssayError) -> Workload {
    try grid(
      gridCase(nodes: nodes, threads: threads, seed: seed, devices: devices), nodes: nodes,
      particles: particles, steps: steps)
  }

  /// The same with as many particles as fill an accelerator.
  public static func gridLarge(
    nodes: Int, particles: Int = 1 << 21, steps: Int = 200, threads: Int, seed: UInt64 = 1,
    devices: [Device]
  ) throws(AssayError) -> Workload {
    try gridLarge(
      gridCase(nodes: nodes, threads: threads, seed: seed, devices: devices), nodes: nodes,
      particles: particles, steps: steps)
  }

  private static func grid(
    _ grids: OrbitCase, nodes: Int, particles: Int = 8192, steps: Int = 200
  ) throws(AssayError) -> Workload {
    try grids.workload(
      "grid-boris", "Boris steps through a grid of \(nodes)³ nodes", flops: gridFlops,
      bytes: gridBytes, workingSet: 16 * Double(nodes * nodes * nodes), particles: particles,
      steps: steps)
  }

  private static func gridLarge(
    _ grids: OrbitCase, nodes: Int, particles: Int = 1 << 21, steps: Int = 200
  ) throws(AssayError) -> Workload {
    try grids.large(
      "grid-boris-large", "Boris steps through a grid of \(nodes)³ nodes, \(particles) particles",
      flops: gridFlops, bytes: gridBytes, workingSet: 16 * Double(nodes * nodes * nodes),
      particles: particles, steps: steps)
  }

  private static func gridCase(
    nodes: Int, threads: Int, seed: UInt64 = 1, devices: [Device]
  ) throws(AssayError) -> OrbitCase {
    guard (2...512).contains(nodes), nodes & (nodes - 1) == 0 else {
      throw .badValue(
        name: "nodes along an edge", found: "\(nodes)", accepted: "a power of two, 2 to 512")
    }
    return OrbitCase(
      field: MagneticField(.grid(noise(nodes, seed)), mean: SIMD3(0, 0, 0.1)),
      settings: OrbitSettings(larmor: 100, step: 0.5), box: Double(nodes), threads: threads,
      seed: seed, devices: devices, double: 5e-13, single: 8e-6)
  }

  // MARK: Plane waves

  /// A mode: phase 6, rounding 3, |.| and difference 1, square 1, sine 9, sum 6. A step: turn 37,
  /// drift 6. In double precision the sine takes 15.
  static func waveFlops(_ modes: Int) -> Double { 26 * Double(modes) + 43 }
  /// A phase of 4 bytes a mode, and 32 bytes of a mode for 32 particles: 160 bytes a mode are gone
  /// over again and again.
  static func waveBytes(_ modes: Int) -> Double { 5 * Double(modes) }

  /// Particles through waves whose lengths span two decades, steps of a quarter of the shortest.
  public static func waves(
    modes: Int, particles: Int = 2048, steps: Int = 40, threads: Int, seed: UInt64 = 1,
    devices: [Device] = []
  ) throws(AssayError) -> Workload {
    try waveCase(modes: modes, threads: threads, seed: seed, devices: devices).workload(
      "waves-boris", "Boris steps through \(modes) plane waves", flops: waveFlops(modes),
      bytes: waveBytes(modes), workingSet: 160 * Double(modes), particles: particles, steps: steps)
  }

  /// The same with as many particles as fill an accelerator.
  public static func wavesLarge(
    modes: Int, particles: Int = 1 << 19, steps: Int = 40, threads: Int, seed: UInt64 = 1,
    devices: [Device]
  ) throws(AssayError) -> Workload {
    try waveCase(modes: modes, threads: threads, seed: seed, devices: devices).large(
      "waves-boris-large", "Boris steps through \(modes) plane waves, \(particles) particles",
      flops: waveFlops(modes), bytes: waveBytes(modes), workingSet: 160 * Double(modes),
      particles: particles, steps: steps)
  }

  private static func waveCase(
    modes: Int, threads: Int, seed: UInt64, devices: [Device]
  ) throws(AssayError) -> OrbitCase {
    guard modes >= 1 else {
      throw .badValue(name: "plane waves", found: "\(modes)", accepted: "at least 1")
    }
    return OrbitCase(
      field: MagneticField(.waves(randomWaves(modes, seed)), mean: SIMD3(0, 0, 0.1)),
      settings: OrbitSettings(larmor: 20, step: 0.0025), box: 10, threads: threads, seed: seed,
      devices: devices, double: 1e-12, single: 2e-6)
  }

  /// Particles of which every variant's blocks of lanes are whole.
  static let block = 64.0

  // MARK: Fields and particles

  /// Components uniform in −1 ... 1, so that ⟨B²⟩ = 1; 21 bits of one word each.
  private static func noise(_ nodes: Int, _ seed: UInt64) -> TurbulenceGrid {
    var random = Philox(seed: seed, stream: Philox.stream(of: "diffusion-workloads noise"))
    let count = nodes * nodes * nodes
    let numbers = [Float](unsafeUninitializedCapacity: 4 * count) { buffer, filled in
      for node in 0..<count {
        let word = random.next()
        for d in 0..<3 {
          let bits = Int32(truncatingIfNeeded: word >> (21 * UInt64(d))) & 0x1F_FFFF
          buffer[4 * node + d] = (Float(bits) + 0.5) * 0x1p-20 - 1
        }
        buffer[4 * node + 3] = 0
      }
      filled = 4 * count
    }
    return TurbulenceGrid(count: nodes, spacing: 1, nodes: numbers)
  }

  /// Wavelengths from 1 down to 0.01, equal amplitudes across k, ⟨B²⟩ = 1.
  static func randomWaves(_ modes: Int, _ seed: UInt64) -> PlaneWaves {
    var random = Philox(seed: seed, stream: Philox.stream(of: "diffusion-workloads waves"))
    var (vectors, amplitudes, phases) = ([SIMD3<Double>](), [SIMD3<Double>](), [Double]())
    for n in 0..<modes {
      let k = OrbitIdentities.direction(&random)
      let across = cross(k, OrbitIdentities.direction(&random))
      let wavelength = pow(0.01, Double(n) / Double(max(1, modes - 1)))
      vectors.append(2 * .pi / wavelength * k)
      amplitudes.append((2 / Double(modes)).squareRoot() / length(across) * across)
      phases.append(2 * .pi * random.uniform())
    }
    return PlaneWaves(wavevectors: vectors, amplitudes: amplitudes, phases: phases)
  }

  static func batch(_ count: Int, box: Double, _ seed: UInt64) -> ParticleBatch {
    var random = Philox(seed: seed, stream: Philox.stream(of: "diffusion-workloads particles"))
    var batch = OrbitIdentities.particles(count, &random)
    batch.positions = batch.positions.map { $0 * (box / 5) }
    return batch
  }
}
