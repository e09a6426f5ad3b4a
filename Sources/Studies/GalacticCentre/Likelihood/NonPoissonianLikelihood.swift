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
/// Exposure regions. t_s is the number of sources of a pixel up to a factor, whatever the exposure.
/// A source of S photons at the mean exposure gives S' = e S at e times it, so that in a region of mean
/// relative exposure e_r
///
///     dN/dS' = (A/e_r) t (S'/(e_r S_b))^-n                                               (2)
///
/// and A t S_b, the number of sources, is the same everywhere. (NPTFit leaves A as it is and divides t by the
/// exposure once more: the same where e is e_r.) The number of sources is right for each pixel, their photons
/// are those of the region's mean exposure.
///
/// Eight pixels of similar counts are worked at a time; sums are in a fixed order, so that the
/// result has the same bits for any number of threads. Cost: Σ k²  + 4 sources k flops a pixel and
/// the tables of each region; some twice as much with the gradient. Without sources each p_k is Poisson's,
/// and the cost a logarithm a pixel.
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

  /// Most photons of a pixel where there are sources: its probabilities cost k² flops.
  public static let largestCountWithSources = 2000

  let blocks: PixelBlocks
  /// Most photons of a pixel, 1 or more.
  let most: Int
  let smoothCount: Int
  let sourceCount: Int
  /// With sources, all templates as kernels take them: lane after lane of the first smooth one, of the
  /// others, and of those of sources.
  let maps: [Double]
  /// Without sources, [template][lane].
  private let smooth: [[Double]]
  private let psf: FluxFractions
  /// The region of each pixel.
  private let region: [Int]
  /// Mean exposure of each region over that of all pixels, and by which A is multiplied there.
  private let exposures: [Double]
  let strengths: [Double]
  /// See ``PixelBlocks/saturated``.
  private let saturated: Double

  /// - Parameters:
  ///   - counts: photons of each pixel.
  ///   - smooth: T_i, expected photons of each pixel for A = 1.
  ///   - sources: t_s, of each pixel.
  ///   - exposures: of each pixel; with `regions` of them, of equal numbers of pixels by rising
  ///     exposure, source counts are those of (2) by the mean exposure of a region over that of all.
  /// - Throws: `badValue` where sizes differ, a number is negative or not finite, or a pixel has too
  ///   many photons: ``largestCountWithSources``, or 100 000 without sources.
  public init(
    counts: [Int], smooth: [[Double]], sources: [[Double]], psf: FluxFractions,
    exposures: [Double]? = nil, regions: Int = 1
  ) throws(AssayError) {
    try self.init(
      counts: counts, smooth: smooth, sources: sources, psf: psf, exposures: exposures,
      regions: regions, keepsNormalisation: false)
  }

  /// - Parameter keepsNormalisation: a fault, A as it is in all regions.
  init(
    counts: [Int], smooth: [[Double]], sources: [[Double]], psf: FluxFractions,
    exposures: [Double]?, regions: Int, keepsNormalisation: Bool
  ) throws(AssayError) {
    guard let largest = counts.max(), counts.allSatisfy({ $0 >= 0 }) else {
      throw .badValue(
        name: "counts", found: counts.isEmpty ? "no pixel" : "a negative count",
        accepted: "photons of one pixel or more")
    }
    let accepted = sources.isEmpty ? 100_000 : Self.largestCountWithSources
    guard largest <= accepted else {
      throw .badValue(
        name: "counts", found: "\(largest) photons in a pixel",
        accepted: sources.isEmpty
          ? "at most \(accepted)"
          : "at most \(accepted) with sources; mask the pixel, or take smaller ones")
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
    (smoothCount, sourceCount) = (smooth.count, sources.count)
    maps = sources.isEmpty ? [] : (smooth + sources).flatMap(blocks.arranged)
    self.smooth = sources.isEmpty ? smooth.map(blocks.arranged) : []
    self.psf = psf
    region = parts.region
    self.exposures = parts.relative
    strengths = parts.relative.map { keepsNormalisation ? 1 : 1 / $0 }
    saturated = blocks.saturated
  }

  /// Expected photons of each pixel from a population, A e_r^-1 t ∫ S' dN/dS' dS'.
  ///
  /// - Parameters:
  ///   - population: of its law, with the breaks of the mean exposure.
  ///   - template: t of each pixel.
  func photons(_ population: Population, _ template: [Double]) throws(AssayError) -> [Double] {
    var factors: [Double] = []
    for (relative, strength) in zip(exposures, strengths) {
      let law = try population.law.scaled(relative)
      factors.append(population.normalisation * strength * law.integral(power: 1))
    }
    return zip(template, region).map { $0 * factors[$1] }
  }

  /// ln L of (1).
  ///
  /// - Parameter threads: does not change the result.
  /// - Throws: `badValue` for other numbers of templates or negative normalisations.
  public func evaluate(
    smooth normalisations: [Double], populations: [Population], threads: Int = 1,
    withSlopes: Bool = false
  ) throws(AssayError) -> Answer {
    try check(normalisations, populations)
    if sourceCount == 0 {
      let work = PoissonWork(
        blocks: blocks, smooth: smooth, normalisations: normalisations, withSlopes: withSlopes)
      let parts = Parallel.map(blocks.chunks.count, threads: threads) {
        work.run(blocks.chunks[$0])
      }
      return work.answer(parts, saturated: saturated)
    }
    let tables = try tables(populations, threads: threads, withSlopes)
    let work = BlockWork(
      blocks: blocks, maps: maps, smoothCount: smoothCount, sourceCount: sourceCount, most: most,
      normalisations: normalisations, populations: populations.map(\.normalisation),
      tables: tables, exposures: exposures, strengths: strengths,
      slopeCounts: populations.map(\.law.slopes.count), withSlopes: withSlopes)
    let parts = Parallel.map(blocks.chunks.count, threads: threads) { work.run(blocks.chunks[$0]) }
    return work.answer(parts)
  }

  /// - Throws: `badValue` for other numbers of templates or negative normalisations.
  func check(_ normalisations: [Double], _ populations: [Population]) throws(AssayError) {
    guard normalisations.count == smoothCount, populations.count == sourceCount,
      (normalisations + populations.map(\.normalisation)).allSatisfy({ $0 >= 0 && $0.isFinite })
    else {
      throw .badValue(
        name: "normalisations",
        found: "\(normalisations) and \(populations.map(\.normalisation))",
        accepted: "numbers of 0 or more for \(smoothCount) smooth templates and "
          + "\(sourceCount) of sources")
    }
  }

  /// A table of each exposure region and population, breaks scaled.
  func tables(
    _ populations: [Population], threads: Int, _ withSlopes: Bool
  ) throws(AssayError) -> [[PhotonTable]] {
    var laws: [SourceCountLaw] = []
    for relative in exposures {
      for population in populations {
        laws.append(try population.law.scaled(relative))
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
