// SPDX-License-Identifier: GPL-3.0-or-later

/// A user's own question: limits for these masses, targets and spectrum.
public struct LimitRequest: Sendable {
  /// Which analysis answers.
  public enum Analysis: String, Sendable, CaseIterable {
    /// Counts of 25 dwarfs with a learnt background; works without raw data.
    case mlfermi
    /// The LAT likelihood tables; needs raw data.
    case lat
    /// Counts between 1 and 100 GeV against an empirical background (MADHAT); needs raw data.
    case madhat
  }

  /// Where the photon spectrum comes from.
  public enum Spectrum: Sendable, Equatable {
    /// What the analysis uses by itself: the embedded yields where they have the mass, else the
    /// table of the published limits, else the fit.
    case automatic
    case pppc
    case pppcWithoutElectroweak
    case dmfit
    /// The fit that needs no table.
    case fit
    /// A file of mass [GeV], energy [GeV], dN/dE [1/GeV].
    case file(String)
  }

  public var analysis: Analysis
  /// Such as "bb" or "tautau"; ignored for a spectrum from a file.
  public var channel: String
  public var spectrum: Spectrum
  /// [GeV]
  public var masses: [Double]
  /// Empty: the targets of the paper.
  public var targets: [String]
  /// A reference table such as "jfactors_pace_strigari2019", "samples" (posterior samples, needs
  /// raw data), or a file of name, log10 J, sigma; nil: the catalogue of the paper.
  public var catalogue: String?
  /// Whether J is held at its mean instead of profiled.
  public var knownJ: Bool
  /// Whether the background is profiled with J (mlfermi; needs raw data).
  public var profilesBackground: Bool
  /// Δ(−2 ln L) at the limit; nil: one-sided 95 %.
  public var delta: Double?
  /// Read the limit off the published code's grid (mlfermi).
  public var compatible: Bool
  /// A cross-section [cm³ s⁻¹] to answer yes or no for.
  public var crossSection: Double?

  public init(
    analysis: Analysis = .mlfermi, channel: String = "bb", spectrum: Spectrum = .automatic,
    masses: [Double], targets: [String] = [], catalogue: String? = nil, knownJ: Bool = false,
    profilesBackground: Bool = false, delta: Double? = nil, compatible: Bool = false,
    crossSection: Double? = nil
  ) {
    self.analysis = analysis
    self.channel = channel
    self.spectrum = spectrum
    self.masses = masses
    self.targets = targets
    self.catalogue = catalogue
    self.knownJ = knownJ
    self.profilesBackground = profilesBackground
    self.delta = delta
    self.compatible = compatible
    self.crossSection = crossSection
  }
}

/// One answer.
public struct LimitAnswer: Sendable, Equatable {
  /// [GeV]
  public var mass: Double
  /// Upper limit on ⟨σv⟩ [cm³ s⁻¹].
  public var limit: Double
  /// 2[ln L(best) − ln L(0)], where the analysis has it.
  public var testStatistic: Double?
  /// Whether the cross-section asked about lies above the limit.
  public var excluded: Bool?
}
