// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Testing

@testable import CosmicRayDiffusion

@Suite struct OrbitsPartTests {
  private static let steps = [4.0, 6, 10, 64, 200]
  private static let gradients = [0.001, 0.03, 0.3]
  private static let names = OrbitIdentities.all.map(\.name)

  /// A library with the axes that the part reads.
  private static func library(
    steps: [Double] = steps, gradients: [Double] = gradients, names: [String] = names
  ) -> ReferenceLibrary {
    let axes = [
      "boris_uniform_field": Axis("steps per gyration N", numbers: steps),
      "gradB_drift": Axis("eps", numbers: gradients),
      "orbit_identities": Axis("identity", names: names),
    ]
    let tables = axes.map { name, axis in
      let bins: [ClosedRange<Double>?] = axis.keys.map { _ in nil }
      return (
        name,
        ReferenceTable(
          name: name, file: "\(name).yaml", description: "", location: nil,
          independent: [.init(axis: axis, bins: bins)], dependent: [])
      )
    }
    return ReferenceLibrary(
      study: "cosmic-ray-diffusion", folder: "Reference/cosmic-ray-diffusion",
      tables: Dictionary(uniqueKeysWithValues: tables), comparisons: [], claims: [], datasets: [],
      notes: [], files: [:])
  }

  private static func run(
    _ table: String, fault: String? = nil, seed: UInt64 = 1, _ library: ReferenceLibrary = library()
  ) throws -> Results {
    var observables: [Observable] = []
    for task in try OrbitsPart.tasks(RunContext(reference: library, fault: fault))
    where task.id == table {
      let found = try task.run(TaskContext(seed: seed, stream: 1, threads: 1))
      #expect(found.map(\.id) == task.provides)
      observables += found
    }
    return Results(observables)
  }

  private static func values(_ results: Results, _ id: String) throws -> [Double] {
    try #require(results[id]).values.map(\.value)
  }

  /// Largest deviation of boris.* from the closed forms, relative.
  private static func borisDeviation(fault: String? = nil) throws -> Double {
    let results = try run("boris_uniform_field", fault: fault)
    let expected: [(String, (Double) -> Double)] = [
      ("boris.rotation", { 2 * atan(.pi / $0) }),
      ("boris.frequency", { $0 / .pi * atan(.pi / $0) }),
      ("boris.lag", { 360 * (1 - $0 / .pi * atan(.pi / $0)) }),
      ("boris.radius", { _ in 1 }), ("boris.parallel", { _ in 1 }),
    ]
    var worst = 0.0
    for (id, form) in expected {
      for (value, n) in zip(try values(results, id), steps) {
        worst = max(worst, abs(value / form(n) - 1))
      }
    }
    return worst
  }

  @Test func borisUniformField() throws {
    #expect(try Self.borisDeviation() < 1e-9)
  }

  /// With g = x + ε x²/2 conserved with u_y, u_y = −g, and g = sin φ, an orbit takes
  /// T = ∮ dφ/√(1 + 2ε sin φ) and moves by −∮ sin φ dφ/√(1 + 2ε sin φ).
  private static func gradientDeviation(fault: String? = nil) throws -> Double {
    let results = try run("gradB_drift", fault: fault)
    let (speeds, periods) = (
      try values(results, "gradb.drift"), try values(results, "gradb.period")
    )
    var worst = 0.0
    for (k, epsilon) in gradients.enumerated() {
      // The trapezoidal rule converges geometrically on a periodic function.
      var (period, rise) = (0.0, 0.0)
      for j in 0..<400 {
        let sine = sin(2 * .pi * Double(j) / 400)
        period += 2 * .pi / 400 / (1 + 2 * epsilon * sine).squareRoot()
        rise -= 2 * .pi / 400 * sine / (1 + 2 * epsilon * sine).squareRoot()
      }
      worst = max(worst, abs(periods[k] / period - 1), abs(speeds[k] / (rise / period) - 1))
    }
    return worst
  }

  @Test func gradientDrift() throws {
    #expect(try Self.gradientDeviation() < 1e-6)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func identities(_ seed: UInt64) throws {
    let results = try Self.run("orbit_identities", seed: seed)
    for (name, value) in zip(Self.names, try Self.values(results, "orbit.identities")) {
      let bound =
        name.hasPrefix("two threads") ? 0 : name.hasPrefix("single") ? 1e-5 : 1e-10
      #expect(value.magnitude <= bound, "\(name), seed \(seed): \(value)")
    }
  }

  /// Every fault shows where it is meant to, beyond the tolerance.
  @Test(arguments: OrbitsPart.faults)
  func caught(_ fault: Fault) throws {
    for id in fault.meantFor {
      switch id {
      case "boris-uniform-field":
        #expect(try Self.borisDeviation(fault: fault.id) > 1e-6)
      case "grad-b-drift": #expect(try Self.gradientDeviation(fault: fault.id) > 1e-5)
      default:
        let results = try Self.run("orbit_identities", fault: fault.id)
        #expect(try Self.values(results, "orbit.identities").max()! > 1e-8)
      }
    }
  }

  @Test func faultsAreKnown() {
    let targets = Set(OrbitsPart.faults.flatMap(\.meantFor))
    #expect(
      targets == [
        "boris-uniform-field", "boris-invariants", "grad-b-drift", "orbit-identities",
        "orbit-energy", "orbit-single-precision", "orbit-threads",
      ])
    for fault in OrbitsPart.faults {
      #expect(OrbitConventions(fault: fault.id) != OrbitConventions())
    }
    #expect(OrbitConventions(fault: "another part's") == OrbitConventions())
  }

  @Test func badTables() {
    let cases: [(String, ReferenceLibrary, String)] = [
      (
        "boris_uniform_field", Self.library(steps: [1]),
        "boris_uniform_field.yaml, steps per gyration N: found 1"
      ),
      ("gradB_drift", Self.library(gradients: [0.6]), "found 0.6; accepted: a number from 0.0"),
      (
        "orbit_identities", Self.library(names: ["no work"]), "found no work; accepted: | |u| - 1 |"
      ),
    ]
    for (table, library, expected) in cases {
      let sentence = OrbitFixture.refusal { _ = try Self.run(table, library) }
      #expect(sentence.contains(expected), "\(sentence)")
    }
  }
}
