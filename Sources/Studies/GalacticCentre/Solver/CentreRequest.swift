// SPDX-License-Identifier: GPL-3.0-or-later

/// A fit of a user's maps: what is asked.
public struct CentreRequest: Sendable {
  /// Templates that are held: normalisation by name.
  public var held: [String: Double] = [:]
  /// Ranges by the name of a template (of its normalisation) or of a parameter, as ``SourceModel`` names them.
  /// Normalisations without one: 0 to ten times all photons.
  public var ranges: [String: ClosedRange<Double>] = [:]
  /// Templates that sources follow.
  public var sources: [String] = []
  /// Templates that sources follow and that have no smooth part.
  public var sourcesOnly: [String] = []
  /// Of the source counts, bright to faint [photons].
  public var breaks: [ClosedRange<Double>] = [0.05...40]
  public var psf = FluxFractions.onePixel
  /// Exposure regions; nil for ``NonPoissonianLikelihood/regions(for:)``, or one without sources or exposure.
  public var regions: Int?
  /// Points alive of nested sampling; nil for none.
  public var live: Int?
  public var seed: UInt64 = 1

  public init() {}
}

/// What a fit of a user's maps says.
public struct CentreAnswer: Sendable {
  public struct Row: Sendable {
    public var interval: ProfileIntervals.Interval
    /// Within which all values were equally probable beforehand.
    public var range: ClosedRange<Double>
    /// Median and 68 % range of the posterior, where it was asked for.
    public var posterior: (median: Double, low: Double, high: Double)?
  }

  public var rows: [Row]
  /// At its maximum.
  public var logLikelihood: Double
  /// Over the part of the ranges where breaks fall.
  public var evidence: Estimate?
  /// Expected photons of the pixels at the maximum, those of sources included.
  public var expected: [Double]
  /// Of smooth templates and of populations: name and share of all expected photons.
  public var shares: [(name: String, share: Double)]
  /// What a reader should know: a sentence each.
  public var notes: [String]

  public struct Estimate: Sendable, Equatable {
    public var value: Double
    public var error: Double
  }
}
