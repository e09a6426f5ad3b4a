// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Kernels
import Numerics
import Testing

/// Each kernel against a plain loop in double precision with the C library's exp.
@Suite struct KernelTests {
  struct Points {
    var x: [Double] = []
    var y: [Double] = []
    var start: [Int32] = [0]
  }

  private func points(seed: UInt64, sizes: [Int]) -> Points {
    var random = Philox(seed: seed, stream: Philox.stream(of: "kernel points"))
    var points = Points()
    for size in sizes {
      for _ in 0..<size {
        points.x.append(30 * random.uniform())
        points.y.append(20 * random.uniform() - 10)
      }
      points.start.append(Int32(points.x.count))
    }
    return points
  }

  private func segmentSums(
    _ p: Points, _ x0: Double, _ y0: Double, _ factors: [Double]
  ) -> [Double] {
    let segments = p.start.count - 1
    var sums = [Double](repeating: .nan, count: segments * factors.count)
    assay_gaussian_segment_sums(
      p.x, p.y, p.start, Int32(segments), x0, y0, factors, Int32(factors.count), &sums)
    return sums
  }

  private func plainSums(
    _ p: Points, _ x0: Double, _ y0: Double, _ factors: [Double]
  ) -> [Double] {
    factors.flatMap { factor in
      (1..<p.start.count).map { v in
        (Int(p.start[v - 1])..<Int(p.start[v])).reduce(0.0) { sum, j in
          let (dx, dy) = (p.x[j] - x0, p.y[j] - y0)
          return sum + exp(-(dx * dx + dy * dy) * factor)
        }
      }
    }
  }

  /// Empty, short, full-chunk, longer than a chunk, and many.
  static let layouts: [[Int]] = [
    [], [0], [1], [7, 8, 9], [1024], [1025], [0, 1023, 1, 1, 0], [1000, 30, 3000, 5, 8, 16, 2049],
    (0..<200).map { 1 + ($0 * 37) % 300 },
  ]

  @Test func exponentialsAreWithinTwoUlp() {
    var random = Philox(seed: 5, stream: 0)
    for scale in [1e-9, 1, 40, 708] {
      let x = (0..<50_000).map { _ in -scale * random.uniform() }
      var e = x
      assay_exp(x, Int64(x.count), &e)
      // The C library's exp is itself within 1 ulp.
      let worst = zip(x, e).map { abs($1 - exp($0)) / exp($0).ulp }.max()!
      #expect(worst <= 2, "scale \(scale)")
    }
    let ends: [Double] = [0, -0.0, -708, (-708.0).nextDown, -1e300, -.infinity]
    var e = ends
    assay_exp(ends, Int64(ends.count), &e)
    #expect(e[0] == 1 && e[1] == 1 && Array(e[3...]) == [0, 0, 0])
    #expect(deviation(e[2], exp(-708)) < 1e-15)
  }

  @Test(arguments: layouts)
  func segmentSumsEqualPlainLoops(sizes: [Int]) {
    let p = points(seed: 1, sizes: sizes)
    let factors = [0.3, 0.5, 1, 2.5, 10].map { 0.5 / ($0 * $0) } + [0]
    for (x0, y0) in [(15.0, 0.0), (-3, 4.5)] {
      let found = segmentSums(p, x0, y0, factors)
      let plain = plainSums(p, x0, y0, factors)
      #expect(found.count == plain.count)
      for (a, b) in zip(found, plain) where b > 1e-290 { #expect(deviation(a, b) < 1e-14) }
      for (a, b) in zip(found, plain) where b <= 1e-290 { #expect(abs(a - b) < 1e-290) }
    }
  }

  @Test(arguments: layouts)
  func theSumIsTheDocumentedOneBitForBit(sizes: [Int]) {
    let p = points(seed: 2, sizes: sizes)
    let factors = [0.02, 0.7]
    var gauss = [Double](repeating: 0, count: p.x.count)
    var wanted: [Double] = []
    for factor in factors {
      let argument = zip(p.x, p.y).map { -((($0 - 9) * ($0 - 9) + ($1 - 1) * ($1 - 1)) * factor) }
      assay_exp(argument, Int64(argument.count), &gauss)
      for v in 1..<max(1, p.start.count) {
        var l = [Double](repeating: 0, count: 8)
        for (k, j) in (Int(p.start[v - 1])..<Int(p.start[v])).enumerated() { l[k % 8] += gauss[j] }
        wanted.append(((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7])))
      }
    }
    #expect(segmentSums(p, 9, 1, factors) == wanted)
  }

  @Test(arguments: layouts)
  func vectorCodeAndBaselineCodeAgreeBitForBit(sizes: [Int]) {
    let p = points(seed: 3, sizes: sizes)
    let factors = [0.01, 0.1, 1, 7]
    let segments = Int32(sizes.count)
    var distance2 = p.x
    assay_squared_distances(p.x, p.y, Int64(p.x.count), 11, -2, &distance2)
    var fast = [Double](repeating: 0, count: sizes.count * factors.count)
    var baseline = fast
    assay_gaussian_sums_from_distance2(distance2, p.start, segments, factors, 4, &fast)
    assay_gaussian_sums_baseline(distance2, p.start, segments, factors, 4, &baseline)
    #expect(fast == baseline)
    #expect(fast == segmentSums(p, 11, -2, factors))
  }
}
