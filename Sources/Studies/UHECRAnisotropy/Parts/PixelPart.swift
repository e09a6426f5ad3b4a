// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics
internal import Sky

/// The sphere itself: pixels, centres, neighbours and power spectra as another program has them.
enum PixelPart {
  static let comparisons = [
    "healpix-pixels", "healpix-angles", "healpix-neighbours", "power-spectra",
    "power-spectra-iterated", "power-spectra-smooth",
  ]

  static func tasks(_ context: RunContext, _ conventions: TableConventions) -> [StudyTask] {
    [
      pixels(context, conventions), centres(context, conventions),
      neighbours(context, conventions), PowerPart.task(context, conventions),
    ]
  }

  private static func pixels(_ context: RunContext, _ conventions: TableConventions) -> StudyTask {
    let sizes = [1, 2, 32, 512]
    let columns = sizes.flatMap { nside in
      ["ring", "nest"].map {
        TableColumn("pixel.\(nside).\($0)", "Pixel of a direction, Nside \(nside), \($0)")
      }
    }
    return StudyTask(filling: "healpix_ang2pix", columns, context) { axes throws(AssayError) in
      let (theta, phi) = (try axes.numbers(0), try axes.numbers(1))
      let angles = zip(theta, phi).map { SIMD2($0, $1) }
      var rows = [[Double]](repeating: [], count: angles.count)
      for nside in sizes {
        let sphere = try HEALPix(nside: nside)
        for ordering in conventions.orderings {
          for (row, pixel) in try sphere.pixels(angles: angles, ordering).enumerated() {
            rows[row].append(Double(pixel))
          }
        }
      }
      return rows
    }
  }

  private static func centres(_ context: RunContext, _ conventions: TableConventions) -> StudyTask {
    let columns = [
      TableColumn("centre.ring.theta", "Colatitude of a pixel in ring ordering", "rad"),
      TableColumn("centre.ring.phi", "Longitude of a pixel in ring ordering", "rad"),
      TableColumn("centre.nest.theta", "Colatitude of a pixel in nested ordering", "rad"),
      TableColumn("centre.nest.phi", "Longitude of a pixel in nested ordering", "rad"),
      TableColumn("centre.nested", "Nested number of a pixel in ring ordering"),
    ]
    return StudyTask(filling: "healpix_pix2ang", columns, context) { axes throws(AssayError) in
      var rows: [[Double]] = []
      for (nside, number) in zip(try axes.wholeNumbers(0), try axes.wholeNumbers(1)) {
        let sphere = try HEALPix(nside: nside)
        var row: [Double] = []
        for ordering in conventions.orderings {
          let angles = try sphere.angles(of: [number], ordering)[0]
          row += [angles.x, angles.y]
        }
        let other =
          conventions.swapsOrderings
          ? try sphere.ring(ofNested: [number]) : try sphere.nested(ofRing: [number])
        rows.append(row + [Double(other[0])])
      }
      return rows
    }
  }

  private static func neighbours(
    _ context: RunContext, _ conventions: TableConventions
  ) -> StudyTask {
    let columns = ["SW", "W", "NW", "N", "NE", "E", "SE", "S"].map {
      TableColumn("neighbour.\($0)", "Neighbour \($0) of a pixel, −1 where there is none")
    }
    return StudyTask(filling: "healpix_neighbours", columns, context) { axes throws(AssayError) in
      var rows: [[Double]] = []
      for (nside, pixel) in zip(try axes.wholeNumbers(0), try axes.wholeNumbers(1)) {
        var found = try HEALPix(nside: nside).neighbours(of: [pixel])
        if conventions.missingIsZero { found = found.map { max(0, $0) } }
        if conventions.turnsNeighbours { found = [found[7]] + found[..<7] }
        rows.append(found.map(Double.init))
      }
      return rows
    }
  }
}

extension TableConventions {
  /// The orderings of the columns, in their order.
  var orderings: [HEALPix.Ordering] { swapsOrderings ? [.nested, .ring] : [.ring, .nested] }
}

extension TableAxes {
  /// The keys of an axis, as whole numbers.
  func wholeNumbers(_ position: Int) throws(AssayError) -> [Int] {
    var whole: [Int] = []
    for number in try numbers(position) {
      guard let one = Int(exactly: number) else {
        throw refusal(position, .number(number), accepted: ["a whole number"])
      }
      whole.append(one)
    }
    return whole
  }
}
