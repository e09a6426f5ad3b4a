// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics
internal import Sky

/// A point spread function over a HEALPix map: each pixel becomes the mean of those around it,
///
///     T'_p = Σ_q K(θ_pq) T_q / Σ_q K(θ_pq)                                                 (1)
///
/// over the disc that loses 1e-4 of the photons. A uniform map stays as it is and no pixel becomes
/// negative, as it would by harmonic transforms behind sharp edges. Pixels of a side up to the standard
/// deviation of K are fine enough: on a square grid of that side the sum deviates from the
/// integral over a Gaussian by 2 exp(-2π²) = 5e-9.
///
/// Cost: 3 ns for each pair of pixels.
struct SphereSmoothing: Sendable {
  let sphere: HEALPix
  private let centres: [SIMD3<Double>]
  private let radius: Double
  /// K over the squared chord 2 - 2 cos θ, at equal steps up to the disc's edge and one beyond.
  private let table: [Double]
  private let steps: Double

  /// Entries of the table: linear interpolation of the Gaussian is then right to 1e-7.
  private static let entries = 16_384

  init(_ psf: PointSpread, _ sphere: HEALPix) throws(AssayError) {
    try psf.check()
    self.sphere = sphere
    radius = try psf.radius(losing: 1e-4)
    centres = sphere.centres()
    let edge = 2 - 2 * cos(radius)
    steps = Double(Self.entries) / edge
    let step = edge / Double(Self.entries)
    table = (0...(Self.entries + 2)).map { k in
      psf.density(2 * asin(Swift.min(1, (Double(k) * step).squareRoot() / 2)))
    }
  }

  /// The map (1); the same bits for any number of threads.
  func smooth(
    _ values: [Double], threads: Int, progress: (Double) -> Void = { _ in }
  ) -> [Double] {
    Pixelwise.values(sphere.pixels, threads: threads, progress: progress) { pixel in
      mean(values, around: pixel)
    }
  }

  private func mean(_ values: [Double], around pixel: Int) -> Double {
    let centre = centres[pixel]
    var (sum, weights) = (0.0, 0.0)
    for other in disc(centre) {
      let gap = centres[other] - centre
      // Rounding can put a pixel of the edge beyond the table's end.
      let place = Swift.min((gap * gap).sum() * steps, Double(Self.entries + 1))
      let cell = Int(place)
      let weight = table[cell] + (place - Double(cell)) * (table[cell + 1] - table[cell])
      sum += weight * values[other]
      weights += weight
    }
    return sum / weights
  }

  private func disc(_ centre: SIMD3<Double>) -> [Int] {
    do throws(AssayError) {
      return try sphere.disc(around: centre, radius: radius)
    } catch {
      preconditionFailure("a checked disc was refused: \(error)")
    }
  }
}

/// A number for each pixel, on threads, with progress.
enum Pixelwise {
  private static let piece = 2048

  /// `value(p)` for p = 0 ..< count. `progress` is told the share that is done, on this thread.
  static func values(
    _ count: Int, threads: Int, progress: (Double) -> Void = { _ in },
    _ value: @Sendable (Int) -> Double
  ) -> [Double] {
    let pieces = (count + piece - 1) / piece
    let round = Swift.max(1, 4 * threads)
    var all: [Double] = []
    all.reserveCapacity(count)
    for first in stride(from: 0, to: pieces, by: round) {
      let parts = Parallel.map(Swift.min(round, pieces - first), threads: threads) { number in
        let start = (first + number) * piece
        return (start..<Swift.min(count, start + piece)).map(value)
      }
      for part in parts { all += part }
      progress(Double(all.count) / Double(count))
    }
    return all
  }
}
