// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// A model of photon counts with the ranges of its parameters: smooth templates, and populations of
/// sources with ``SourceCountLaw``.
///
/// The parameters in order: A_i of the smooth templates that are not held, then of each population
/// log₁₀ A, the slopes from bright to faint and the breaks from bright to faint. Within their ranges
/// all values are equally probable beforehand; of several breaks those that fall, and no others.
public struct SourceModel: Sendable {
  public struct Smooth: Sendable {
    public var name: String
    /// Expected photons for A = 1.
    public var template: [Double]
    /// Of A; one number where it is held.
    public var range: ClosedRange<Double>

    public init(_ name: String, template: [Double], range: ClosedRange<Double>) {
      (self.name, self.template, self.range) = (name, template, range)
    }
  }

  public struct Sources: Sendable {
    public var name: String
    /// To which the number of sources in a pixel is proportional.
    public var template: [Double]
    /// Of log₁₀ A.
    public var normalisation: ClosedRange<Double>
    /// Bright to faint.
    public var slopes: [ClosedRange<Double>]
    /// Bright to faint [photons].
    public var breaks: [ClosedRange<Double>]

    public init(
      _ name: String, template: [Double], normalisation: ClosedRange<Double>,
      slopes: [ClosedRange<Double>], breaks: [ClosedRange<Double>]
    ) {
      (self.name, self.template, self.normalisation) = (name, template, normalisation)
      (self.slopes, self.breaks) = (slopes, breaks)
    }
  }

  public struct Parameter: Sendable, Equatable {
    public var name: String
    public var range: ClosedRange<Double>
  }

  public let smooth: [Smooth]
  public let sources: [Sources]
  public let parameters: [Parameter]
  let likelihood: NonPoissonianLikelihood
  private let counts: [Int]

  /// - Parameters:
  ///   - exposures, regions: see ``NonPoissonianLikelihood``.
  /// - Throws: `badValue` where templates and counts disagree, or a range allows what source counts
  ///   cannot be.
  public init(
    counts: [Int], smooth: [Smooth], sources: [Sources], psf: FluxFractions,
    exposures: [Double]? = nil, regions: Int = 1
  ) throws(AssayError) {
    (self.smooth, self.sources, self.counts) = (smooth, sources, counts)
    for population in sources {
      guard !population.breaks.isEmpty, population.slopes.count == population.breaks.count + 1,
        let first = population.slopes.first, let last = population.slopes.last,
        first.lowerBound > 1, last.upperBound < 2,
        population.breaks.allSatisfy({ $0.lowerBound > 0 })
      else {
        throw .badValue(
          name: "ranges of the sources \(population.name)",
          found: "slopes \(population.slopes), breaks \(population.breaks)",
          accepted:
            "one slope more than breaks, the first above 1, the last below 2, breaks above 0")
      }
    }
    for template in smooth where template.range.lowerBound < 0 {
      throw .badValue(
        name: "range of \(template.name)", found: "\(template.range)", accepted: "0 or more")
    }
    likelihood = try NonPoissonianLikelihood(
      counts: counts, smooth: smooth.map(\.template), sources: sources.map(\.template), psf: psf,
      exposures: exposures, regions: regions)
    var parameters = smooth.filter { !Self.isHeld($0) }.map {
      Parameter(name: "A_\($0.name)", range: $0.range)
    }
    for population in sources {
      let name = population.name
      parameters.append(Parameter(name: "log10 A_\(name)_ps", range: population.normalisation))
      for (i, range) in population.slopes.enumerated() {
        parameters.append(Parameter(name: "n\(i + 1)_\(name)", range: range))
      }
      for (i, range) in population.breaks.enumerated() {
        let number = population.breaks.count == 1 ? "" : "\(i + 1)"
        parameters.append(Parameter(name: "Sb\(number)_\(name)", range: range))
      }
    }
    self.parameters = parameters
  }

  private static func isHeld(_ template: Smooth) -> Bool {
    template.range.lowerBound == template.range.upperBound
  }

  /// Parameters from numbers in [0, 1], each along its range.
  public func point(_ unit: [Double]) -> [Double] {
    zip(parameters, unit).map {
      Swift.min(
        $0.range.upperBound,
        $0.range.lowerBound + $1 * ($0.range.upperBound - $0.range.lowerBound))
    }
  }

  func unit(_ point: [Double]) -> [Double] {
    zip(parameters, point).map {
      ($1 - $0.range.lowerBound) / ($0.range.upperBound - $0.range.lowerBound)
    }
  }

  /// Normalisations and populations at a point; nil where breaks do not fall.
  func parts(
    _ point: [Double]
  ) -> (smooth: [Double], populations: [NonPoissonianLikelihood.Population])? {
    var next = 0
    func take() -> Double {
      next += 1
      return point[next - 1]
    }
    let normalisations = smooth.map { Self.isHeld($0) ? $0.range.lowerBound : take() }
    var populations: [NonPoissonianLikelihood.Population] = []
    for population in sources {
      let strength = pow(10, take())
      let slopes = population.slopes.map { _ in take() }
      let breaks = population.breaks.map { _ in take() }
      guard let law = try? SourceCountLaw(breaks: breaks, slopes: slopes) else { return nil }
      populations.append(.init(normalisation: strength, law: law))
    }
    return (normalisations, populations)
  }

  /// The share of the box of ranges in which breaks fall: the prior is that part of it.
  public var orderedShare: Double {
    sources.reduce(1) { $0 * Self.orderedShare($1.breaks) }
  }

  /// The probability that numbers, each uniform in its range, fall.
  ///
  /// With g_i(x) that of b_i > b_i+1 > ... and b_i < x, g_i' = g_i+1/width_i within the range of b_i: piece
  /// by piece between the ends of ranges a polynomial.
  static func orderedShare(_ ranges: [ClosedRange<Double>]) -> Double {
    let edges = Set(ranges.flatMap { [$0.lowerBound, $0.upperBound] }).sorted()
    // Coefficients of powers of x - edge in each piece; above the last edge g is `whole`.
    var pieces = Array(repeating: [1.0], count: edges.count - 1)
    var whole = 1.0
    for range in ranges.reversed() {
      var running = 0.0
      for k in pieces.indices {
        var next = [running]
        if edges[k] >= range.lowerBound && edges[k + 1] <= range.upperBound {
          let width = range.upperBound - range.lowerBound
          next += pieces[k].enumerated().map { $1 / Double($0 + 1) / width }
        }
        let step = edges[k + 1] - edges[k]
        running = next.reversed().reduce(0) { $0 * step + $1 }
        pieces[k] = next
      }
      whole = running
    }
    return whole
  }

  /// The free normalisations of the convex fit where there are no sources, whatever the ranges; nil with
  /// sources, or where templates cannot be told apart.
  func templateFit() -> [Double]? {
    guard sources.isEmpty else { return nil }
    var fixed = [Double](repeating: 0, count: counts.count)
    for template in smooth where Self.isHeld(template) {
      for p in fixed.indices { fixed[p] += template.range.lowerBound * template.template[p] }
    }
    let free = smooth.filter { !Self.isHeld($0) }.map(\.template)
    return try? PoissonTemplateFit(counts: counts, templates: free, fixed: fixed).normalisations
  }

  /// ln L at a point; -∞ where breaks do not fall.
  public func logLikelihood(_ point: [Double], threads: Int = 1) -> Double {
    guard let parts = parts(point),
      let answer = try? likelihood.evaluate(
        smooth: parts.smooth, populations: parts.populations, threads: threads)
    else { return -.infinity }
    return answer.logLikelihood.isNaN ? -.infinity : answer.logLikelihood
  }

  /// ln L and its slopes by the parameters.
  public func slopes(
    _ point: [Double], threads: Int = 1
  ) -> (logLikelihood: Double, slopes: [Double]) {
    guard let parts = parts(point),
      let answer = try? likelihood.evaluate(
        smooth: parts.smooth, populations: parts.populations, threads: threads, withSlopes: true)
    else { return (-.infinity, point.map { _ in 0 }) }
    var slopes = smooth.indices.filter { !Self.isHeld(smooth[$0]) }.map { answer.smooth[$0] }
    for (population, row) in zip(parts.populations, answer.populations) {
      // d/d log₁₀ A = A ln 10 d/dA.
      slopes.append(row[0] * population.normalisation * M_LN10)
      slopes += row.dropFirst()
    }
    return (answer.logLikelihood, slopes)
  }
}
