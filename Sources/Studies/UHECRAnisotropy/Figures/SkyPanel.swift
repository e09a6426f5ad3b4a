// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics
public import Sky

/// Maps of the sky for figures of the study: Galactic coordinates in Mollweide's projection, the
/// Galactic centre in the middle, with the sources marked.
public enum SkyPanel {
  /// A map, and the events of a sample over it.
  ///
  /// - Parameters:
  ///   - map: finite values.
  ///   - label: name and unit of the values.
  ///   - sample: with pixels in ring ordering of `sphere`, or of the map where there is none.
  /// - Throws: where a pixel of the sample is not on the sphere.
  public static func panel(
    _ map: SkyMap, title: String, label: String, sources: [UHECRSource] = [],
    sample: EventSample? = nil, sphere: HEALPix? = nil, range: [Double]? = nil
  ) throws(AssayError) -> Figure.Panel {
    let grid = try SkyFigure.grid(map: map)
    var series: [Figure.Series] = []
    if let sample {
      let places = sample.pixels.map(Int.init)
      let angles = try (sphere ?? map.sphere).angles(of: places)
      let n = sample.fromSource
      series = [
        events("events from the source", .ours, angles[..<n]),
        events("isotropic events", .context, angles[n...]),
      ].filter { !$0.x.isEmpty }
    }
    return Figure.Panel(
      title: title, x: Figure.Scale("Galactic longitude [deg]"),
      y: Figure.Scale("Galactic latitude [deg]"), series: series,
      image: Figure.Image(
        x: grid.x, y: grid.y, values: grid.values, label: label, range: range,
        sky: Figure.Sky(
          marks: sources.map { .init($0.name, longitude: $0.longitude, latitude: $0.latitude) })))
  }

  /// Colatitude and longitude [rad] as points.
  private static func events(
    _ title: String, _ role: Figure.Series.Role, _ angles: ArraySlice<SIMD2<Double>>
  ) -> Figure.Series {
    Figure.Series(
      title, role: role, style: .points, x: angles.map { $0.y * 180 / .pi },
      y: angles.map { 90 - $0.x * 180 / .pi })
  }
}
