// SPDX-License-Identifier: GPL-3.0-or-later

import Numerics
import Sky
import Testing

@Suite struct NeighbourTests {
  /// Neighbourhood is mutual, and the way back is the opposite one but at the borders of the twelve
  /// faces; eight corners have seven neighbours, three pixels about each: 24 in all.
  @Test(arguments: [2, 4, 8, 16, 32]) func neighboursAreMutual(_ nside: Int) throws {
    let table = try SphereNeighbours(HEALPix(nside: nside), .ring)
    var missing = 0
    for pixel in 0..<table.sphere.pixels {
      let taps = table.taps[9 * pixel..<9 * pixel + 9]
      #expect(taps.first == Int32(pixel))
      for other in taps.dropFirst() where other >= 0 {
        #expect(table.taps[9 * Int(other)..<9 * Int(other) + 9].contains(Int32(pixel)))
      }
      let gaps = taps.count { $0 < 0 }
      #expect(gaps <= 1)
      missing += gaps
    }
    #expect(missing == 24)
  }

  /// Both orderings describe the same sphere.
  @Test(arguments: [1, 2, 8]) func orderings(_ nside: Int) throws {
    let sphere = try HEALPix(nside: nside)
    let ring = try SphereNeighbours(sphere, .ring)
    let nested = try SphereNeighbours(sphere, .nested)
    let numbers = try sphere.ringIndicesOfNested().map(Int32.init)
    for (place, pixel) in numbers.enumerated() {
      let taps = nested.taps[9 * place..<9 * place + 9].map { $0 < 0 ? -1 : numbers[Int($0)] }
      #expect(taps == Array(ring.taps[9 * Int(pixel)..<9 * Int(pixel) + 9]))
    }
  }

  /// Directions on the sky: on the equator the tap N lies due north, E due east (longitude rises).
  @Test func directions() throws {
    let sphere = try HEALPix(nside: 32)
    let table = try SphereNeighbours(sphere, .ring)
    let centres = sphere.centres()
    let pixel = try sphere.pixel(longitude: 40, latitude: 0.1)
    func away(_ tap: Int) -> (east: Double, north: Double) {
      let (a, b) = (centres[pixel], centres[Int(table.taps[9 * pixel + tap])])
      return (a.x * b.y - a.y * b.x, b.z - a.z)
    }
    // Self, SW, W, NW, N, NE, E, SE, S.
    #expect(away(4).north > 0.01 && abs(away(4).east) < 1e-3)
    #expect(away(8).north < -0.01 && abs(away(8).east) < 1e-3)
    #expect(away(6).east > 0.01 && abs(away(6).north) < 1e-3)
    #expect(away(2).east < -0.01 && abs(away(2).north) < 1e-3)
    #expect(away(1).east < 0 && away(1).north < 0 && away(5).east > 0 && away(5).north > 0)
  }

  /// Levels halve, and the parts of a pixel are those that lie in it, each once.
  @Test(arguments: HEALPix.Ordering.allCases) func levels(_ ordering: HEALPix.Ordering) throws {
    let levels = try SphereNeighbours.levels(from: 32, to: 2, ordering)
    #expect(levels.map(\.sphere.nside) == [32, 16, 8, 4, 2])
    for level in levels {
      let parts = try level.parts()
      #expect(parts.sorted() == (0..<Int32(level.sphere.pixels)).map { $0 })
      let coarse = try HEALPix(nside: level.sphere.nside / 2)
      let angles = try level.sphere.angles(of: parts.map(Int.init), ordering)
      let parents = try coarse.pixels(angles: angles, ordering)
      #expect(parents == parts.indices.map { $0 / 4 })
    }
    // Children are numbered one after another in nested ordering alone.
    #expect(try (levels[0].parts()[..<4] == [0, 1, 2, 3]) == (ordering == .nested))
  }

  @Test func refusals() throws {
    #expect(throws: AssayError.self) { try SphereNeighbours(HEALPix(nside: 3), .nested) }
    #expect(throws: AssayError.self) { try SphereNeighbours.levels(from: 6, to: 2, .ring) }
    #expect(throws: AssayError.self) { try SphereNeighbours.levels(from: 4, to: 8, .ring) }
    #expect(throws: AssayError.self) { try SphereNeighbours(HEALPix(nside: 1), .ring).parts() }
  }

  // MARK: Resolution

  /// Fine to coarse and back: densities of coarse maps and sums of all maps survive.
  @Test(arguments: [(8, 2), (4, 4), (16, 8)]) func resampling(_ fine: Int, _ coarse: Int) throws {
    var random = Philox(seed: 9, stream: 4)
    let map = SkyMap(try HEALPix(nside: coarse)) { _ in random.normal() }
    for content in [SkyMap.Content.density, .amount] {
      let up = try map.resampled(to: fine, as: content)
      let back = try up.resampled(to: coarse, as: content)
      for (a, b) in zip(map.values, back.values) { #expect(abs(a - b) < 1e-14) }
    }
    let noise = SkyMap(try HEALPix(nside: fine)) { _ in random.uniform() }
    let sum = try noise.resampled(to: coarse, as: .amount)
    #expect(abs(sum.values.reduce(0, +) - noise.values.reduce(0, +)) < 1e-9)
    let mean = try noise.resampled(to: coarse, as: .density)
    #expect(
      abs(
        mean.values.reduce(0, +) * Double(fine * fine) - noise.values.reduce(0, +)
          * Double(coarse * coarse)) < 1e-9 * Double(fine * fine))
  }

  /// A coarse pixel knows what its known parts know.
  @Test func gaps() throws {
    let sphere = try HEALPix(nside: 2)
    var map = SkyMap(sphere) { _ in 1 }
    let parts = try SphereNeighbours(sphere, .ring).parts()
    for k in 0..<4 { map.values[Int(parts[k])] = .nan }
    map.values[Int(parts[4])] = .nan
    let coarse = try map.resampled(to: 1, as: .density)
    #expect(coarse.values[0].isNaN && coarse.values[1] == 1)
    #expect(try map.resampled(to: 1, as: .amount).values[1] == 3)
    #expect(throws: AssayError.self) { try map.resampled(to: 3, as: .density) }
  }
}
