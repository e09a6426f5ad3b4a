// SPDX-License-Identifier: GPL-3.0-or-later

/// Choices in the physics that a fault can spoil; the defaults are those of production.
struct CascadeConventions: Sendable, Equatable {
  // Particle
  /// Masses and angles of the other ordering.
  var swapsOrdering = false
  /// The splitting of ν₃ is counted from ν₂ instead of ν₁ (normal), and likewise inverted.
  var splittingFromMiddle = false
  /// θ₂₃ in the other octant, 90° − θ₂₃.
  var mirrorsOctant = false
  /// Γ = g² m / (divisor π); 12 is two left-handed flavours.
  var widthDivisor = 12.0
  /// Factor on κ.
  var kappaFactor = 1.0
  /// The vector code cuts its thermal window at q = 6 instead of 40.
  var shortWindow = false
  /// The one-loop integral of g−2 with x (1 − x) instead of x (1 − x)².
  var scalarLoop = false

  // Medium
  /// T = T₀ (1+z) instead of T₀.
  var temperatureScales = true
  /// Fermi-Dirac instead of Maxwell-Boltzmann occupation.
  var fermiStatistics = true
  /// Factor on n₀ in the closed-form optical depth: 2 counts neutrino and antineutrino.
  var densityFactor = 1.0
  /// Factor on H₀.
  var hubbleFactor = 1.0
  /// The SFR constants B = 5000, C = 9 instead of 5161, 9.06.
  var otherStarFormation = false

  // Cascade
  /// Neutrinos that a Z′ leaves behind; 1 forgets the antineutrino in h(y).
  var neutrinosPerDecay = 2.0
  /// h = 2 instead of 3 [y² + (1 − y)²].
  var isotropicDecay = false
  /// P_i = 1 instead of its value.
  var dropsShares = false
  /// P_i = 1/3: flavour-blind decay.
  var democraticShares = false
  /// n' = n + h (S + P R − Λ n) instead of the exponential step.
  var explicitEuler = false
  /// Rates at the start of a step instead of its middle.
  var ratesAtStart = false
  /// The prefactor m²/E² of the thermal rate taken with m = 10 MeV whatever the mass.
  var fixedMassInRate = false
}
