// SPDX-License-Identifier: GPL-3.0-or-later

/// A plot as data: what the run record keeps and what gnuplot draws.
public struct Figure: Codable, Sendable, Equatable {
  public var id: String
  public var title: String
  /// What the reader should see, and what is context only.
  public var caption: String
  public var panels: [Panel]

  public init(id: String, title: String, caption: String, panels: [Panel]) {
    self.id = id
    self.title = title
    self.caption = caption
    self.panels = panels
  }

  /// One set of axes, with an optional panel of ratios or pulls under it on the same x axis.
  public struct Panel: Codable, Sendable, Equatable {
    public var title: String
    public var x: Scale
    public var y: Scale
    public var series: [Series]
    public var ratio: Ratio?
    /// A quantity over the plane of the axes, drawn behind all else.
    public var image: Image?
    /// Shaded areas, drawn over the image and behind the series.
    public var bands: [Band]?

    public init(
      title: String, x: Scale, y: Scale, series: [Series], ratio: Ratio? = nil,
      image: Image? = nil, bands: [Band]? = nil
    ) {
      self.title = title
      self.x = x
      self.y = y
      self.series = series
      self.ratio = ratio
      self.image = image
      self.bands = bands
    }
  }

  /// The lower panel: ratio or pull of ours over a reference.
  public struct Ratio: Codable, Sendable, Equatable {
    public var y: Scale
    public var series: [Series]
    /// Half-width of the shaded tolerance band around 1 (ratio) or 0 (pull).
    public var band: Double?
    /// The line of perfect agreement: 1 for a ratio, 0 for a pull.
    public var centre: Double

    public init(y: Scale, series: [Series], band: Double? = nil, centre: Double = 1) {
      self.y = y
      self.series = series
      self.band = band
      self.centre = centre
    }
  }

  public struct Scale: Codable, Sendable, Equatable {
    /// Name and unit, such as "m_χ [GeV]"; plain text, gnuplot's enhanced mode allowed.
    public var label: String
    public var logarithmic: Bool
    public var range: [Double]?

    public init(_ label: String, logarithmic: Bool = false, range: [Double]? = nil) {
      self.label = label
      self.logarithmic = logarithmic
      self.range = range
    }
  }

  public struct Series: Codable, Sendable, Equatable {
    public enum Style: String, Codable, Sendable { case line, dashes, points, errorBars }
    public enum Role: String, Codable, Sendable {
      /// Computed by this run.
      case ours
      /// The reference it is compared with.
      case reference
      /// Shown for orientation, not compared.
      case context
    }
    public var title: String
    public var role: Role
    public var style: Style
    public var x: [Double]
    public var y: [Double]
    public var errors: [Double]?

    public init(
      _ title: String, role: Role, style: Style, x: [Double], y: [Double], errors: [Double]? = nil
    ) {
      precondition(x.count == y.count && errors.map { $0.count == y.count } ?? true)
      self.title = title
      self.role = role
      self.style = style
      self.x = x
      self.y = y
      self.errors = errors
    }
  }
}
