// SPDX-License-Identifier: GPL-3.0-or-later

import Numerics
import Sky
import Testing

@Suite struct EventHarmonicsTests {
  /// The same C_l as the map of counts by the plain quadrature, repeated pixels and poles included.
  @Test(arguments: [(1, 3, 5), (8, 16, 40), (32, 32, 500), (16, 60, 300)])
  func asTheMap(_ nside: Int, _ lmax: Int, _ events: Int) throws {
    let sphere = try HEALPix(nside: nside)
    var random = Philox(seed: 21, stream: UInt64(nside))
    var pixels = (0..<events).map { _ in Int32(random.next() % UInt64(sphere.pixels)) }
    pixels += [0, 0, Int32(sphere.pixels - 1)]
    var counts = [Double](repeating: 0, count: sphere.pixels)
    for pixel in pixels { counts[Int(pixel)] += 1 }
    let map = try SkyMap(sphere, values: counts)
    let theirs = try SphericalHarmonics(map, lmax: lmax, iterations: 0).powerSpectrum
    let ours = try EventHarmonics(sphere, lmax: lmax).powerSpectrum(pixels)
    #expect(ours.count == lmax + 1)
    for (a, b) in zip(ours, theirs) { #expect(abs(a / b - 1) < 1e-10, "\(a) \(b)") }
  }

  /// One event has C_l = (4π/N_pix)²/4π at every l, wherever it is.
  @Test(arguments: [Int32(0), 5, 1000, 12287]) func oneEvent(_ pixel: Int32) throws {
    let sphere = try HEALPix(nside: 32)
    let exact = sphere.pixelArea * sphere.pixelArea / (4 * .pi)
    for c in try EventHarmonics(sphere, lmax: 64).powerSpectrum([pixel]) {
      #expect(abs(c / exact - 1) < 1e-12)
    }
  }

  @Test func refusals() throws {
    #expect(throws: AssayError.self) { try EventHarmonics(HEALPix(nside: 2), lmax: -1) }
    #expect(throws: AssayError.self) { try EventHarmonics(HEALPix(nside: 2), lmax: 257) }
    #expect(throws: AssayError.self) { try EventHarmonics(HEALPix(nside: 8192), lmax: 256) }
  }
}
