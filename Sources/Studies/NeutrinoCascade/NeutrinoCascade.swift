// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// High-energy neutrinos scattering on relic neutrinos through a Z′ of L_μ − L_τ.
///
/// On the pole, s = m_Z'², a neutrino is absorbed and two of lower energy leave, so that the
/// spectrum at Earth has dips, filled from the resonances at higher redshift, and pile-ups below.
/// With ξ = ln(1+z) and energies today E₀,
///
///     −∂n_i/∂ξ = S_i − Λ_i n_i + P_i ∫ A(E') h(E₀/E') dE'/E',   A = Σ_i Λ_i n_i         (1)
///
/// - `Particle/`: masses, mixing, couplings, the Z′, muon g−2;
/// - `Medium/`: cosmology, relic neutrinos, thermal rate, cross-section, optical depth;
/// - `Sources/`: power laws, flavours, evolution;
/// - `Transport/`: the solver of (1) in its variants;
/// - `MonteCarlo/`: the same cascade followed neutrino by neutrino, with cold targets;
/// - `Scan/`: the plane of mass and coupling;
/// - `Parts/`: what is held against the reference tables; figures in `Figures/`.
public enum NeutrinoCascadeStudy: Study {
  public static let card = StudyCard(
    id: "neutrino-cascade",
    title: "Resonant absorption and regeneration of cosmic neutrinos through a Z′",
    summary: """
      High-energy neutrinos cross the cosmic neutrino background and scatter through a Z′ boson of \
      L_μ − L_τ: dips and pile-ups in the spectrum at Earth. The transport equation is solved with \
      exact thermal rates in O(window) a redshift step and held against independent programs, \
      closed forms and an analogue Monte Carlo; the paper's own fits cannot be compared, because \
      their numbers are not public.
      """,
    citations: citations,
    cost: [.quick: 5, .standard: 9, .full: 25])

  public static let faults: [Fault] = CascadeFaults.all

  public static func plan(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    try ClosedFormsPart.tasks(context) + SpectraPart.tasks(context)
      + IdentitiesPart.tasks(context) + MonteCarloPart.tasks(context)
      + FigurePart.tasks(context)
  }

  public static func figures(_ results: Results, _ context: RunContext) -> [Figure] {
    CascadeFigures.all(results, context.reference)
  }
}
