// SPDX-License-Identifier: GPL-3.0-or-later

extension Figure {
  /// The whole sky in Mollweide's projection: equal areas within an ellipse, longitude zero in the
  /// middle and rising to the left, latitude rising upwards, with a graticule.
  ///
  /// Of an image that has it, x are longitudes from −180 to 180 and y latitudes from −90 to 90, in
  /// degrees and linear; the series of its panel are longitudes and latitudes too.
  public struct Sky: Codable, Sendable, Equatable {
    /// A place on the sky, such as a source.
    public struct Mark: Codable, Sendable, Equatable {
      public var title: String
      /// [deg], any turn.
      public var longitude: Double
      /// [deg]
      public var latitude: Double

      public init(_ title: String, longitude: Double, latitude: Double) {
        (self.title, self.longitude, self.latitude) = (title, longitude, latitude)
      }
    }

    public var marks: [Mark]

    public init(marks: [Mark] = []) { self.marks = marks }
  }
}
