// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Sky
import Testing

@testable import UHECRAnisotropy

/// Deflection maps: threads, files, the cache.
@Suite struct BacktrackMapTests {
  private final class Folder {
    let path = NSTemporaryDirectory() + "assay-maps-" + UUID().uuidString
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private static func request(
    _ field: GalacticField, rigidity: Double = 5, nside: Int = 4
  ) -> DeflectionRequest {
    DeflectionRequest(field: field, rigidity: rigidity, nside: nside)
  }

  @Test(arguments: FieldComponents.allCases, [2, 3])
  func mapDoesNotDependOnThreads(_ components: FieldComponents, _ threads: Int) throws {
    let field = try FieldFixture.field(components)
    let request = Self.request(field, nside: 8)
    let one = try DeflectionMap.compute(request, through: field)
    let many = try DeflectionMap.compute(request, through: field, threads: threads)
    #expect(one == many && one.longitudes.allSatisfy { (0..<360).contains($0) })
  }

  /// A ray of its own gives the pixel, and the lane it is in does not matter.
  @Test func pixelIsARay() throws {
    let field = try FieldFixture.field(.all)
    let map = try DeflectionMap.compute(Self.request(field), through: field)
    let backtracker = try Backtracker(field: field, rigidity: 5)
    for pixel in [0, 1, 77, 191] {
      let centre = map.sphere.centres()[pixel]
      let ray = backtracker.trace(fromSun: [centre])[0]
      let (l, b) = DeflectionMap.angles(ray.direction)
      #expect(map.longitudes[pixel] == l && map.latitudes[pixel] == b)
      #expect(map.deflections()[pixel] > 0.1)
      #expect(map.pixels(fromLongitude: l, latitude: b, within: 1e-6).contains(pixel))
    }
    #expect(map.pixels(fromLongitude: 0, latitude: 0, within: 180).count == map.sphere.pixels)
  }

  @Test func deflectionsShrinkWithRigidity() throws {
    let field = try FieldFixture.field(.all)
    var last = Double.infinity
    for rigidity in [5.0, 20, 80, 320] {
      let map = try DeflectionMap.compute(
        Self.request(field, rigidity: rigidity), through: field)
      let mean = map.deflections().reduce(0, +) / Double(map.sphere.pixels)
      #expect(mean < last, "\(rigidity) EV: \(mean)")
      if rigidity > 80 { #expect(abs(last / mean - 4) < 0.2, "\(last / mean)") }
      last = mean
    }
  }

  /// Of many rays some end within rounding of the boundary: they are not trapped.
  @Test(arguments: [5.0, 20]) func noRayIsTrappedByRounding(_ rigidity: Double) throws {
    let field = try FieldFixture.field(.regular)
    let request = Self.request(field, rigidity: rigidity, nside: 64)
    let map = try DeflectionMap.compute(request, through: field, threads: 2)
    #expect(map.longitudes.allSatisfy(\.isFinite) && map.latitudes.allSatisfy(\.isFinite))
  }

  // MARK: Cache

  @Test func cacheFindsWhatItKept() throws {
    let folder = Folder()
    let field = try FieldFixture.field(.striated)
    let cache = DeflectionMapCache(folder: folder.path)
    let request = Self.request(field)
    let first = try cache.map(request, field: { field })
    let again = try cache.map(
      request, field: { () throws(AssayError) in throw .failed("not needed") })
    #expect(first.outcome == .computed && again.outcome == .found && first.map == again.map)
    // Without a folder nothing is kept.
    let free = try DeflectionMapCache(folder: nil).map(request, field: { field })
    #expect(free.outcome == .computed && free.map == first.map)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
  }

  @Test func anyChangeIsAnotherMap() throws {
    let base = DeflectionRequest(rigidity: 5, nside: 4)
    var others = [base]
    others.append(DeflectionRequest(rigidity: 5.0000001, nside: 4))
    others.append(DeflectionRequest(rigidity: 5, nside: 8))
    others.append(DeflectionRequest(seed: 2, rigidity: 5, nside: 4))
    others.append(DeflectionRequest(components: .striated, rigidity: 5, nside: 4))
    others.append(DeflectionRequest(parameters: .planck, rigidity: 5, nside: 4))
    others.append(DeflectionRequest(rigidity: 5, nside: 4, variant: .simdDouble))
    others.append(
      DeflectionRequest(rigidity: 5, nside: 4, steps: BacktrackSteps(near: 0.005, far: 0.005)))
    #expect(try Set(others.map { try $0.key() }).count == others.count)
    // A seed means nothing to the regular field.
    let keys = try [1, 2].map {
      try DeflectionRequest(components: .regular, seed: $0, rigidity: 5, nside: 4).key()
    }
    #expect(keys[0] == keys[1])
  }

  @Test(arguments: ["truncated", "flipped", "other", "text"])
  func damagedFilesAreReplaced(_ damage: String) throws {
    let folder = Folder()
    let field = try FieldFixture.field(.regular)
    let cache = DeflectionMapCache(folder: folder.path)
    let request = Self.request(field)
    let first = try cache.map(request, field: { field }).map
    let path = try #require(try cache.path(request))
    var bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    switch damage {
    case "truncated": bytes.removeLast(2880)
    case "flipped": bytes[bytes.count - 3000] ^= 1
    case "other":
      let other = Self.request(field, rigidity: 6)
      _ = try cache.map(other, field: { field })
      let otherPath = try #require(try cache.path(other))
      bytes = [UInt8](try #require(FileManager.default.contents(atPath: otherPath)))
    default: bytes = Array("not a map\n".utf8)
    }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let (map, outcome) = try cache.map(request, field: { field })
    guard case .replaced(let reason) = outcome else {
      Issue.record("\(damage): \(outcome)")
      return
    }
    #expect(reason.contains(path) && map == first)
    #expect(try cache.map(request, field: { field }).outcome == .found)
  }

  @Test func stoppedWorkGoesOn() throws {
    let folder = Folder()
    let field = try FieldFixture.field(.regular)
    let cache = DeflectionMapCache(folder: folder.path)
    let requests = [4.0, 5, 6].map { Self.request(field, rigidity: $0) }
    _ = try cache.map(requests[0], field: { field })
    _ = try cache.map(requests[1], field: { field })
    var made = 0
    var shares: [Double] = []
    let maps = try cache.maps(
      requests,
      field: {
        made += 1
        return field
      }, progress: { shares.append($0) })
    #expect(made == 1 && maps.map(\.rigidity) == [4, 5, 6])
    #expect(shares.last == 1 && shares == shares.sorted())
  }

  @Test func trappedRaysAreKeptAsUnknown() throws {
    let folder = Folder()
    let field = try FieldFixture.field(.regular)
    let cache = DeflectionMapCache(folder: folder.path)
    var steps = BacktrackSteps.production(.regular)
    // Rays towards the anticentre have 11.5 kpc to go.
    steps.longest = 14
    let request = DeflectionRequest(field: field, rigidity: 20, nside: 4, steps: steps)
    let first = try cache.map(request, field: { field }).map
    let unknown = first.longitudes.count { $0.isNaN }
    #expect(unknown > 20 && unknown < first.sphere.pixels - 20)
    let again = try cache.map(request, field: { field })
    #expect(again.outcome == .found && again.map.longitudes.count { $0.isNaN } == unknown)
  }

  @Test func refusals() throws {
    let field = try FieldFixture.field(.regular)
    let cases: [(() throws -> Void, String)] = [
      ({ _ = try Backtracker(field: field, rigidity: 0.1) }, "rigidity: found 0.1 EV"),
      ({ _ = try Backtracker(field: field, rigidity: .nan) }, "rigidity: found nan EV"),
      (
        {
          _ = try Backtracker(
            field: field, rigidity: 5, steps: BacktrackSteps(near: 0, far: 0.01))
        }, "steps of backtracking"
      ),
      (
        {
          _ = try CashKarpTracer(
            rigidity: 5, control: .init(tolerance: 0, smallest: 1e-5, largest: 0.01))
        }, "tolerance"
      ),
      (
        { _ = try DeflectionMap.compute(Self.request(field, nside: 0), through: field) },
        "Nside: found 0"
      ),
      (
        {
          _ = try DeflectionMapCache(folder: "/dev/null/x").map(
            Self.request(field), field: { field })
        }, "cannot write /dev/null/x"
      ),
      ({ _ = try BacktrackingWorkloads.all(threads: 0) }, "found 0"),
    ]
    for (body, expected) in cases {
      let sentence = FieldFixture.refusal(body)
      #expect(sentence.contains(expected), "\(sentence)")
    }
  }

  /// What the clock asks before it measures.
  @Test func variantsOfTheWorkloadsAgree() throws {
    let workloads = try BacktrackingWorkloads.all(threads: 2, rays: 96, nodes: 32)
    #expect(workloads.map(\.id) == ["backtrack-regular", "backtrack-random"])
    for workload in workloads {
      let reference = try workload.variants[0].run()
      #expect(workload.variants.count == 6 && workload.variants[0].bound == 0)
      for variant in workload.variants {
        let worst = FieldFixture.worst(try variant.run(), reference)
        #expect(worst <= variant.bound, "\(workload.id), \(variant.id): \(worst)")
      }
      #expect(try workload.sized?(0.25).items == 24)
    }
  }
}
