// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Deviations of backtracking from what holds exactly; each is zero but for rounding or truncation.
struct BacktrackingIdentities {
  let conventions: GalacticConventions
  let seed: UInt64
  let stream: UInt64

  /// An identity by its name in the reference table.
  struct Identity: Sendable {
    let name: String
    let value: @Sendable (BacktrackingIdentities) throws(AssayError) -> Double
  }

  static func task(
    _ context: RunContext, _ conventions: GalacticConventions
  ) -> StudyTask {
    let id = "backtracking_identities"
    return StudyTask(
      id: id, provides: ["backtracking.identities"], cost: 3
    ) { task throws(AssayError) in
      let table = try context.reference.table(id)
      guard let axis = table.independent.first?.axis else {
        throw .badInput(
          file: table.file, place: "independent_variables", found: "0 axes", accepted: "1")
      }
      let setting = BacktrackingIdentities(
        conventions: conventions, seed: task.seed, stream: task.stream)
      var values: [Double] = []
      for key in axis.keys {
        guard let identity = all.first(where: { key == .text($0.name) }) else {
          throw .badInput(
            file: table.file, place: axis.name, found: "\(key)",
            accepted: all.map(\.name).joined(separator: "; "))
        }
        values.append(try identity.value(setting))
      }
      return [
        Observable(
          id: "backtracking.identities", title: "Deviations from identities of backtracking",
          axes: [axis], exact: values)
      ]
    }
  }

  static let all: [Identity] = [
    Identity(name: "radius at 1 EV in 1 uG, adaptive steps, over 1.0810076114 kpc, less 1") {
      (s) throws(AssayError) in try s.adaptiveRadius() / 1.081_007_611_4 - 1
    },
    Identity(name: "radius at 1 EV in 1 uG, fixed steps, over 1.0810076114 kpc, less 1") {
      (s) throws(AssayError) in s.fixedRadius() / 1.081_007_611_4 - 1
    },
    Identity(name: "first-order deflection at 1e5 EV, gap over deflection") {
      (s) throws(AssayError) in try s.firstOrder(rigidity: 1e5)
    },
    Identity(name: "miss of a ray sent back, scalar, over its path") {
      (s) throws(AssayError) in try s.miss(.scalar)
    },
    Identity(name: "miss of a ray sent back, double precision, over its path") {
      (s) throws(AssayError) in try s.miss(.simdDouble)
    },
    Identity(name: "miss of a ray sent back, single precision, over its path") {
      (s) throws(AssayError) in try s.miss(.simdSingle)
    },
    Identity(name: "| |u| - 1 |, scalar") { (s) throws(AssayError) in try s.speed(.scalar) },
    Identity(name: "| |u| - 1 |, double precision") {
      (s) throws(AssayError) in try s.speed(.simdDouble)
    },
    Identity(name: "| |u| - 1 |, single precision") {
      (s) throws(AssayError) in try s.speed(.simdSingle)
    },
    Identity(name: "double precision against scalar, regular field, gap of directions") {
      (s) throws(AssayError) in try s.gap(.regular)
    },
    Identity(name: "double precision against scalar, all components, gap of directions") {
      (s) throws(AssayError) in try s.gap(.all)
    },
    Identity(name: "two threads against one, largest difference") {
      (s) throws(AssayError) in try s.threads()
    },
  ]
}

extension BacktrackingIdentities {
  /// Directions spread evenly at random.
  func directions(_ count: Int) -> [SIMD3<Double>] {
    var random = Philox(seed: seed, stream: stream)
    return (0..<count).map { _ in
      let z = 2 * random.uniform() - 1
      let (phi, r) = (2 * .pi * random.uniform(), (1 - z * z).squareRoot())
      return SIMD3(r * cos(phi), r * sin(phi), z)
    }
  }

  private func field(_ components: FieldComponents) throws(AssayError) -> GalacticField {
    // A small cube of turbulence: what is tested does not depend on its spectrum.
    let turbulence =
      components == .all ? try PackedTurbulence.jf12(seed: seed, nodes: 32) : nil
    return GalacticField(
      conventions.applied(to: .jf12), components: components, seed: seed, turbulence: turbulence)
  }

  /// Half of the chord of half a circle across a field of 1 µG along z.
  private func radius(_ end: BacktrackedRay) -> Double {
    (end.position * end.position).sum().squareRoot() / 2
  }

  /// π times the radius in closed form.
  private static let halfCircle = Double.pi * 1.081_007_611_4
  private static let atOrigin = BacktrackedRay(position: .zero, direction: SIMD3(1, 0, 0))

  /// Near the end of its diameter a chord does not depend on how far the circle is followed.
  private func adaptiveRadius() throws(AssayError) -> Double {
    var control = CashKarpTracer.Control(tolerance: 1e-12, smallest: 1e-4, largest: 0.1)
    control.longest = Self.halfCircle
    let tracer = try CashKarpTracer(rigidity: 1, control: control, conventions)
    return radius(tracer.trace(Self.atOrigin) { _ in SIMD3(0, 0, 1) })
  }

  private func fixedRadius() -> Double {
    let (count, step) = (4000, FixedStep(turn: conventions.turn(rigidity: 1)))
    var ray = Self.atOrigin
    for _ in 0..<count {
      step.advance(&ray, by: Self.halfCircle / Double(count)) { _ in SIMD3(0, 0, 1) }
    }
    return radius(ray)
  }

  /// Largest gap between u − n and −∫ n × B ds/(1.0810076 kpc R), integrated by the midpoint rule.
  private func firstOrder(rigidity: Double) throws(AssayError) -> Double {
    let model = JF12Field(conventions.applied(to: .jf12))
    let tracer = try CashKarpTracer(rigidity: rigidity, control: .precise, conventions)
    var worst = 0.0
    for n in directions(8) {
      let bent = tracer.trace(.fromSun(n)) { model.regular($0) }.direction - n
      var integral = SIMD3<Double>.zero
      let step = 1e-3
      for k in 0..<28500 {
        let place = JF12Field.sun + (Double(k) + 0.5) * step * n
        integral += step * FixedStep.cross(n, model.regular(place))
      }
      let expected = -1 / (1.081_007_611_4 * rigidity) * integral
      let gap = bent - expected
      worst = max(worst, ((gap * gap).sum() / (expected * expected).sum()).squareRoot())
    }
    return worst
  }

  /// Rays that stay within the Galaxy, sent back as the opposite charge.
  private func miss(_ variant: BacktrackVariant) throws(AssayError) -> Double {
    let field = try field(.regular)
    // Whole steps of one length, which are symmetric in time; a power of two keeps sums exact.
    var steps = BacktrackSteps(near: 0x1p-7, far: 0x1p-7, weak: 0)
    steps.longest = 4
    var opposite = conventions
    if conventions.reversalFlipsCharge { opposite.charge.negate() }
    let there = try Backtracker(
      field: field, rigidity: 20, steps: steps, variant: variant, conventions)
    let back = try Backtracker(
      field: field, rigidity: 20, steps: steps, variant: variant, opposite)
    let ends = there.trace(fromSun: directions(32)).map {
      BacktrackedRay(position: $0.position, direction: -$0.direction)
    }
    return back.trace(ends).reduce(0.0) { worst, ray in
      let gap = ray.position - JF12Field.sun
      return max(worst, (gap * gap).sum().squareRoot() / (2 * steps.longest))
    }
  }

  private func speed(_ variant: BacktrackVariant) throws(AssayError) -> Double {
    let backtracker = try Backtracker(
      field: try field(.all), rigidity: 5, variant: variant, conventions)
    let starts = directions(32).map(conventions.applied)
    return backtracker.trace(fromSun: starts).reduce(0.0) { worst, ray in
      max(worst, abs((ray.direction * ray.direction).sum().squareRoot() - 1))
    }
  }

  /// Largest difference of a component of the directions at the boundary at 60 EV, where rounding is
  /// not magnified much.
  private func gap(_ components: FieldComponents) throws(AssayError) -> Double {
    let field = try field(components)
    let starts = directions(32)
    let ends = try [BacktrackVariant.scalar, .simdDouble].map { (variant) throws(AssayError) in
      try Backtracker(field: field, rigidity: 60, variant: variant, conventions)
        .trace(fromSun: starts)
    }
    return Self.largest(ends[0], ends[1])
  }

  private func threads() throws(AssayError) -> Double {
    let backtracker = try Backtracker(
      field: try field(.all), rigidity: 5, variant: .simdSingle, conventions)
    let starts = directions(Backtracker.chunk + 100)
    return Self.largest(
      backtracker.trace(fromSun: starts), backtracker.trace(fromSun: starts, threads: 2))
  }

  private static func largest(_ a: [BacktrackedRay], _ b: [BacktrackedRay]) -> Double {
    zip(a, b).reduce(0.0) { worst, pair in
      let gap = pair.0.direction - pair.1.direction
      return max(worst, abs(gap.x), abs(gap.y), abs(gap.z))
    }
  }
}
