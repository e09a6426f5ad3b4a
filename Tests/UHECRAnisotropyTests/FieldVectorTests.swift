// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import UHECRAnisotropy

/// Field vectors against the reference table, and the kernels against the specification.
@Suite struct FieldVectorTests {
  private static let columns = [
    ("total", "regular total"), ("disk", "disk"), ("halo", "toroidal halo"), ("xfield", "X field"),
  ]
  /// The printed digits of the table and its own two programs differ by 5e-10 uG.
  private static let specification = 1e-7
  private static let singlePrecision = 1e-4

  @Test(arguments: [("field", specification), ("field.single", singlePrecision)])
  func vectorsOfTheTable(_ way: String, _ bound: Double) throws {
    let table = try FieldFixture.table("jf12_field_vectors")
    let results = try FieldFixture.run("jf12_field_vectors")
    for (id, name) in Self.columns {
      for axis in ["x", "y", "z"] {
        let worst = FieldFixture.worst(
          try FieldFixture.values(results, "\(way).\(id).\(axis)"),
          try FieldFixture.column(table, "B\(axis) \(name)"))
        #expect(worst <= bound, "\(way) \(name) \(axis): \(worst)")
      }
    }
    let worst = FieldFixture.worst(
      try FieldFixture.values(results, "\(way).turbulent"),
      try FieldFixture.column(table, "turbulent rms"))
    #expect(worst <= bound, "\(way) turbulent: \(worst)")
  }

  @Test(arguments: ["arms-reversed", "arms-leading", "x-field-south"])
  func faultsShow(_ fault: String) throws {
    let table = try FieldFixture.table("jf12_field_vectors")
    let results = try FieldFixture.run("jf12_field_vectors", fault: fault)
    for way in ["field", "field.single"] {
      let worst = try ["x", "y", "z"].map {
        FieldFixture.worst(
          try FieldFixture.values(results, "\(way).total.\($0)"),
          try FieldFixture.column(table, "B\($0) regular total"))
      }.max()!
      #expect(worst > 10 * Self.singlePrecision, "\(fault), \(way): \(worst)")
    }
  }

  /// Points in the whole sphere and close to the plane and the centre.
  private static func points(_ seed: UInt64) -> [SIMD3<Double>] {
    var random = Philox(seed: seed, stream: 3)
    return FieldFixture.directions(3000, seed: seed).enumerated().map { n, direction in
      let point = [20.5, 6, 1.5][n % 3] * random.uniform() * direction
      return n % 2 == 0 ? point : SIMD3(point.x, point.y, 0.1 * point.z)
    }
  }

  /// Few points lie so close to a jump that rounding puts them on its other side.
  @Test(
    arguments: [JF12Parameters.jf12, .planck],
    [(false, 1e-9, 0), (true, 2e-5, 6)] as [(Bool, Double, Int)])
  func kernelsAreTheSpecification(
    _ parameters: JF12Parameters, _ way: (single: Bool, bound: Double, across: Int)
  ) throws {
    for seed in [1, 2] as [UInt64] {
      let points = Self.points(seed)
      for components in FieldComponents.allCases {
        let field = try FieldFixture.field(components, seed: seed, parameters: parameters)
        let kernel = field.kernelValues(at: points, single: way.single)
        var across = 0
        for (n, point) in points.enumerated() {
          let gap = kernel.vectors[n] - field(point)
          // Single precision places a point to 1e-3 of the spacing of turbulence of up to 40 uG.
          let bound = components == .all && way.single ? 1e3 * way.bound : way.bound
          if max(abs(gap.x), abs(gap.y), abs(gap.z)) > bound { across += 1 }
          #expect(
            abs(kernel.strengths[n] - field.model.turbulentStrength(point)) <= 2 * way.bound * 40
              || way.single && across > 0, "\(point)")
        }
        #expect(
          across <= way.across, "seed \(seed), \(components), \(way): \(across) of \(points.count)")
      }
    }
  }

  @Test func planckDiffersWhereItShould() {
    let (jf12, planck) = (JF12Parameters.jf12, JF12Parameters.planck)
    #expect(planck.armFields == [0.1, 3.0, -0.9, -0.8, -2.0, -3.5, 0.0, 2.7])
    #expect(planck.xField == 1.8 && jf12.xField == 4.6)
    #expect(planck.turbulentHalo == 7.332 && planck.turbulentRing == 3.90)
    let place = SIMD3(-8.5, 0, 2.0)
    #expect(JF12Field(.planck).halo(place) == JF12Field(.jf12).halo(place))
    #expect(
      JF12Field(.planck).xField(place).z
        .isClose(to: JF12Field(.jf12).xField(place).z * 1.8 / 4.6))
  }

  @Test func onTheAxisAndBeyond() {
    let field = JF12Field()
    for point in [SIMD3(0.0, 0, 3), SIMD3(0.0, 0, -3)] {
      let b = field.regular(point)
      #expect(b.x == 0 && b.z > 0 && abs(b.y) > 0.1)
    }
    #expect(
      field.regular(SIMD3(20, 0, 0)) == .zero && field.turbulentStrength(SIMD3(0, 20, 0)) == 0)
    #expect(field.regular(SIMD3(19.9, 0, 1)) != .zero)
    #expect(field.regular(SIMD3(0.6, 0.6, 0.3)) == .zero)
  }

  /// The arms of a realisation of 8 parts: components add to the whole.
  @Test(arguments: [1, 2] as [UInt64]) func componentsAdd(_ seed: UInt64) {
    let field = JF12Field()
    for point in Self.points(seed) {
      let sum = JF12Parameters.Component.allCases.reduce(SIMD3<Double>.zero) {
        $0 + JF12Field(.jf12.only($1)).regular(point)
      }
      let gap = sum - field.regular(point)
      #expect(max(abs(gap.x), abs(gap.y), abs(gap.z)) < 1e-14)
    }
  }
}

extension Double {
  fileprivate func isClose(to other: Double) -> Bool { abs(self - other) <= 1e-12 * abs(other) }
}
