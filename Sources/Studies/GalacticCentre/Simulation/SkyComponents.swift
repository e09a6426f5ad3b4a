// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// How the diffuse emission of simulated skies is made: families of growing freedom.
enum DiffuseFamily: String, Sendable, CaseIterable {
  /// A disk of one thickness, 0.2 kpc.
  case thin
  /// A thin and a thick disk (0.1 and 0.5 kpc), in any proportion.
  case mixed
  /// As `mixed`, times a random field of waves of five degrees and more, a tenth in size.
  case rough
}

/// Expected photons of a square patch of the sky about the Galactic centre, one number a pixel, b
/// upwards row by row, longitude rising with the column, mean 1 a pixel.
///
/// The sky taken as flat: pixel centres at tangent coordinates taken as l and b. Emission is
/// taken on a grid finer than the pixels, with a margin, and smoothed with the point spread function
/// on it; photons of sources are spread one by one with the same function (``PlaneSky``).
struct SkyComponents: Sendable {
  /// Pixels on a side.
  let side: Int
  /// Of a pixel [deg].
  let pixel: Double
  /// Around the patch, where sources may sit and photons come from [deg].
  static let margin = 1.0

  /// γ = 1.2 squared along the line of sight.
  let excess: [Double]
  /// The same on all positions of sources, margin included: finer grid, cumulated, ending at 1.
  let positions: [Double]
  let thinDisk: [Double]
  let thickDisk: [Double]
  let middleDisk: [Double]
  /// Cells of the finer grid in a pixel, on a side.
  static let finer = 4

  /// Cells on a side of the finer grid, margin included.
  var cells: Int { Self.cells(side, pixel) }

  static func cells(_ side: Int, _ pixel: Double) -> Int {
    (side + 2 * Int((margin / pixel).rounded(.up))) * finer
  }

  init(side: Int, pixel: Double, psf: KingFunction = .fermiAt2GeV) throws(AssayError) {
    (self.side, self.pixel) = (side, pixel)
    let profile = try GeneralisedNFW(slope: 1.2)
    let degree = Double.pi / 180
    let cells = Self.cells(side, pixel)
    let step = pixel / Double(Self.finer)
    let half = Double(cells) / 2
    func grid(_ value: (Double, Double) -> Double) -> [Double] {
      (0..<cells * cells).map { cell in
        let l = (Double(cell % cells) + 0.5 - half) * step * degree
        let b = (Double(cell / cells) + 0.5 - half) * step * degree
        return value(l, b)
      }
    }
    let sources = grid { l, b in
      profile.lineOfSight(power: 2, angle: acos(cos(l) * cos(b)))
    }
    var running = 0.0
    let cumulated = sources.map { value -> Double in
      running += value
      return running
    }
    positions = cumulated.map { $0 / running }
    let kernel = Self.kernel(psf, step)
    func smoothed(_ values: [Double]) -> [Double] {
      Self.binned(Self.convolved(values, cells, kernel), cells, side)
    }
    func disk(_ height: Double) -> [Double] {
      var disk = StellarDisk()
      disk.scaleHeight = height
      return smoothed(grid { disk.lineOfSight(longitude: $0, latitude: $1) })
    }
    excess = smoothed(sources)
    (thinDisk, middleDisk, thickDisk) = (disk(0.1), disk(0.2), disk(0.5))
  }

  /// The point spread function on the finer grid, normalised, in a square about its centre.
  private static func kernel(_ psf: KingFunction, _ step: Double) -> [[Double]] {
    let degree = Double.pi / 180
    let reach = Swift.max(1, Int((margin / step).rounded(.down)))
    var kernel = (-reach...reach).map { i in
      (-reach...reach).map { j -> Double in
        // The mean over a cell, by 5 × 5 points: the core is narrower than a cell.
        var sum = 0.0
        for a in -2...2 {
          for b in -2...2 {
            let x = (Double(i) + Double(a) / 5) * step * degree
            let y = (Double(j) + Double(b) / 5) * step * degree
            sum += psf.density((x * x + y * y).squareRoot())
          }
        }
        return sum
      }
    }
    let total = kernel.reduce(0) { $0 + $1.reduce(0, +) }
    for i in kernel.indices { for j in kernel[i].indices { kernel[i][j] /= total } }
    return kernel
  }

  private static func convolved(
    _ values: [Double], _ cells: Int, _ kernel: [[Double]]
  ) -> [Double] {
    let reach = kernel.count / 2
    var out = [Double](repeating: 0, count: values.count)
    for row in 0..<cells {
      for i in -reach...reach where (0..<cells).contains(row + i) {
        for j in -reach...reach {
          let weight = kernel[i + reach][j + reach]
          if weight < 1e-9 { continue }
          let (first, last) = (Swift.max(0, -j), Swift.min(cells, cells - j))
          for column in first..<last {
            out[row * cells + column] += weight * values[(row + i) * cells + column + j]
          }
        }
      }
    }
    return out
  }

  /// Sums over the cells of each pixel without the margin, mean 1.
  private static func binned(_ values: [Double], _ cells: Int, _ side: Int) -> [Double] {
    let skip = (cells - side * finer) / 2
    var out = [Double](repeating: 0, count: side * side)
    for row in 0..<side * finer {
      for column in 0..<side * finer {
        out[row / finer * side + column / finer] +=
          values[(row + skip) * cells + column + skip]
      }
    }
    let mean = out.reduce(0, +) / Double(out.count)
    return out.map { $0 / mean }
  }

  /// A diffuse template of a family, mean 1, with its free choices drawn.
  func diffuse(_ family: DiffuseFamily, _ random: inout Philox) -> [Double] {
    if family == .thin { return middleDisk }
    let share = random.uniform()
    var template = zip(thinDisk, thickDisk).map { share * $0 + (1 - share) * $1 }
    guard family == .rough else { return template }
    // Waves of random direction and phase; their sum has a standard deviation of a tenth.
    let waves = 8
    for _ in 0..<waves {
      let length = 5 * pow(4, random.uniform())
      let turn = 2 * .pi * random.uniform()
      let phase = 2 * .pi * random.uniform()
      let size = 0.1 * (2 / Double(waves)).squareRoot()
      for p in template.indices {
        let (x, y) = (Double(p % side) * pixel, Double(p / side) * pixel)
        let wave = cos(2 * .pi * (x * cos(turn) + y * sin(turn)) / length + phase)
        template[p] *= 1 + size * wave
      }
    }
    let mean = template.reduce(0, +) / Double(template.count)
    return template.map { $0 / mean }
  }
}
