// SPDX-License-Identifier: GPL-3.0-or-later

extension Figure {
  /// A quantity over a plane, drawn as coloured cells with lines of equal value over them.
  ///
  /// A cell reaches half-way to its neighbours, in the logarithm on a logarithmic axis, so that any
  /// rising centres will do; contours are interpolated between the centres in the same measure.
  public struct Image: Codable, Sendable, Equatable {
    /// Centres of the columns, rising.
    public var x: [Double]
    /// Centres of the rows, rising.
    public var y: [Double]
    /// One value for each cell, x fastest.
    public var values: [Double]
    /// Name and unit of the colour scale.
    public var label: String
    /// Values at the ends of the colour scale, which clips what lies beyond; that of the values
    /// without it.
    public var range: [Double]?
    /// Values at which a labelled line is drawn.
    public var contours: [Double]
    /// Drawn as a map of the sky, where it is one.
    public var sky: Sky?
    /// True where a unit of x is drawn as long as one of y, as in a picture; nil where both axes fill
    /// their panel. Linear axes only.
    public var equalScales: Bool?

    public init(
      x: [Double], y: [Double], values: [Double], label: String, range: [Double]? = nil,
      contours: [Double] = [], sky: Sky? = nil, equalScales: Bool = false
    ) {
      precondition(values.count == x.count * y.count)
      (self.x, self.y, self.values) = (x, y, values)
      (self.label, self.range, self.contours, self.sky) = (label, range, contours, sky)
      self.equalScales = equalScales ? true : nil
    }
  }

  /// A shaded area between two curves over the same x, such as an allowed region.
  public struct Band: Codable, Sendable, Equatable {
    public var title: String
    public var role: Series.Role
    /// Rising.
    public var x: [Double]
    public var low: [Double]
    /// Nowhere below `low`.
    public var high: [Double]

    public init(_ title: String, role: Series.Role, x: [Double], low: [Double], high: [Double]) {
      precondition(x.count == low.count && x.count == high.count)
      (self.title, self.role) = (title, role)
      (self.x, self.low, self.high) = (x, low, high)
    }
  }
}
