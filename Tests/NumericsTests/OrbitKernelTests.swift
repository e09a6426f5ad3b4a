// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Kernels
import Numerics
import Testing

/// The lanes of the orbit kernels against their formulas; whole orbits are tested with the study.
@Suite struct OrbitKernelTests {
  private static let seed: UInt64 = 11

  /// Numbers at an address that vector registers can be loaded from.
  private static func aligned<T>(_ count: Int, _ value: (Int) -> T) -> UnsafeMutablePointer<T> {
    let base = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<T>.stride, alignment: 64
    ).bindMemory(to: T.self, capacity: count)
    for k in 0..<count { (base + k).initialize(to: value(k)) }
    return base
  }

  /// The direction after a kick, from the formula.
  private static func kick(_ b: SIMD3<Double>, _ turn: Double, _ u: SIMD3<Double>)
    -> SIMD3<Double>
  {
    func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
      SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
    }
    let t = turn * b
    return u + cross(u + cross(u, t), 2 / (1 + (t * t).sum()) * t)
  }

  // MARK: Cosine

  /// One mode of unit amplitude and phases over many turns: the turn of u gives its cosine.
  @Test func cosineDouble() {
    let lanes = ASSAY_WAVE_LANES_DOUBLE
    var random = Philox(seed: Self.seed, stream: 1)
    var worst = 0.0
    for round in 0..<200 {
      let phases = Self.aligned(lanes) { _ in (random.uniform() - 0.5) * pow(10, Double(round % 5))
      }
      let offset = Self.aligned(3 * lanes) { _ in 0.0 }
      let u = Self.aligned(3 * lanes) { $0 < lanes ? 1.0 : 0 }
      defer { for p in [phases, offset, u] { UnsafeMutableRawPointer(p).deallocate() } }
      // k = 0: phases are as given; a = z.
      assay_boris_waves_double(
        [0, 0, 0, 0, 0, 1, 0, 0], 1, phases, 1, 1, 0.5, [0, 0, 0], offset, u)
      for lane in 0..<lanes {
        // The direction turns by −2 atan(0.5 cos φ) in the plane x, y.
        let cosine = tan(-atan2(u[lanes + lane], u[lane]) / 2) / 0.5
        worst = max(worst, abs(cosine - cos(2 * .pi * phases[lane].remainder(dividingBy: 1))))
      }
    }
    // 3e-16 of the cosine, and as much each from the turn and its inverse.
    #expect(worst < 2e-15, "seed \(Self.seed): \(worst)")
  }

  @Test func cosineSingle() {
    let lanes = ASSAY_WAVE_LANES_SINGLE
    var random = Philox(seed: Self.seed, stream: 2)
    var worst = 0.0
    for _ in 0..<200 {
      let phases = Self.aligned(lanes) { _ in Float(random.uniform() - 0.5) }
      let offset = Self.aligned(3 * lanes) { _ in Float(0) }
      let u = Self.aligned(3 * lanes) { $0 < lanes ? Float(1) : 0 }
      defer { for p in [phases, offset, u] { UnsafeMutableRawPointer(p).deallocate() } }
      assay_boris_waves_single(
        [0, 0, 0, 0, 0, 1, 0, 0], 1, phases, 1, 1, 0.5, [0, 0, 0], offset, u)
      for lane in 0..<lanes {
        let cosine = tan(-atan2(Double(u[lanes + lane]), Double(u[lane])) / 2) / 0.5
        worst = max(worst, abs(cosine - cos(2 * .pi * Double(phases[lane]))))
      }
    }
    // Rounding of a few operations to 24 bits, doubled by the inverse of the turn.
    #expect(worst < 6e-7, "seed \(Self.seed): \(worst)")
  }

  /// Phases far from the origin keep the digits that a double has.
  @Test func phases() {
    let lanes = ASSAY_WAVE_LANES_SINGLE
    var random = Philox(seed: Self.seed, stream: 3)
    let origin = Self.aligned(3 * lanes) { _ in 1e4 * (random.uniform() - 0.5) }
    let phases = Self.aligned(lanes) { _ in Float(7) }
    defer {
      UnsafeMutableRawPointer(origin).deallocate()
      UnsafeMutableRawPointer(phases).deallocate()
    }
    let mode = [3.25, -1.5, 4.75, 0, 0, 1, 0.3, 0]
    assay_wave_phases_single(mode, 1, origin, phases)
    for lane in 0..<lanes {
      // Multiples of 2⁻² times 43 bits are exact in extended arithmetic: whole turns taken first.
      let turns = (0..<3).map {
        (mode[$0] * origin[$0 * lanes + lane]).remainder(dividingBy: 1)
      }
      let expected = (turns.reduce(0.3, +)).remainder(dividingBy: 1)
      let apart = (Double(phases[lane]) - expected).remainder(dividingBy: 1)
      #expect(abs(apart) < 1e-7)
      #expect(abs(phases[lane]) <= 0.5)
    }
  }

  // MARK: Grid

  /// One step in a cube whose nodes are linear in x between 0 and N − 1: the field at the middle of
  /// the step is known, whatever the cell counts, and the fraction stays in 0 ... 1.
  @Test(arguments: [0, 64, -64, 1 << 20, -(1 << 20)])
  func linearField(_ away: Int32) {
    let (n, lanes) = (64, ASSAY_GRID_LANES)
    var nodes = [Float](repeating: 0, count: 4 * n * n * n)
    for node in 0..<n * n * n { nodes[4 * node + 2] = Float(node % n) / 64 }
    var random = Philox(seed: Self.seed, stream: 4)
    let cell = Self.aligned(3 * lanes) { k in
      away + Int32(2 + 58 * random.uniform()) + (k < lanes ? 0 : 1)
    }
    let fraction = Self.aligned(3 * lanes) { _ in random.uniform() }
    let u = Self.aligned(3 * lanes) { $0 < lanes ? 0.6 : $0 < 2 * lanes ? -0.8 : 0 }
    defer {
      UnsafeMutableRawPointer(cell).deallocate()
      UnsafeMutableRawPointer(fraction).deallocate()
      UnsafeMutableRawPointer(u).deallocate()
    }
    let before = (0..<3 * lanes).map { Double(cell[$0] - away) + fraction[$0] }
    nodes.withUnsafeBufferPointer {
      let grid = assay_orbit_grid(nodes: $0.baseAddress, log2_count: 6, step: 0.5)
      assay_boris_grids_double([grid], 1, Int32(lanes), 1, 0.25, [0, 0, 0.5], cell, fraction, u)
    }
    for lane in 0..<lanes {
      let middle = before[lane] + 0.25 * 0.6
      let turned = Self.kick(SIMD3(0, 0, 0.5 + middle / 64), 0.25, SIMD3(0.6, -0.8, 0))
      for d in 0..<3 {
        let at = d * lanes + lane
        #expect(abs(u[at] - turned[d]) < 1e-14)
        let after = before[at] + 0.25 * SIMD3(0.6, -0.8, 0)[d] + 0.25 * turned[d]
        #expect(abs(Double(cell[at] - away) + fraction[at] - after) < 1e-13)
        #expect((0...1).contains(fraction[at]))
      }
    }
  }

  /// Lanes beyond those asked for stay as they are.
  @Test func fewerLanes() {
    let lanes = ASSAY_GRID_LANES
    let cell = Self.aligned(3 * lanes) { _ in Int32(0) }
    let fraction = Self.aligned(3 * lanes) { _ in Float(0.5) }
    let u = Self.aligned(3 * lanes) { $0 < lanes ? Float(1) : 0 }
    defer {
      UnsafeMutableRawPointer(cell).deallocate()
      UnsafeMutableRawPointer(fraction).deallocate()
      UnsafeMutableRawPointer(u).deallocate()
    }
    let none = assay_orbit_grid(nodes: nil, log2_count: 0, step: 1)
    assay_boris_grids_single([none], 1, 16, 10, 0.1, [0, 0, 0], cell, fraction, u)
    for lane in 0..<lanes { #expect(cell[lane] == (lane < 16 ? 10 : 0)) }
  }

  // MARK: Versions of the code

  /// The version chosen for this CPU against the baseline one, same bits after thousands of steps.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func gridBitsOnAnyCPU(_ seed: UInt64) {
    let lanes = ASSAY_GRID_LANES
    var random = Philox(seed: seed, stream: 5)
    let nodes = (0..<4 * 32 * 32 * 32).map { _ in Float(random.uniform() - 0.5) }
    let cells = (0..<3 * lanes).map { _ in Int32(32 * random.uniform()) }
    let fractions = (0..<3 * lanes).map { _ in Float(random.uniform()) }
    let results = [false, true].map { baseline in
      let cell = Self.aligned(3 * lanes) { cells[$0] }
      let fraction = Self.aligned(3 * lanes) { fractions[$0] }
      let u = Self.aligned(3 * lanes) { $0 < lanes ? Float(1) : 0 }
      defer {
        UnsafeMutableRawPointer(cell).deallocate()
        UnsafeMutableRawPointer(fraction).deallocate()
        UnsafeMutableRawPointer(u).deallocate()
      }
      nodes.withUnsafeBufferPointer {
        let grid = assay_orbit_grid(nodes: $0.baseAddress, log2_count: 5, step: 0.3)
        let push = baseline ? assay_boris_grids_baseline : assay_boris_grids_single
        push([grid], 1, Int32(lanes), 3000, 0.02, [0, 0, 0.5], cell, fraction, u)
      }
      return (0..<3 * lanes).map { SIMD3(Float(cell[$0]), fraction[$0], u[$0]) }
    }
    #expect(results[0] == results[1], "seed \(seed)")
    #expect(results[0].contains { abs($0.x) > 100 })
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func wavesOnAnyCPU(_ seed: UInt64) {
    let (lanes, modes) = (ASSAY_WAVE_LANES_DOUBLE, 200)
    var random = Philox(seed: seed, stream: 6)
    let numbers = (0..<ASSAY_WAVE_STRIDE * modes).map { _ in random.uniform() - 0.5 }
    let angles = (0..<lanes * modes).map { _ in random.uniform() - 0.5 }
    let results = [false, true].map { baseline in
      let phases = Self.aligned(lanes * modes) { angles[$0] }
      let offset = Self.aligned(3 * lanes) { _ in 0.0 }
      let u = Self.aligned(3 * lanes) { $0 < lanes ? 1.0 : 0 }
      defer { for p in [phases, offset, u] { UnsafeMutableRawPointer(p).deallocate() } }
      let push = baseline ? assay_boris_waves_baseline : assay_boris_waves_double
      push(numbers, Int32(modes), phases, 1, 0.1, 0.01, [0, 0, 0], offset, u)
      return (0..<3 * lanes).map { u[$0] }
    }
    // A turn of 2 · 0.01 b, rounded to the last place of u.
    let sum = (0..<modes).reduce(0.0) { $0 + abs(numbers[ASSAY_WAVE_STRIDE * $1 + 4]) }
    let worst = zip(results[0], results[1]).map { abs($0 - $1) }.max()!
    #expect(worst <= 0.02 * 1e-16 * sum + 2.3e-16, "seed \(seed): \(worst)")
  }
}
