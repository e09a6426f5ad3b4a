// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// The fit of templates to photon counts,
///
///     μ_p = Σ_i A_i T_i,p,   A_i ≥ 0,   ln L = Σ_p (k ln μ - μ - ln k!)                   (1)
///
/// which is concave: one maximum. Newton steps on the templates that are not held at 0,
///
///     ∂_i ln L = Σ T_i (k/μ - 1),   -∂_i ∂_j ln L = Σ T_i T_j k/μ²                          (2)
///
/// halved until ln L rises; a template is held at 0 where a step would lead below, and comes back when
/// the others have their maximum and its slope there is positive. Cost: some ten passes of (3 + templates²) flops a pixel.
public struct PoissonTemplateFit: Sendable, Equatable {
  /// A_i.
  public var normalisations: [Double]
  /// Of A_i, row by row, zero for those at 0: the inverse of (2).
  public var covariance: [[Double]]
  public var logLikelihood: Double
  /// 2 Σ (k ln(k/μ) - k + μ).
  public var deviance: Double
  /// A_i Σ T_i over all counts.
  public var shares: [Double]

  /// √ of the covariance's diagonal.
  public var errors: [Double] { covariance.indices.map { covariance[$0][$0].squareRoot() } }

  /// 1/√ of the diagonal of (2): errors as if the other templates were known.
  public var conditionalErrors: [Double]

  /// - Parameters:
  ///   - templates: T_i, expected photons for A = 1.
  ///   - fixed: expected photons that are added to μ as they are.
  /// - Throws: `badValue` where sizes differ, a template is negative or empty; `failed` where the
  ///   templates cannot be told apart.
  public init(
    counts: [Int], templates: [[Double]], fixed: [Double]? = nil
  ) throws(AssayError) {
    try self.init(counts: counts, templates: templates, fixed: fixed, isBound: true)
  }

  /// - Parameter isBound: whether A_i ≥ 0 holds; a fault drops it.
  init(
    counts: [Int], templates: [[Double]], fixed: [Double]?, isBound: Bool
  ) throws(AssayError) {
    let problem = try Problem(counts: counts, templates: templates, fixed: fixed)
    var a = problem.start
    var held = Set<Int>()
    var value = problem.halfDeviance(a)
    for _ in 0..<500 {
      let (slope, curvature) = problem.derivatives(a)
      let free = a.indices.filter { !held.contains($0) }
      let step = free.isEmpty ? [] : try problem.step(slope, curvature, free)
      // Twice what a full step promises.
      let rise = zip(free, step).reduce(0.0) { $0 + slope[$1.0] * $1.1 }
      // Of the way to the first template that would fall below 0.
      var (length, wall): (Double, Int?) = (1, nil)
      for (i, d) in zip(free, step) where isBound && a[i] + length * d < 0 {
        (length, wall) = (-a[i] / d, i)
      }
      if rise < 1e-14 && wall == nil {
        // The last step is beyond what sums over pixels resolve; Newton's is not.
        for (i, d) in zip(free, step) { a[i] += d }
        let rising = held.filter { slope[$0] > 1e-9 * problem.totals[$0] }
        guard
          let next = rising.max(by: {
            slope[$0] * problem.start[$0] < slope[$1] * problem.start[$1]
          })
        else { break }
        held.remove(next)
        continue
      }
      var next = a
      for attempt in 0..<60 {
        next = a
        for (i, d) in zip(free, step) { next[i] += length * d }
        if let wall, attempt == 0 { next[wall] = 0 }
        let found = problem.halfDeviance(next)
        // Rounding of a sum over pixels is no rise.
        if found <= value + 1e-13 * value + 0x1p-52 * problem.photons || attempt == 59 {
          value = found
          if let wall, attempt == 0 { held.insert(wall) }
          break
        }
        length /= 2
      }
      a = next
    }
    self = try problem.result(a, held)
  }

  private init(
    normalisations: [Double], covariance: [[Double]], conditionalErrors: [Double],
    logLikelihood: Double, deviance: Double, shares: [Double]
  ) {
    (self.normalisations, self.covariance) = (normalisations, covariance)
    self.conditionalErrors = conditionalErrors
    (self.logLikelihood, self.deviance, self.shares) = (logLikelihood, deviance, shares)
  }

  private struct Problem {
    let counts: [Double]
    let templates: [[Double]]
    let fixed: [Double]
    /// Σ T_i.
    let totals: [Double]
    let logFactorials: Double
    let photons: Double

    init(counts: [Int], templates: [[Double]], fixed: [Double]?) throws(AssayError) {
      guard !counts.isEmpty, counts.allSatisfy({ $0 >= 0 }), !templates.isEmpty else {
        throw .badValue(
          name: "template fit", found: "\(counts.count) pixels, \(templates.count) templates",
          accepted: "counts of 0 or more in a pixel or more, and a template")
      }
      for (number, template) in (templates + [fixed].compactMap { $0 }).enumerated() {
        guard template.count == counts.count, template.allSatisfy({ $0 >= 0 && $0.isFinite }),
          number == templates.count || template.contains(where: { $0 > 0 })
        else {
          throw .badValue(
            name: number == templates.count ? "fixed template" : "template \(number + 1)",
            found: template.count == counts.count
              ? "a negative value, one that is no number, or zeros alone"
              : "\(template.count) pixels for \(counts.count) counts",
            accepted: "a value of 0 or more for each pixel, some above")
        }
      }
      self.counts = counts.map(Double.init)
      self.templates = templates
      self.fixed = fixed ?? Array(repeating: 0, count: counts.count)
      photons = self.counts.reduce(0, +)
      totals = templates.map { $0.reduce(0, +) }
      logFactorials = counts.reduce(0) { $0 + Special.logFactorial($1) }
      for p in counts.indices where counts[p] > 0 && self.fixed[p] == 0 {
        guard templates.contains(where: { $0[p] > 0 }) else {
          throw .badValue(
            name: "template fit", found: "\(counts[p]) photons in pixel \(p) where no template is",
            accepted: "a template above 0 wherever there are photons")
        }
      }
    }

    /// Each template by an equal share of what is not fixed.
    var start: [Double] {
      let left = counts.reduce(0, +) - fixed.reduce(0, +)
      let share = Swift.max(left, 0.01 * counts.reduce(1, +)) / Double(templates.count)
      return totals.map { share / $0 }
    }

    func mean(_ a: [Double]) -> [Double] {
      var mean = fixed
      for (i, template) in templates.enumerated() where a[i] != 0 {
        for p in mean.indices { mean[p] += a[i] * template[p] }
      }
      return mean
    }

    func logLikelihood(_ a: [Double]) -> Double {
      var sum = -logFactorials
      for (k, mu) in zip(counts, mean(a)) {
        sum += (k > 0 ? k * log(mu) : 0) - mu
      }
      return sum
    }

    /// Σ (k ln(k/μ) - k + μ), ln L but for a constant and the sign: terms are small where μ is near k, so
    /// that a step shows in it that rounding of k ln μ would hide.
    func halfDeviance(_ a: [Double]) -> Double {
      zip(counts, mean(a)).reduce(0.0) { sum, pixel in
        let (k, mu) = pixel
        return sum + (k > 0 ? k * log(k / mu) - (k - mu) : mu)
      }
    }

    func derivatives(_ a: [Double]) -> (slope: [Double], curvature: [[Double]]) {
      let mean = mean(a)
      let ratio = zip(counts, mean).map { $0 > 0 ? $0 / $1 : 0 }
      let weight = zip(ratio, mean).map { $0 > 0 ? $0 / $1 : 0 }
      let slope = templates.map { template in
        template.indices.reduce(0.0) { $0 + template[$1] * (ratio[$1] - 1) }
      }
      let curvature = templates.map { a in
        templates.map { b in a.indices.reduce(0.0) { $0 + a[$1] * b[$1] * weight[$1] } }
      }
      return (slope, curvature)
    }

    /// The Newton step of the free templates.
    func step(
      _ slope: [Double], _ curvature: [[Double]], _ free: [Int]
    ) throws(AssayError) -> [Double] {
      let matrix = DenseMatrix(
        rows: free.count, columns: free.count,
        elements: free.flatMap { i in free.map { curvature[i][$0] } })
      return try matrix.solve(free.map { slope[$0] })
    }

    func result(_ a: [Double], _ held: Set<Int>) throws(AssayError) -> PoissonTemplateFit {
      let (_, curvature) = derivatives(a)
      let free = a.indices.filter { !held.contains($0) }
      var covariance = a.map { _ in [Double](repeating: 0, count: a.count) }
      for (column, j) in free.enumerated() {
        let unit = free.indices.map { $0 == column ? 1.0 : 0 }
        let matrix = DenseMatrix(
          rows: free.count, columns: free.count,
          elements: free.flatMap { i in free.map { curvature[i][$0] } })
        for (i, value) in zip(free, try matrix.solve(unit)) { covariance[i][j] = value }
      }
      let all = counts.reduce(0, +)
      let deviance = zip(counts, mean(a)).reduce(0.0) { sum, pixel in
        let (k, mu) = pixel
        return sum + 2 * ((k > 0 ? k * log(k / mu) : 0) - k + mu)
      }
      return PoissonTemplateFit(
        normalisations: a, covariance: covariance,
        conditionalErrors: a.indices.map {
          held.contains($0) ? 0 : 1 / curvature[$0][$0].squareRoot()
        },
        logLikelihood: logLikelihood(a),
        deviance: deviance, shares: zip(a, totals).map { $0 * $1 / all })
    }
  }
}
