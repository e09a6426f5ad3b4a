// SPDX-License-Identifier: GPL-3.0-or-later

import Numerics
import Sky
import Testing

@Suite struct HEALPixTests {
  /// Centres are unit vectors, sum to zero, and have ⟨z²⟩ = 1/3 but for the pixelisation.
  @Test(arguments: [1, 2, 16])
  func centres(_ nside: Int) throws {
    let sphere = try HEALPix(nside: nside)
    let centres = sphere.centres()
    #expect(centres.count == 12 * nside * nside)
    #expect(centres.allSatisfy { abs(($0 * $0).sum() - 1) < 1e-14 })
    let sum = centres.reduce(SIMD3<Double>.zero, +)
    #expect((sum * sum).sum() < 1e-20 * Double(sphere.pixels * sphere.pixels))
  }

  /// A centre lies in its own pixel, at any length of the vector; Nside need not be a power of two.
  @Test(arguments: [1, 3, 8])
  func pixelsOfCentres(_ nside: Int) throws {
    let sphere = try HEALPix(nside: nside)
    #expect(sphere.pixels(of: sphere.centres().map { 3 * $0 }) == Array(0..<sphere.pixels))
  }

  /// Random directions lie within the largest radius of a pixel from the centre of theirs.
  @Test func pixelsOfDirections() throws {
    let sphere = try HEALPix(nside: 16)
    let centres = sphere.centres()
    var random = Philox(seed: 1, stream: 1)
    for _ in 0..<1000 {
      let raw = SIMD3(random.normal(), random.normal(), random.normal())
      let n = raw / (raw * raw).sum().squareRoot()
      let centre = centres[sphere.pixel(of: n)]
      // 0.065 rad at Nside 16 (largest pixel radius), 1 − cos = 0.0021.
      #expect(1 - (n * centre).sum() < 2.2e-3)
    }
  }

  /// Nested ordering is a permutation; its first four pixels at Nside 2 are known from the Primer.
  @Test func nested() throws {
    let rings = try HEALPix(nside: 4).ringIndicesOfNested()
    #expect(rings.sorted() == Array(0..<192))
    #expect(try HEALPix(nside: 2).ringIndicesOfNested().prefix(4) == [13, 5, 4, 0])
    #expect(throws: AssayError.self) { try HEALPix(nside: 3).ringIndicesOfNested() }
  }

  @Test(arguments: [0, -1, 8193]) func badNside(_ nside: Int) {
    #expect(throws: AssayError.self) { try HEALPix(nside: nside) }
  }

  /// The rectangle of equal areas: the mean of z is 0, that of z² is 1/3, and columns turn with x.
  @Test func figure() throws {
    let sphere = try HEALPix(nside: 64)
    let image = try SkyFigure.image(map: SkyMap(sphere) { $0.z }, columns: 36, rows: 20)
    #expect(image.x.first == -175 && image.x.last == 175 && image.values.count == 720)
    for (row, sine) in image.y.enumerated() {
      #expect(image.values[36 * row..<36 * (row + 1)].allSatisfy { abs($0 - sine) < 0.02 })
    }
    let turned = try SkyFigure.image(map: SkyMap(sphere) { $0.y }, columns: 36, rows: 20)
    // Row 10 lies just north of the equator; longitude 85° is column 26.
    #expect(turned.values[360 + 26] > 0.97 && turned.values[360 + 9] < -0.97)
    #expect(throws: AssayError.self) {
      try SkyFigure.image(map: SkyMap(sphere) { $0.z }, columns: 0, rows: 2)
    }
  }
}
