// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// The four points at which the reference spectra were computed: γ = 2.5, SFR, zmax = 5.
enum CascadeBenchmark: String, CaseIterable, Sendable {
  /// 10 MeV, 5e-4, normal ordering, Σm = 0.1 eV.
  case a = "A"
  /// As A, inverted, 0.12 eV.
  case b = "B"
  /// As A with κ = 4.
  case c = "C"
  /// 5 MeV, 3e-4, normal, 0.06 eV: a light ν₁, so relativistic targets.
  case d = "D"

  var ordering: MassOrdering { self == .b ? .inverted : .normal }
  var zPrimeMass: Double { self == .d ? 5e6 : 1e7 }
  var coupling: Double { self == .d ? 3e-4 : 5e-4 }
  var kappa: Double { self == .c ? 4 : 1 }
  var sum: Double {
    switch self {
    case .a, .c: 0.1
    case .b: 0.12
    case .d: 0.06
    }
  }
  /// Upper end of the reference grid [eV].
  var highest: Double { self == .d ? 1e18 : 1e17 }

  /// The du at which quick looks are taken; twice it would be refused.
  static let coarsest = 4e-3

  /// The problem on a grid from 1e12 eV.
  ///
  /// - Parameter scale: multiplies m_Z′ and g, and the energies by its square.
  func problem(
    spacing: Double, scale: Double = 1, _ conventions: CascadeConventions = .init()
  ) throws(AssayError) -> CascadeProblem {
    var problem = try CascadeProblem(
      zPrime: try ZPrime(mass: zPrimeMass * scale, coupling: coupling * scale, kappa: kappa),
      masses: try conventions.masses(sum: sum, ordering: ordering),
      mixing: conventions.mixing(ordering),
      grid: try CascadeGrid(
        lowest: 1e12 * scale * scale, highest: highest * scale * scale, spacing: spacing))
    problem.conventions = conventions
    return problem
  }

  static func source() throws(AssayError) -> SourceSpectrum {
    try SourceSpectrum(index: 2.5, evolution: .starFormation)
  }

  func spectrum(
    spacing: Double, scale: Double = 1, _ conventions: CascadeConventions = .init(),
    variant: CascadeSolver.Variant = .simd
  ) throws(AssayError) -> CascadeSpectrum {
    let problem = try problem(spacing: spacing, scale: scale, conventions)
    return try CascadeSolver(problem).solve(Self.source(), variant: variant)
  }
}
