// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels
public import Numerics

/// How backtracking is computed; all follow ``FixedStep``.
public enum BacktrackVariant: String, Sendable, Codable, CaseIterable {
  /// One ray after the other in Swift: the specification.
  case scalar
  /// The kernel in double precision: equal but for rounding.
  case simdDouble = "simd-double"
  /// The kernel in single precision: positions to 2e-6 kpc, so that a ray in a few hundred takes
  /// another side of a jump in one of its steps.
  case simdSingle = "simd-single"
}

/// Follows cosmic rays of one rigidity back through the Galactic field by fixed steps.
///
///     du/ds = −u × B/(1.0810076 kpc R[EV]/B[µG])                                         (1)
///
/// from the Sun until |x| ≥ 20 kpc. The result of a ray depends on nothing but the ray.
/// Cost, rays/s of one core of an AMD Zen 5 at 5 EV: regular field (10 pc) 80 000 `simdSingle`, 30 000
/// `simdDouble`; all components (5 and 10 pc) 12 000 and 7000; `scalar` 50 times less.
public struct Backtracker: Sendable {
  /// Rigidities that are accepted [EV]. Below the first, particles are trapped and steps too long.
  public static let rigidities = 0.5...1e6

  public let field: GalacticField
  public let rigidity: Double
  public let steps: BacktrackSteps
  public let variant: BacktrackVariant
  let turn: Double

  /// - Parameters:
  ///   - rigidity: E/Z [EV].
  ///   - steps: production steps of the field's components without it.
  /// - Throws: `badValue` for a rigidity or steps that cannot be.
  public init(
    field: GalacticField, rigidity: Double, steps: BacktrackSteps? = nil,
    variant: BacktrackVariant = .simdSingle
  ) throws(AssayError) {
    try self.init(
      field: field, rigidity: rigidity, steps: steps, variant: variant, GalacticConventions())
  }

  init(
    field: GalacticField, rigidity: Double, steps: BacktrackSteps? = nil,
    variant: BacktrackVariant = .simdSingle, _ conventions: GalacticConventions
  ) throws(AssayError) {
    try Self.check(rigidity: rigidity)
    let steps = steps ?? .production(field.components)
    guard steps.isPossible else {
      throw .badValue(
        name: "steps of backtracking", found: "\(steps)",
        accepted: "lengths from 1e-5 kpc, the longest path at most 1e6 kpc")
    }
    (self.field, self.rigidity, self.steps, self.variant) = (field, rigidity, steps, variant)
    turn =
      conventions.turn(rigidity: rigidity) * (variant == .scalar ? 1 : conventions.laneTurn)
  }

  static func check(rigidity: Double) throws(AssayError) {
    guard rigidities.contains(rigidity) else {
      throw .badValue(
        name: "rigidity", found: "\(rigidity) EV",
        accepted: "\(rigidities.lowerBound) to \(Int(rigidities.upperBound)) EV")
    }
  }

  /// Rays of a piece of work, many times the lanes of the kernels.
  static let chunk = 512

  /// Follows rays that stand anywhere within 20 kpc, their directions of length 1.
  public func trace(_ rays: [BacktrackedRay], threads: Int = 1) -> [BacktrackedRay] {
    let chunks = (rays.count + Self.chunk - 1) / Self.chunk
    return Parallel.map(chunks, threads: threads) { n in
      let part = Array(rays[n * Self.chunk..<min(rays.count, (n + 1) * Self.chunk)])
      return variant == .scalar ? part.map(scalar) : vector(part)
    }.flatMap(\.self)
  }

  /// Follows rays that arrive at the Sun from `directions` (unit vectors).
  public func trace(
    fromSun directions: [SIMD3<Double>], threads: Int = 1
  ) -> [BacktrackedRay] {
    trace(directions.map(BacktrackedRay.fromSun), threads: threads)
  }

  /// The same on an accelerator, where there is one; with the same bits if ``DeviceRays`` say so.
  func trace(
    fromSun directions: [SIMD3<Double>], threads: Int, on rays: DeviceRays?
  ) throws(AssayError) -> [BacktrackedRay] {
    guard let rays else { return trace(fromSun: directions, threads: threads) }
    return try rays.trace(directions.map(BacktrackedRay.fromSun), as: self, threads: threads)
  }

  /// The steps as the kernels take them.
  var kernelSteps: assay_jf12_steps {
    assay_jf12_steps(
      turn: turn, near: steps.near, far: steps.far, height: steps.height, longest: steps.longest)
  }

  private func scalar(_ start: BacktrackedRay) -> BacktrackedRay {
    let step = FixedStep(turn: turn)
    let outer = field.parameters.outerRadius
    let cell = field.signs == nil ? nil : field.parameters.striationCell
    var ray = start
    while !ray.hasLeft(outer), ray.path < steps.longest {
      step.advance(&ray, by: steps.length(at: ray, cell: cell)) { field($0, weak: steps.weak) }
    }
    return ray
  }

  private func vector(_ rays: [BacktrackedRay]) -> [BacktrackedRay] {
    var positions = rays.flatMap { [$0.position.x, $0.position.y, $0.position.z] }
    var directions = rays.flatMap { [$0.direction.x, $0.direction.y, $0.direction.z] }
    var paths = rays.map(\.path)
    var steps = kernelSteps
    field.withKernelField(weak: self.steps.weak) { model, random in
      let kernel =
        variant == .simdDouble ? assay_jf12_trace_double : assay_jf12_trace_single
      kernel(model, random, &steps, Int64(rays.count), &positions, &directions, &paths)
    }
    return paths.indices.map { n in
      BacktrackedRay(
        position: SIMD3(positions[3 * n], positions[3 * n + 1], positions[3 * n + 2]),
        direction: SIMD3(directions[3 * n], directions[3 * n + 1], directions[3 * n + 2]),
        path: paths[n])
    }
  }
}
