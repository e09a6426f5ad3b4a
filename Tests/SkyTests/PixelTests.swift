// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky
import Testing

@Suite struct PixelTests {
  /// Angles and back, in both orderings; longitudes turn as they like.
  @Test(arguments: [1, 2, 16], HEALPix.Ordering.allCases)
  func anglesOfPixels(_ nside: Int, _ ordering: HEALPix.Ordering) throws {
    let sphere = try HEALPix(nside: nside)
    let all = Array(0..<sphere.pixels)
    let angles = try sphere.angles(of: all, ordering)
    #expect(try sphere.pixels(angles: angles, ordering) == all)
    let turned = angles.map { SIMD2($0.x, $0.y - 4 * .pi) }
    #expect(try sphere.pixels(angles: turned, ordering) == all)
    if ordering == .ring {
      for (angle, centre) in zip(angles, sphere.centres()) {
        #expect(abs(cos(angle.x) - centre.z) < 1e-14)
        #expect(abs(sin(angle.x) * cos(angle.y) - centre.x) < 1e-14)
      }
    }
  }

  /// Ring → nested → ring, and the same as the whole list of the sphere.
  @Test(arguments: [1, 2, 4, 64]) func orderings(_ nside: Int) throws {
    let sphere = try HEALPix(nside: nside)
    let all = Array(0..<sphere.pixels)
    let nested = try sphere.nested(ofRing: all)
    #expect(nested.sorted() == all)
    #expect(try sphere.ring(ofNested: nested) == all)
    #expect(try sphere.ring(ofNested: all) == sphere.ringIndicesOfNested())
  }

  /// Galactic degrees: the poles, the centre, and longitudes beyond a turn.
  @Test func galactic() throws {
    #expect(try Galactic.direction(longitude: 0, latitude: 0) == SIMD3(1, 0, 0))
    let north = try Galactic.direction(longitude: 77, latitude: 90)
    #expect(north.z == 1 && abs(north.x) < 1e-16)
    var random = Philox(seed: 5, stream: 1)
    for _ in 0..<200 {
      let (l, b) = (360 * random.uniform(), 180 * random.uniform() - 90)
      let n = try Galactic.direction(longitude: l + 720, latitude: b)
      let back = Galactic.coordinates(of: 3 * n)
      #expect(
        abs(back.longitude - l) < 1e-10 / cos(b * .pi / 180) && abs(back.latitude - b) < 1e-12)
      let sphere = try HEALPix(nside: 64)
      let pixel = try sphere.pixel(longitude: l, latitude: b)
      #expect(pixel == sphere.pixel(of: n))
      let nested = try sphere.pixel(longitude: l, latitude: b, .nested)
      #expect(try sphere.ring(ofNested: [nested]) == [pixel])
      let centre = try sphere.coordinates(of: pixel)
      #expect(try sphere.pixel(longitude: centre.longitude, latitude: centre.latitude) == pixel)
    }
  }

  /// A disc holds just the pixels whose centres lie within; one that overlaps holds them and more,
  /// none of them further out than the largest pixel reaches.
  @Test(arguments: [0.0, 0.04, 0.3, 1.7, Double.pi]) func discs(_ radius: Double) throws {
    let sphere = try HEALPix(nside: 16)
    let centre = SIMD3(0.3, -0.8, 0.2)
    let unit = centre / (centre * centre).sum().squareRoot()
    let angles = sphere.centres().map { acos(min(1, max(-1, ($0 * unit).sum()))) }
    let inside = angles.indices.filter { angles[$0] <= radius }
    #expect(try sphere.disc(around: centre, radius: radius) == inside)
    let more = try sphere.disc(around: centre, radius: radius, overlapping: true)
    #expect(Set(more).isSuperset(of: inside) && more.count > (radius < .pi ? inside.count : 0))
    // 0.065 rad is the largest radius of a pixel at Nside 16; the margin of the search adds as much.
    #expect(more.allSatisfy { angles[$0] <= radius + 0.13 })
    let nested = try sphere.disc(around: centre, radius: radius, .nested)
    #expect(try sphere.ring(ofNested: nested).sorted() == inside)
  }

  @Test func refusals() throws {
    let sphere = try HEALPix(nside: 3)
    func refused(_ body: () throws -> Void, _ found: String) {
      let error = #expect(throws: AssayError.self) { try body() }
      #expect(error?.description.contains(found) ?? false, "\(error?.description ?? "")")
    }
    refused({ _ = try sphere.angles(of: [108]) }, "found 108; accepted: 0 to 107")
    refused({ _ = try sphere.angles(of: [-1]) }, "found -1")
    refused({ _ = try sphere.neighbours(of: [0], .nested) }, "a power of two")
    refused({ _ = try sphere.nested(ofRing: [0]) }, "a power of two")
    refused({ _ = try sphere.pixels(angles: [SIMD2(-0.1, 0)]) }, "found -0.1")
    refused({ _ = try sphere.pixels(angles: [SIMD2(1, .nan)]) }, "found 1.0, nan")
    refused({ _ = try sphere.disc(around: .zero, radius: 1) }, "not zero")
    refused({ _ = try sphere.disc(around: SIMD3(1, 0, 0), radius: 4) }, "found 4.0")
    refused({ _ = try Galactic.direction(longitude: 0, latitude: 91) }, "91")
    refused({ _ = try sphere.pixel(longitude: .infinity, latitude: 0) }, "inf")
  }
}

@Suite struct SkyGridTests {
  /// Cells of longitude and latitude hold the value of the pixel at their centre.
  @Test func grid() throws {
    let sphere = try HEALPix(nside: 64)
    let north = try SkyFigure.grid(map: SkyMap(sphere) { $0.z }, columns: 36, rows: 18)
    #expect(north.x.first == -175 && north.x.last == 175)
    #expect(north.y.first == -85 && north.y.last == 85 && north.values.count == 648)
    for (row, b) in north.y.enumerated() {
      let cells = north.values[36 * row..<36 * (row + 1)]
      #expect(cells.allSatisfy { abs($0 - sin(b * .pi / 180)) < 0.02 })
    }
    let east = try SkyFigure.grid(map: SkyMap(sphere) { $0.y }, columns: 36, rows: 18)
    // Row 9 lies just north of the equator; longitude 85° is column 26.
    #expect(east.values[9 * 36 + 26] > 0.97 && east.values[9 * 36 + 9] < -0.97)
    #expect(throws: AssayError.self) {
      try SkyFigure.grid(map: SkyMap(sphere) { $0.z }, columns: 5000, rows: 2)
    }
  }
}
