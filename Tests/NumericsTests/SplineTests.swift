// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@Suite struct CubicSplineTests {
  static let x = [0, 0.5, 1.25, 2, 3.5, 4, 5.5, 7]
  static let y = [1, -0.5, 2, 2.25, -1, 0.5, 3, 2.75]

  @Test func notAKnotReproducesCubics() throws {
    let cubic = { (t: Double) in ((2 * t - 3) * t + 0.5) * t - 7 }
    let slope = { (t: Double) in (6 * t - 6) * t + 0.5 }
    for x in [[0, 1, 2, 3], [-2, -1.5, 0.25, 1, 4, 4.125, 9]] {
      let spline = try CubicSpline(x: x, y: x.map(cubic), boundary: .notAKnot)
      for t in stride(from: -3.0, through: 10, by: 0.37) {
        #expect(abs(spline(t) - cubic(t)) < 1e-11)
        #expect(abs(spline.derivative(t) - slope(t)) < 1e-11)
      }
    }
  }

  @Test(arguments: CubicSpline.Boundary.allCases)
  func curvesPassThroughTheirPointsSmoothly(boundary: CubicSpline.Boundary) throws {
    let spline = try CubicSpline(x: Self.x, y: Self.y, boundary: boundary)
    #expect(spline.coefficients.count == Self.x.count - 1)
    for (x, y) in zip(Self.x, Self.y) { #expect(abs(spline(x) - y) < 1e-14) }
    for i in 1..<Self.x.count - 1 {
      let (a, b) = (spline.coefficients[i - 1], spline.coefficients[i])
      let h = Self.x[i] - Self.x[i - 1]
      #expect(abs(a.y + 2 * a.z * h + 3 * a.w * h * h - b.y) < 1e-12)
      #expect(abs(2 * a.z + 6 * a.w * h - 2 * b.z) < 1e-12)
    }
    let first = spline.coefficients
    switch boundary {
    case .natural: #expect(abs(first[0].z) < 1e-13)
    case .notAKnot: #expect(abs(first[0].w - first[1].w) < 1e-12)
    }
  }

  /// scipy 1.17.1, CubicSpline(x, y, bc_type)(t) and (t, 1), extrapolating with the end cubics.
  static let golden: [(CubicSpline.Boundary, Double, Double, Double)] = [
    (.natural, -0.5, 2.499999999999999, -0.00644422168122194),
    (.natural, 0.3, -0.18738135471860234, -2.8802577688672493),
    (.natural, 1.0, 0.9873396237423161, 4.446592518338186),
    (.natural, 2.75, -0.06255817700128896, -3.115190462551911),
    (.natural, 3.75, -0.36251133705666133, 3.2680199532197243),
    (.natural, 6.5, 2.958367145607587, -0.3542173850780467),
    (.natural, 8, 2.4270410679905168, -0.07289130746097605),
    (.notAKnot, -0.5, 8.942302419631229, -24.560603879635348),
    (.notAKnot, 0.3, -0.45864141476454884, -1.8008873809034207),
    (.notAKnot, 1.0, 1.091757488518747, 4.041575844814586),
    (.notAKnot, 2.75, -0.037661937075878726, -3.138942011104256),
    (.notAKnot, 3.75, -0.36446680718349445, 3.2696415107272605),
    (.notAKnot, 6.5, 2.918578304811083, -0.3400358717755386),
    (.notAKnot, 8, 2.818040228178004, 0.6025441542714844),
  ]

  @Test(arguments: golden)
  func valuesOfSciPy(
    boundary: CubicSpline.Boundary, t: Double, value: Double, slope: Double
  ) throws {
    let spline = try CubicSpline(x: Self.x, y: Self.y, boundary: boundary)
    #expect(abs(spline(t) - value) < 2e-14 * max(1, abs(value)))
    #expect(abs(spline.derivative(t) - slope) < 5e-14 * max(1, abs(slope)))
  }

  @Test func badPointsAreRefused() {
    let cases: [([Double], [Double], CubicSpline.Boundary, String)] = [
      ([0, 1], [0, 1], .natural, "found 2 x and 2 y; accepted: equally many, at least 3"),
      ([0, 1, 2], [0, 1, 2], .notAKnot, "at least 4"),
      ([0, 1, 2, 3], [0, 1, 2], .natural, "found 4 x and 3 y"),
      ([0, 2, 1, 3], [0, 1, 2, 3], .notAKnot, "found x = 2.0 followed by 1.0"),
      ([0, 1, 1, 3], [0, 1, 2, 3], .natural, "strictly increasing"),
      ([0, 1, 2, .nan], [0, 1, 2, 3], .natural, "not finite"),
    ]
    for (x, y, boundary, part) in cases {
      let text = refusal { _ = try CubicSpline(x: x, y: y, boundary: boundary) }
      #expect(text?.contains(part) == true, "\(text ?? "accepted")")
    }
  }
}

@Suite struct DenseMatrixTests {
  @Test func productsOfSmallMatrices() {
    let a = DenseMatrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])
    let b = DenseMatrix(rows: 3, columns: 2, elements: [7, 8, 9, 10, 11, 12])
    #expect(a * b == DenseMatrix(rows: 2, columns: 2, elements: [58, 64, 139, 154]))
    #expect(a.times([1, 0, -1]) == [-2, -2])
    #expect(a.transposed[2, 1] == 6)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func productsEqualTheirDefinition(seed: UInt64) {
    var random = Philox(seed: seed, stream: 0)
    let (m, k, n) = (17, 40, 23)
    let a = DenseMatrix(rows: m, columns: k, elements: (0..<m * k).map { _ in random.normal() })
    let b = DenseMatrix(rows: k, columns: n, elements: (0..<k * n).map { _ in random.normal() })
    let product = a * b
    for i in 0..<m {
      for j in 0..<n {
        let sum = (0..<k).reduce(0) { $0 + a[i, $1] * b[$1, j] }
        #expect(abs(product[i, j] - sum) < 1e-13, "seed \(seed)")
      }
    }
  }

  @Test(arguments: [1, 5, 60])
  func solutionsSolve(n: Int) throws {
    var random = Philox(seed: 99, stream: UInt64(n))
    let a = DenseMatrix(rows: n, columns: n, elements: (0..<n * n).map { _ in random.normal() })
    let x = (0..<n).map { _ in random.normal() }
    for (found, wanted) in zip(try a.solve(a.times(x)), x) { #expect(abs(found - wanted) < 1e-10) }
  }

  @Test func singularMatricesAreRefused() {
    let a = DenseMatrix(rows: 2, columns: 2, elements: [1, 2, 2, 4])
    #expect(
      refusal { _ = try a.solve([1, 1]) }
        == "a linear system of 2 equations failed: the matrix is singular")
  }
}
