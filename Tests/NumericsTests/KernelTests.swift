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

  @Test func arcsAreAnglesBetweenDirections() {
    var random = Philox(seed: 8, stream: 0)
    let directions = (0..<500).map { _ in
      (longitude: 2 * .pi * random.uniform(), latitude: asin(2 * random.uniform() - 1))
    }
    let unit = directions.map { l, b in SIMD3(cos(b) * cos(l), cos(b) * sin(l), sin(b)) }
    var found = [Double](repeating: 0, count: unit.count)
    assay_squared_arcs(
      unit.map(\.x), unit.map(\.y), unit.map(\.z), 500, unit[0].x, unit[0].y, unit[0].z, &found)
    #expect(found[0] == 0)
    for (d, arc2) in zip(directions, found).dropFirst() {
      // Vincenty's form of the great-circle angle, accurate everywhere.
      let (b1, b2) = (directions[0].latitude, d.latitude)
      let dl = d.longitude - directions[0].longitude
      let across = hypot(cos(b2) * sin(dl), cos(b1) * sin(b2) - sin(b1) * cos(b2) * cos(dl))
      let angle = atan2(across, sin(b1) * sin(b2) + cos(b1) * cos(b2) * cos(dl))
      #expect(abs(arc2.squareRoot() - angle) < 2e-14 / max(0.01, cos(angle / 2)))
    }
    assay_squared_arcs([0], [0], [-1], 1, 0, 0, 1, &found)
    #expect(found[0] == .pi * .pi)
  }

  @Test(arguments: [1, 8, 1500, 5000])
  func densitiesEqualPlainLoops(count: Int) {
    var random = Philox(seed: 4, stream: UInt64(count))
    let samples = (0..<count).map { _ in 18 + 0.3 * random.normal() }
    let at = stride(from: 16.0, to: 20, by: 0.0625).map { $0 } + [100]
    let h = 0.11
    var density = at
    var logDensity = at
    assay_gaussian_kde(samples, Int64(count), h, at, Int64(at.count), &density)
    assay_log_gaussian_kde(samples, Int64(count), h, at, Int64(at.count), &logDensity)
    for (i, t) in at.enumerated().dropLast() {
      let sum = samples.reduce(0) { $0 + exp(-pow((t - $1) / h, 2) / 2) }
      let plain = sum / (Double(count) * h * (2 * .pi).squareRoot())
      // The exponents are rounded differently: a few ulp of an exponent of size |ln density|.
      let bound = 4 * Double.ulpOfOne * (10 + abs(log(plain)))
      #expect(deviation(density[i], plain) < bound || plain < 1e-290)
      #expect(abs(logDensity[i] - log(plain)) < bound || plain < 1e-290)
    }
    #expect(density.last == 0)
    // Far away the nearest sample stands alone.
    let nearest = samples.max()!
    let alone = -pow((100 - nearest) / h, 2) / 2 - log(Double(count) * h * (2 * .pi).squareRoot())
    #expect(deviation(logDensity.last!, alone) < 1e-9)
  }

  @Test func aDensityIntegratesToOne() throws {
    let samples = [0.0, 0.1, 0.5, 0.55, 2]
    let integral = try Quadrature.integrate(from: -3, to: 5) { t in
      var density = 0.0
      assay_gaussian_kde(samples, 5, 0.2, [t], 1, &density)
      return density
    }
    #expect(deviation(integral, 1) < 1e-9)
  }

  /// Debug builds compile the kernels without optimisation.
  static var hasVectors: Bool {
    #if DEBUG
      false
    #else
      (try? InputFile.text("/proc/cpuinfo").contains(" avx2 ")) ?? false
    #endif
  }

  @Test(.enabled(if: hasVectors, "a debug build, or a CPU without AVX2"))
  func vectorCodeIsChosenWhereTheCPUHasIt() {
    let p = points(seed: 6, sizes: [Int](repeating: 65, count: 200))
    let factors = (1...20).map { 0.1 * Double($0) }
    let distance2 = p.x
    var sums = [Double](repeating: 0, count: 4000)
    let fast = leastTime {
      assay_gaussian_sums_from_distance2(distance2, p.start, 200, factors, 20, &sums)
    }
    let baseline = leastTime {
      assay_gaussian_sums_baseline(distance2, p.start, 200, factors, 20, &sums)
    }
    // 1.9 times with AVX2 and 3.7 times with AVX-512 on the machine this was written on.
    #expect(fast < 0.75 * baseline, "\(fast) s against \(baseline) s")
  }

  /// Least CPU time of this thread over 20 calls [s].
  private func leastTime(_ body: () -> Void) -> Double {
    (0..<20).map { _ in
      let start = cpuTime()
      body()
      return cpuTime() - start
    }.min()!
  }

  private func cpuTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
