// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Kernels
public import Numerics

/// The likelihood of photon counts with unresolved sources (non-Poissonian template fit): pixel p
/// has Poissonian photons from smooth templates, and sources whose number follows a template and
/// whose fluxes follow source counts,
///
///     μ_p = Σ_i A_i T_i,p
///     x_p,m = Σ_s A_s t_s,p x_s,m,   X_p = Σ_{m ≥ 1} x_p,m
///     p_0 = e^-(μ + X),   p_k = (1/k) Σ_{j=1..k} j y_j p_{k-j},   y_1 = μ + x_1,  y_j = x_j
///     ln L = Σ_p ln p_{k_p}                                                             (1)
///
/// with x_s,m of ``PhotonTable``. Source: arXiv:1612.03173, sections 2 and 4; Lee, Lisanti, Safdi,
/// arXiv:1412.6099.
///
/// Eight pixels of similar counts are worked at a time; sums are in a fixed order, so that the
/// result has the same bits for any number of threads. Cost: Σ k²  + 4 sources k flops a pixel and
/// the tables; some 3 times as much with the gradient.
public struct NonPoissonianLikelihood: Sendable {
  /// A population of sources.
  public struct Population: Sendable, Equatable {
    /// A_s, not negative.
    public var normalisation: Double
    public var law: SourceCountLaw

    public init(normalisation: Double, law: SourceCountLaw) {
      (self.normalisation, self.law) = (normalisation, law)
    }
  }

  /// ln L and its slopes.
  public struct Answer: Sendable, Equatable {
    public var logLikelihood: Double
    /// By the normalisations of the smooth templates; empty unless asked for.
    public var smooth: [Double] = []
    /// By A_s, the slopes and the breaks of each population; empty unless asked for.
    public var populations: [[Double]] = []
  }

  private let blocks: PixelBlocks
  private let most: Int
  /// [template][lane].
  private let smooth: [[Double]]
  private let sources: [[Double]]
  private let psf: FluxFractions
  /// Mean exposure of each region over that of all pixels.
  private let exposures: [Double]

  /// - Parameters:
  ///   - counts: photons of each pixel.
  ///   - smooth: T_i, expected photons of each pixel for A = 1.
  ///   - sources: t_s, of each pixel.
  ///   - exposures: of each pixel; with `regions` of them, of equal numbers of pixels by rising
  ///     exposure, breaks are scaled by the mean exposure of a region over that of all.
  /// - Throws: `badValue` where sizes differ, a number is negative or not finite.
  public init(
    counts: [Int], smooth: [[Double]], sources: [[Double]], psf: FluxFractions,
    exposures: [Double]? = nil, regions: Int = 1
  ) throws(AssayError) {
    guard let largest = counts.max(), counts.allSatisfy({ $0 >= 0 }) else {
      throw .badValue(
        name: "counts", found: counts.isEmpty ? "no pixel" : "a negative count",
        accepted: "photons of one pixel or more")
    }
    guard largest <= 100_000 else {
      throw .badValue(
        name: "counts", found: "\(largest) photons in a pixel", accepted: "at most 100000")
    }
    for (kind, maps) in [("smooth template", smooth), ("template of sources", sources)] {
      for (number, map) in maps.enumerated() {
        guard map.count == counts.count, map.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
          throw .badValue(
            name: "\(kind) \(number + 1)",
            found: map.count == counts.count
              ? "a negative value or none" : "\(map.count) pixels for \(counts.count) counts",
            accepted: "a value of 0 or more for each pixel")
        }
      }
    }
    let parts = try Self.regions(of: counts.count, exposures, regions)
    blocks = PixelBlocks(counts: counts, regions: parts.region)
    most = Swift.max(largest, 1)
    self.smooth = smooth.map(blocks.arranged)
    self.sources = sources.map(blocks.arranged)
    self.psf = psf
    self.exposures = parts.relative
  }

  private static func regions(
    of pixels: Int, _ exposures: [Double]?, _ count: Int
  ) throws(AssayError) -> (region: [Int], relative: [Double]) {
    guard count >= 1, count <= pixels else {
      throw .badValue(
        name: "exposure regions", found: "\(count)", accepted: "1 to \(pixels), the pixels")
    }
    guard count > 1 else { return (Array(repeating: 0, count: pixels), [1]) }
    guard let exposures, exposures.count == pixels, exposures.allSatisfy({ $0 > 0 && $0.isFinite })
    else {
      throw .badValue(
        name: "exposure", found: "a value that is not positive, or not one for each pixel",
        accepted: "a positive exposure for each of \(pixels) pixels")
    }
    let order = exposures.indices.sorted { (exposures[$0], $0) < (exposures[$1], $1) }
    let mean = exposures.reduce(0, +) / Double(pixels)
    var (region, relative) = ([Int](repeating: 0, count: pixels), [Double]())
    for part in 0..<count {
      let range = part * pixels / count..<(part + 1) * pixels / count
      for place in range { region[order[place]] = part }
      let sum = range.reduce(0.0) { $0 + exposures[order[$1]] }
      relative.append(sum / Double(range.count) / mean)
    }
    return (region, relative)
  }

  /// ln L of (1).
  ///
  /// - Parameter threads: does not change the result.
  /// - Throws: `badValue` for other numbers of templates or negative normalisations.
  public func evaluate(
    smooth normalisations: [Double], populations: [Population], threads: Int = 1,
    withSlopes: Bool = false
  ) throws(AssayError) -> Answer {
    guard normalisations.count == smooth.count, populations.count == sources.count,
      (normalisations + populations.map(\.normalisation)).allSatisfy({ $0 >= 0 && $0.isFinite })
    else {
      throw .badValue(
        name: "normalisations",
        found: "\(normalisations) and \(populations.map(\.normalisation))",
        accepted: "numbers of 0 or more for \(smooth.count) smooth templates and "
          + "\(sources.count) of sources")
    }
    let tables = try tables(populations, threads: threads, withSlopes)
    let work = BlockWork(
      blocks: blocks, smooth: smooth, sources: sources, most: most,
      normalisations: normalisations, populations: populations.map(\.normalisation),
      tables: tables, exposures: exposures,
      slopeCounts: populations.map(\.law.slopes.count), withSlopes: withSlopes)
    let parts = Parallel.map(blocks.chunks.count, threads: threads) { work.run(blocks.chunks[$0]) }
    return work.answer(parts)
  }

  /// A table of each exposure region and population, breaks scaled.
  private func tables(
    _ populations: [Population], threads: Int, _ withSlopes: Bool
  ) throws(AssayError) -> [[PhotonTable]] {
    var laws: [SourceCountLaw] = []
    for relative in exposures {
      for population in populations {
        laws.append(
          try SourceCountLaw(
            breaks: population.law.breaks.map { $0 * relative }, slopes: population.law.slopes))
      }
    }
    let scaled = laws
    let all = Parallel.map(scaled.count, threads: threads) {
      PhotonTable(scaled[$0], psf, most: most, withSlopes: withSlopes)
    }
    return exposures.indices.map {
      Array(all[$0 * populations.count..<($0 + 1) * populations.count])
    }
  }
}
