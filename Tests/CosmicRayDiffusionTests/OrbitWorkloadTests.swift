// SPDX-License-Identifier: GPL-3.0-or-later

import Numerics
import Testing
import Timing

@testable import CosmicRayDiffusion

@Suite struct OrbitWorkloadTests {
  private static func workload(_ id: String, _ seed: UInt64) throws -> Workload {
    switch id {
    case "grid": try DiffusionWorkloads.grid(nodes: 32, particles: 200, threads: 2, seed: seed)
    case "waves": try DiffusionWorkloads.waves(modes: 100, particles: 100, threads: 2, seed: seed)
    default: try DiffusionWorkloads.slides(nside: 8, nodes: 64, threads: 2, seed: seed)
    }
  }

  /// What the clock asks before it measures: every variant within its bound of the first.
  @Test(arguments: ["grid", "waves", "slides"], [1, 2, 3] as [UInt64])
  func variantsAgree(_ id: String, _ seed: UInt64) throws {
    let workload = try Self.workload(id, seed)
    let reference = try workload.variants[0].run()
    let scale = reference.map(\.magnitude).max()!
    for variant in workload.variants {
      let result = try variant.run()
      #expect(result.count == reference.count)
      let worst = zip(result, reference).map { abs($0 - $1) }.max()! / scale
      #expect(worst <= variant.bound, "\(variant.id), seed \(seed): \(worst)")
      // The bound is not idle either: lanes do differ from the specification.
      if variant.bound > 0 { #expect(worst > variant.bound * 1e-5, "\(variant.id): \(worst)") }
    }
  }

  @Test func listed() throws {
    let workloads = try DiffusionWorkloads.all(threads: 2, nodes: 8, modes: 3)
    #expect(workloads.map(\.id) == ["field", "grid-boris", "waves-boris", "slides-backtracking"])
    #expect(workloads[0].variants.map(\.id) == ["fftw", "fftw threads=2"])
    #expect(workloads[3].item == "particle" && workloads[3].items == 49152)
    #expect(
      workloads[3].variants.map(\.id) == [
        "simd-double", "simd-single", "simd-double threads=2", "simd-single threads=2",
      ])
    #expect(try workloads[3].sized?(0.25).items == 12288)
    for workload in workloads[1...2] {
      #expect(
        workload.variants.map(\.id) == [
          "scalar", "simd-double", "simd-single", "scalar threads=2", "simd-double threads=2",
          "simd-single threads=2",
        ])
      #expect(workload.variants[0].bound == 0)
      #expect(try workload.sized?(0.25).items == workload.items / 4)
    }
    #expect(try DiffusionWorkloads.all(threads: 1, nodes: 8, modes: 3)[1].variants.count == 3)
  }

  @Test func fieldIsTheSameOnAnyNumberOfThreads() throws {
    let workload = try DiffusionWorkloads.field(nodes: 32, threads: 3)
    let results = try workload.variants.map { try $0.run() }
    #expect(results[0] == results[1] && results[0].contains { $0 != 0 })
  }

  @Test func refusals() {
    let cases: [(() throws -> Void, String)] = [
      ({ _ = try DiffusionWorkloads.all(threads: 0) }, "threads: found 0"),
      ({ _ = try DiffusionWorkloads.grid(nodes: 100, threads: 1) }, "found 100; accepted: a power"),
      ({ _ = try DiffusionWorkloads.slides(nodes: 4, threads: 1) }, "along an edge: found 4"),
      ({ _ = try DiffusionWorkloads.slides(nside: 0, threads: 1) }, "found 0"),
      ({ _ = try DiffusionWorkloads.waves(modes: 0, threads: 1) }, "plane waves: found 0"),
    ]
    for (body, expected) in cases {
      let sentence = OrbitFixture.refusal(body)
      #expect(sentence.contains(expected), "\(sentence)")
    }
  }
}
