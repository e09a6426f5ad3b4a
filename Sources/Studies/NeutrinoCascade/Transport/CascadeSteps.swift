// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
private import Kernels
internal import Numerics

/// The redshift steps of a cascade, from ln(1+zmax) down to 0.
///
/// With ξ = ln(1+z), step h ≤ du and rates taken at the middle of a step, the optical depth of a
/// step for state i is
///
///     a_i(E₀) = h Λ_i = Σ_j |Q_ij|² f e^{−2u} F(q, μ_j)                          (1)
///     f = h κ g² m² c T / (8π ħc (1+z)² H E_min²),   u = ln(E₀/E_min)           (2)
///
/// where F is the thermal integral of ``ThermalWindow`` with μ_j = m_j/T.
struct CascadeSteps: Sendable {
  struct Step: Sendable {
    /// Temperature of the targets' momenta [eV].
    var temperature: Double
    /// (1+z)² H [s⁻¹].
    var dilution: Double
    /// f of (2).
    var depth: Double
    /// Redshift at which the rates are taken.
    var z: Double
    /// ξ at the two Gauss points of the source integral.
    var sourcePoints: (Double, Double)
  }

  /// h.
  let size: Double
  let steps: [Step]
  /// What of f no step changes, but for the density of the targets: ``volume``.
  let constant: Double
  /// Third power of the factor on the targets' momenta: at a fixed density the occupation is divided
  /// by it.
  let volume: Double

  init(_ problem: CascadeProblem) {
    let conventions = problem.conventions
    let end = log1p(problem.zmax)
    // The reference grid: the smallest number of steps with h not above du, but for rounding.
    let count = max(1, Int((end / problem.grid.spacing - 1e-9).rounded(.up)))
    let h = end / Double(count)
    let scale = problem.momentumScale
    let gauss = 0.5 / 3.0.squareRoot()
    let constant = Self.constant(problem.zPrime, problem, size: h)
    let volume = scale * scale * scale
    (size, self.constant, self.volume) = (h, constant, volume)
    steps = (0..<count).map { s in
      let middle = end - (Double(s) + 0.5) * h
      let rates = conventions.ratesAtStart ? middle + 0.5 * h : middle
      let factor = exp(rates)
      let temperature =
        problem.relics.temperature * (conventions.temperatureScales ? factor : 1) * scale
      let hubble = problem.cosmology.hubble(factor - 1) * conventions.hubbleFactor
      let dilution = factor * factor * hubble
      let depth = assay_cascade_factor_of_depth(constant, temperature, volume, dilution)
      return Step(
        temperature: temperature, dilution: dilution, depth: depth, z: factor - 1,
        sourcePoints: (middle + gauss * h, middle - gauss * h))
    }
  }

  /// ``constant`` of any Z′ in the place of the problem's own.
  ///
  /// - Parameter size: h.
  static func constant(_ zPrime: ZPrime, _ problem: CascadeProblem, size: Double) -> Double {
    let mass = problem.conventions.fixedMassInRate ? 1e7 : zPrime.mass
    let g = zPrime.coupling
    return size * zPrime.kappa * problem.conventions.kappaFactor * g * g * mass * mass
      * (PhysicalConstants.speedOfLight / PhysicalConstants.hbarC) / (8 * .pi)
      / (problem.grid.lowest * problem.grid.lowest)
  }

  /// ∫ W (1+z)^{1−γ} H₀/H dξ over each step, by two Gauss points.
  func emission(_ source: SourceSpectrum, _ problem: CascadeProblem) -> [Double] {
    let evolution = problem.conventions.evolution(source.evolution)
    func strength(_ xi: Double) -> Double {
      let z = expm1(xi)
      return evolution(z) * exp((1 - source.index) * xi) / problem.cosmology.expansion(z)
    }
    return steps.map {
      0.5 * size * (strength($0.sourcePoints.0) + strength($0.sourcePoints.1))
    }
  }
}

extension CascadeProblem {
  /// Throws where a tabulated evolution ends below zmax, or its sum over the steps is no number to
  /// divide by.
  func check(_ source: SourceSpectrum) throws(AssayError) {
    try source.evolution.check(zmax: zmax)
    guard case .table(let table) = source.evolution else { return }
    let total = CascadeSteps(self).emission(source, self).reduce(0, +)
    guard total > 1e-200, total < 1e200 else {
      throw .badInput(
        file: table.name, place: "W", found: "an integral of \(total) up to zmax = \(zmax)",
        accepted: "W of order 1, above 0 over more than a step of the solver")
    }
  }
}
