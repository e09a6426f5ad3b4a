// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky
import Testing

@testable import UHECRAnisotropy

@Suite struct MapsRowsTests {
  private static func draw(
    _ list: [(Int, Int, Int)], _ map: any BoundaryDirections,
    _ recipe: SourceRowsRecipe = .published, seed: UInt64 = 1
  ) throws -> SourceRows {
    try SourceRows.draw(
      Mock.groups(list), from: Mock.source, through: map, recipe, seed: seed, stream: 4)
  }

  /// Without a field, all rows lie within the acceptance radius and the radius of a pixel of the
  /// source, and every accepted pixel is drawn once before any twice.
  @Test func undeflected() throws {
    let map = UndeflectedDirections(try HEALPix(nside: 64))
    var recipe = SourceRowsRecipe.published
    recipe.nside = 64
    recipe.acceptance = 3
    let direction = try Galactic.direction(longitude: 60, latitude: 20)
    let close = try map.sphere.disc(around: direction, radius: 3 * .pi / 180)
    let all = try Self.draw([(1, 100, close.count)], map, recipe)
    #expect(all.pixels.map(Int.init).sorted() == close)
    let some = try Self.draw([(1, 100, close.count - 5)], map, recipe)
    #expect(Set(some.pixels).count == close.count - 5)
    #expect(Set(some.pixels).isSubset(of: close.map(Int32.init)))
    // With replacement: each of 1000 × M draws lies there, and all pixels are met.
    let many = try Self.draw([(1, 100, 1000 * close.count)], map, recipe)
    #expect(many.count == 1000 * close.count && many.lost == 0)
    let counts = Dictionary(grouping: many.pixels, by: { $0 }).mapValues(\.count)
    #expect(counts.count == close.count)
    // 5.5σ of a Poisson number of 1000, among some fifty pixels.
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 175 })
  }

  /// Deflected events arrive where the field brings them, by their own rigidity.
  @Test(arguments: [(1, 100), (8, 100), (26, 56)]) func deflected(
    _ charge: Int, _ energy: Int
  ) throws {
    let map = TurnedDirections(sphere: try HEALPix(nside: 128), turn: 120)
    let rows = try Self.draw([(charge, energy, 40)], map)
    let turn = 120 * Double(charge) / Double(energy)
    let place = try Galactic.direction(longitude: 60 - turn, latitude: 20)
    let centres = rows.sphere.centres()
    #expect(rows.count == 40)
    for pixel in rows.pixels {
      // Half a pixel of Nside 32 is 1.6° at most.
      let apart = acos((centres[Int(pixel)] * place).sum()) * 180 / .pi
      #expect(apart < 1.01 + 1.7)
    }
    #expect(
      rows.pairs == [NucleusPair](repeating: .init(charge: charge, energy: energy), count: 40))
  }

  /// Both orderings name the same pixels, and the rows are sorted by charge and energy.
  @Test func orderings() throws {
    let map = TurnedDirections(sphere: try HEALPix(nside: 64), turn: 50)
    let rows = try Self.draw([(8, 100, 30), (2, 63, 10), (8, 56, 20)], map)
    #expect(try rows.sphere.ring(ofNested: rows.nested.map(Int.init)) == rows.pixels.map(Int.init))
    #expect(rows.pairs == rows.pairs.sorted() && rows.count == 60)
  }

  /// Events that no pixel leads to the source are lost and counted.
  @Test func lost() throws {
    let map = TurnedDirections(sphere: try HEALPix(nside: 64), turn: 0, highest: 20)
    let rows = try Self.draw([(2, 100, 30), (8, 100, 70), (1, 56, 5)], map)
    #expect(rows.count == 70 && rows.lost == 35 && abs(rows.lostFraction - 1.0 / 3) < 1e-15)
  }

  /// A group's draws do not depend on the other groups.
  @Test func groupsAreIndependent() throws {
    let map = TurnedDirections(sphere: try HEALPix(nside: 64), turn: 30)
    let alone = try Self.draw([(8, 100, 50)], map)
    let together = try Self.draw([(7, 100, 10), (8, 100, 50), (8, 112, 10)], map)
    #expect(Array(together.pixels[10..<60]) == alone.pixels)
    #expect(try Self.draw([(8, 100, 50)], map, seed: 2).pixels != alone.pixels)
  }

  /// Scattering: two components of the stated width, here read off the distance from the source.
  @Test func jitter() throws {
    let sphere = try HEALPix(nside: 256)
    let pixel = try sphere.pixel(longitude: 60, latitude: 20)
    let centre = sphere.centres()[pixel]
    let recipe = SourceRowsRecipe(acceptance: 0.05, jitter: 2, rigidities: .exact, nside: 256)
    let place = Galactic.coordinates(of: centre)
    let rows = try SourceRows.draw(
      Mock.groups([(1, 100, 20_000)]),
      from: UHECRSource(
        name: "pixel", longitude: place.longitude, latitude: place.latitude, distance: 1),
      through: UndeflectedDirections(sphere), recipe, seed: 7, stream: 1)
    let centres = sphere.centres()
    let squares = rows.pixels.map { pixel in
      pow(acos(min(1, (centres[Int(pixel)] * centre).sum())) * 180 / .pi, 2)
    }
    // ⟨θ²⟩ = 2σ², whose relative error is 1/√20000; pixels of 0.23° add 0.2 %.
    let mean = squares.reduce(0, +) / Double(squares.count)
    #expect(abs(mean / 8 - 1) < 0.03, "\(mean)")
    let east = rows.pixels.reduce(SIMD3<Double>.zero) { $0 + centres[Int($1)] } / 20_000
    #expect(acos((east * centre).sum() / (east * east).sum().squareRoot()) * 180 / .pi < 0.06)
  }

  /// The grid of rigidities: nearest in the logarithm.
  @Test(arguments: [
    (2.0, 2.0), (2.1, 2.0), (2.17, 2.0 * pow(10, 0.07)), (1.9, 2.0), (1.8, 2.0 * pow(10, -0.07)),
  ])
  func rigidityGrid(_ rigidity: Double, _ nearest: Double) {
    #expect(abs(SourceRowsRecipe.coarse.mapRigidity(rigidity) / nearest - 1) < 1e-12)
    #expect(SourceRowsRecipe.published.mapRigidity(rigidity) == rigidity)
  }

  /// The grid needs a tenth of the maps.
  @Test func mapsNeeded() throws {
    let composition = try Composition.arriving(
      from: Fixture.source("Cen A"), above: 56, Fixture.library(), data: nil)
    let grid = composition.mapRigidities(.coarse, smallest: 1e-4)
    #expect(grid.count < 20 && grid == grid.sorted() && grid[0] > 1.8 && grid.last! < 25)
    #expect(composition.mapRigidities(.published, smallest: 1e-5).count > 100)
  }

  @Test func refusals() throws {
    let map = UndeflectedDirections(try HEALPix(nside: 8))
    func refused(_ found: String, _ change: (inout SourceRowsRecipe) -> Void) {
      var recipe = SourceRowsRecipe.published
      change(&recipe)
      let error = #expect(throws: AssayError.self) { try Self.draw([(1, 56, 1)], map, recipe) }
      #expect(error?.description.contains(found) ?? false, "\(error?.description ?? "")")
    }
    refused("acceptance radius") { $0.acceptance = 0 }
    refused("jitter") { $0.jitter = -1 }
    refused("a power of two") { $0.nside = 12 }
    refused("grid of rigidities") { $0.rigidities = .grid(lowest: 2, step: 0) }
    let sphere = try HEALPix(nside: 2)
    #expect(throws: AssayError.self) { try SourceRows(sphere, pixels: [1], pairs: []) }
    #expect(throws: AssayError.self) {
      try SourceRows(sphere, pixels: [48], pairs: [.init(charge: 1, energy: 56)])
    }
  }
}
