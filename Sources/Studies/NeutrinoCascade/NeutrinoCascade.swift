// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// High-energy neutrinos scattering resonantly on relic neutrinos through a Z′ of L_μ − L_τ.
public enum NeutrinoCascadeStudy: Study {
  public static let card = StudyCard(
    id: "neutrino-cascade",
    title: "Resonant absorption and regeneration of cosmic neutrinos through a Z′",
    summary: """
      High-energy neutrinos cross the cosmic neutrino background and scatter through a Z′ boson of \
      L_mu − L_tau: dips and pile-ups in the spectrum at Earth. The transport equation is solved in \
      O(N) a redshift step and held against independent programs, closed forms, and an analogue \
      Monte Carlo.
      """,
    citations: [],
    cost: [.quick: 4, .standard: 20, .full: 60])

  public static let faults: [Fault] = []

  public static func plan(_ context: RunContext) throws(AssayError) -> [StudyTask] { [] }

  public static func figures(_ results: Results, _ context: RunContext) -> [Figure] { [] }
}
