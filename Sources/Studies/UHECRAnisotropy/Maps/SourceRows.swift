// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics
public import Sky

/// Events of one source as they arrive at Earth, from which event maps are drawn: the list that the
/// authors call a source sample, a row an event.
public struct SourceRows: Sendable, Equatable {
  /// Sphere of the arrival pixels.
  public let sphere: HEALPix
  /// Arrival pixels in ring ordering.
  public let pixels: [Int32]
  /// The same in nested ordering.
  public let nested: [Int32]
  /// Charge and energy of each row.
  public let pairs: [NucleusPair]
  /// Events that no pixel of their rigidity's map leads to the source.
  public let lost: Int

  public var count: Int { pixels.count }
  /// Share of the drawn events that was lost.
  public var lostFraction: Double { Double(lost) / Double(max(1, lost + count)) }

  /// Rows given one by one; for tests and lists of the user.
  public init(
    _ sphere: HEALPix, pixels: [Int], pairs: [NucleusPair], lost: Int = 0
  ) throws(AssayError) {
    guard pixels.count == pairs.count else {
      throw .badValue(
        name: "rows of a source", found: "\(pixels.count) pixels, \(pairs.count) nuclei",
        accepted: "as many of both")
    }
    nested = try sphere.nested(ofRing: pixels).map(Int32.init)
    self.pixels = pixels.map(Int32.init)
    (self.sphere, self.pairs, self.lost) = (sphere, pairs, lost)
  }

  /// Draws the arrival directions of events of a source.
  ///
  /// For each group of M events all pixels are taken whose direction at the boundary lies within the
  /// acceptance radius of the source; M of them are drawn, without replacement as long as there are
  /// M, else with. The magnification is not applied: every rigidity has its full share as soon as
  /// one pixel leads to the source. Without such a pixel the events are lost.
  ///
  /// - Parameters:
  ///   - groups: from ``Composition/draw(_:seed:stream:)``, no pair twice.
  ///   - stream: of random numbers; that of a group begins at a counter of its own, so that its
  ///     draws do not depend on other groups.
  /// - Throws: where the recipe is outside its range or a map cannot be had.
  /// - Complexity: a scalar product a pixel and rigidity; 0.2 µs a row.
  public static func draw(
    _ groups: [NucleusGroup], from source: UHECRSource, through map: any BoundaryDirections,
    _ recipe: SourceRowsRecipe, seed: UInt64, stream: UInt64
  ) throws(AssayError) -> SourceRows {
    try recipe.check()
    let direction = try Galactic.direction(
      longitude: source.longitude, latitude: source.latitude)
    let arrival = try ArrivalPixels(map.sphere, recipe)
    var byRigidity: [Double: [NucleusGroup]] = [:]
    for group in groups {
      byRigidity[recipe.mapRigidity(group.pair.rigidity), default: []].append(group)
    }
    var drawn: [NucleusPair: [Int]] = [:]
    var lost = 0
    for (rigidity, groups) in byRigidity.sorted(by: { $0.key < $1.key }) {
      let boundary = try map.boundaryDirections(rigidity: rigidity)
      guard boundary.count == map.sphere.pixels else {
        throw .failed(
          "the deflection map at \(rigidity) EV has \(boundary.count) directions for "
            + "\(map.sphere.pixels) pixels")
      }
      let close = accepted(boundary, direction, recipe.acceptance)
      for group in groups {
        guard !close.isEmpty else {
          lost += group.count
          continue
        }
        var random = Philox(
          seed: seed, stream: stream,
          counter: UInt64(group.pair.charge) << 56 | UInt64(group.pair.energy) << 32)
        let chosen = choose(group.count, from: close, &random)
        drawn[group.pair] = arrival.pixels(of: chosen, &random)
      }
    }
    let sorted = drawn.sorted { $0.key < $1.key }
    return try SourceRows(
      try HEALPix(nside: recipe.nside), pixels: sorted.flatMap(\.value),
      pairs: sorted.flatMap { [NucleusPair](repeating: $0.key, count: $0.value.count) },
      lost: lost)
  }

  /// Pixels whose direction at the boundary lies within `radius` [deg] of the source.
  private static func accepted(
    _ boundary: [SIMD3<Float>], _ direction: SIMD3<Double>, _ radius: Double
  ) -> [Int] {
    // By the chord, since the cosine of a degree keeps four digits in single precision.
    let chord = 2 * sin(radius * .pi / 360)
    let centre = SIMD3<Float>(direction)
    let limit = Float(chord * chord)
    return boundary.indices.filter { pixel in
      let apart = boundary[pixel] - centre
      return (apart * apart).sum() <= limit
    }
  }

  /// `count` of the items: different ones as long as there are enough.
  private static func choose(_ count: Int, from items: [Int], _ random: inout Philox) -> [Int] {
    guard count <= items.count else {
      return (0..<count).map { _ in items[random.index(below: items.count)] }
    }
    var items = items
    for place in 0..<count {
      items.swapAt(place, place + random.index(below: items.count - place))
    }
    return Array(items[..<count])
  }
}

extension Philox {
  /// A whole number from 0 to `limit` − 1, up to 2³², from one word; the bias is below
  /// limit/2⁶⁴.
  @inline(__always)
  mutating func index(below limit: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(limit)).high)
  }
}
