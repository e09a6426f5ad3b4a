// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
internal import Numerics

/// Simulated Gaussian processes on a grid: unit variance, correlation exp(−d²/(2 l²)).
///
/// Drawn as a Fourier series on a circle of P = L + 14 l, whose far side is uncorrelated to 10⁻⁴²:
///
///     x(d) = a₀ z₀ + Σ_m a_m (z_m cos k_m d + z'_m sin k_m d),   k_m = 2πm/P
///     a_m² = 2 √(2π) l/P exp(−k_m² l²/2),   a₀² half of that                               (1)
///
/// up to k l = 8.6, where (1) has fallen by 10⁻¹⁶. A batch of processes is one matrix product.
/// Cost: 2 (1 + 2.7 P/l) operations a grid point and as many normal numbers a process: 20 µs for
/// L = 50 l in steps of 0.05 l.
public struct GaussianProcess: Sendable {
  /// Grid points, and their distance in units of l.
  public let points: Int
  public let step: Double
  private let basis: DenseMatrix
  /// Processes of a piece of work.
  private static let batch = 200

  public init(points: Int, step: Double) {
    self.init(points: points, step: step, SearchConventions())
  }

  init(points: Int, step: Double, _ conventions: SearchConventions) {
    precondition(points > 1 && step > 0)
    (self.points, self.step) = (points, step)
    let l = conventions.shortCorrelation ? 0.5 : 1.0
    let period = Double(points - 1) * step + 14
    let modes = Int((8.6 / l * period / (2 * .pi)).rounded(.up))
    var rows: [[Double]] = []
    for m in 0...modes {
      let k = 2 * .pi * Double(m) / period
      let square = (2 * Double.pi).squareRoot() * l / period * exp(-0.5 * k * k * l * l)
      let amplitude = ((m == 0 ? 1 : 2) * square).squareRoot()
      rows.append((0..<points).map { amplitude * cos(k * step * Double($0)) })
      if m > 0 { rows.append((0..<points).map { amplitude * sin(k * step * Double($0)) }) }
    }
    basis = DenseMatrix(rows: rows.count, columns: points, elements: rows.flatMap { $0 })
  }

  /// How often the maximum reaches each level, and how many up-crossings there are.
  public struct Counts: Sendable, Equatable {
    public var processes: Int
    /// Share of processes whose maximum is u or more.
    public var globalP: [Estimate]
    /// Mean number of up-crossings.
    public var upCrossings: [Estimate]

    /// A number and its statistical error.
    public struct Estimate: Sendable, Equatable {
      public var value: Double
      public var error: Double
    }
  }

  /// Simulates `count` processes. The numbers depend on seed and stream alone.
  public func run(
    _ count: Int, levels: [Double], seed: UInt64, stream: UInt64, threads: Int = 1
  ) -> Counts {
    let pieces = (count + Self.batch - 1) / Self.batch
    let parts = Parallel.map(pieces, threads: threads) { piece in
      tally(piece * Self.batch..<min(count, (piece + 1) * Self.batch), levels, seed, stream)
    }
    var total = Tally(levels: levels.count)
    for part in parts { total.add(part) }
    let n = Double(count)
    return Counts(
      processes: count,
      globalP: total.reached.map {
        let p = Double($0) / n
        return .init(value: p, error: max((p * (1 - p) / n).squareRoot(), 1 / n))
      },
      upCrossings: zip(total.crossings, total.squares).map {
        let mean = Double($0) / n
        let variance = max(Double($1) / n - mean * mean, 1 / n)
        return .init(value: mean, error: (variance / n).squareRoot())
      })
  }

  private struct Tally: Sendable {
    var reached: [Int]
    var crossings: [Int]
    var squares: [Int]

    init(levels: Int) {
      reached = [Int](repeating: 0, count: levels)
      (crossings, squares) = (reached, reached)
    }

    mutating func add(_ other: Tally) {
      for i in reached.indices {
        reached[i] += other.reached[i]
        crossings[i] += other.crossings[i]
        squares[i] += other.squares[i]
      }
    }
  }

  private func tally(
    _ processes: Range<Int>, _ levels: [Double], _ seed: UInt64, _ stream: UInt64
  ) -> Tally {
    let modes = basis.rows
    var normals: [Double] = []
    normals.reserveCapacity(processes.count * modes)
    for process in processes {
      var random = Philox(seed: seed, stream: stream &+ UInt64(process))
      for _ in 0..<modes { normals.append(random.normal()) }
    }
    let values = DenseMatrix(rows: processes.count, columns: modes, elements: normals) * basis
    var tally = Tally(levels: levels.count)
    values.elements.withUnsafeBufferPointer { all in
      for row in 0..<processes.count {
        let x = UnsafeBufferPointer(rebasing: all[row * points..<(row + 1) * points])
        for (i, u) in levels.enumerated() {
          var crossings = 0
          for j in 1..<points { crossings += x[j - 1] < u && x[j] >= u ? 1 : 0 }
          tally.crossings[i] += crossings
          tally.squares[i] += crossings * crossings
          tally.reached[i] += crossings > 0 || x[0] >= u ? 1 : 0
        }
      }
    }
    return tally
  }
}
