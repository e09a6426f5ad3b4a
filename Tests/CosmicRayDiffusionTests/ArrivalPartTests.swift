// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Sky
import Testing

@testable import CosmicRayDiffusion

@Suite struct ArrivalPartTests {
  /// A library with the axes that the part reads.
  private static func library(_ names: [String]) -> ReferenceLibrary {
    let axes = [
      "backtracked_uniform_field": Axis("quantity", names: names),
      "crpropa_backtrack_local_tensor": Axis("backtracking time", numbers: [2.5, 5, 10, 20]),
      "crpropa_backtrack_cl": Axis("l", numbers: [1, 2, 3]),
    ]
    let tables = axes.map { name, axis in
      (
        name,
        ReferenceTable(
          name: name, file: "\(name).yaml", description: "", location: nil,
          independent: [.init(axis: axis, bins: axis.keys.map { _ in nil })], dependent: [])
      )
    }
    return ReferenceLibrary(
      study: "cosmic-ray-diffusion", folder: "Reference/cosmic-ray-diffusion",
      tables: Dictionary(uniqueKeysWithValues: tables), comparisons: [], claims: [], datasets: [],
      notes: [], files: [:])
  }

  /// The task of the uniform field, under a fault.
  private func rows(
    fault: String? = nil, names: [String] = exact.keys.sorted()
  ) throws -> [String: Double] {
    let tasks = ArrivalPart.tasks(RunContext(reference: Self.library(names), fault: fault))
    let task = try #require(tasks.first { $0.id == "arrival.uniform" })
    let found = try task.run(TaskContext(seed: 1, stream: 1, threads: 1))
    #expect(found.map(\.id) == task.provides && task.tier == .quick)
    return Dictionary(uniqueKeysWithValues: zip(names, found[0].values.map(\.value)))
  }

  private static let exact: [String: Double] = {
    let (s, c) = (sin(2.0), cos(2.0))
    return [
      "K_xx": s / 3, "K_xy": (1 - c) / 3, "K_yx": -(1 - c) / 3, "K_yy": s / 3, "K_zz": 2.0 / 3,
      "largest singular value": 2.0 / 3,
      "smallest singular value": (2 - 2 * c).squareRoot() / 3,
      "dipole along x for a gradient of 0.1/r_L along x": 0.1 * s,
      "dipole along y for a gradient of 0.1/r_L along x": -0.1 * (1 - c),
      "C_1": 4 * .pi / 9 * (2 * (2 - 2 * c) + 4) / 3,
    ]
  }()

  /// ⟨n_z²⟩ over the pixels of Nside = 32 is 9.0e-5 of itself below 1/3; C_1 has it not.
  @Test func uniformField() throws {
    let rows = try rows()
    for (name, value) in Self.exact {
      #expect(abs(rows[name]! / value - 1) < 1.2e-4, "\(name)")
    }
  }

  /// Every fault meant for this comparison shows in it, and the others name what they break.
  @Test(arguments: ArrivalFaults.all.map(\.id)) func faults(_ id: String) throws {
    let fault = try #require(ArrivalFaults.all.first { $0.id == id })
    let conventions = ArrivalConventions(fault: id)
    #expect(conventions != ArrivalConventions() && !fault.meantFor.isEmpty)
    guard fault.meantFor.contains("backtracked-uniform-field") else { return }
    let rows = try rows(fault: id)
    #expect(Self.exact.contains { abs(rows[$0.key]! / $0.value - 1) > 0.1 })
  }

  @Test func unknownRowsAreRefused() {
    let error = #expect(throws: AssayError.self) { try rows(names: ["K_xx", "K_ab"]) }
    #expect(error?.description.contains("found K_ab; accepted: K_xx; K_xy") ?? false)
  }

  /// The other task belongs to the standard tier and states what the peer's tables ask for.
  @Test func turbulentTask() throws {
    let tasks = ArrivalPart.tasks(RunContext(reference: Self.library([])))
    let task = try #require(tasks.first { $0.id == "arrival.turbulent" })
    #expect(task.tier == .standard && task.cost > 20)
    #expect(
      task.provides.sorted() == [
        "cl.10", "cl.2.5", "cl.20", "cl.5", "tensor.largest", "tensor.middle", "tensor.ratio",
        "tensor.smallest", "tensor.trace",
      ])
  }

  @Test func unknownFaultChangesNothing() {
    #expect(ArrivalConventions(fault: "another study's") == ArrivalConventions())
  }

  /// Two observers in a small field: statistics have errors, and threads change nothing.
  @Test func ensemble() throws {
    var ensemble = ArrivalEnsemble()
    (ensemble.observers, ensemble.nside, ensemble.times) = (2, 4, [0.5, 1])
    let fields = try [UInt64(1), 2, 3].map { seed in
      try ensemble.look(
        roughField(seed: seed), from: ensemble.places(in: 8, seed: seed, stream: 1), threads: 1)
    }
    let again = try ensemble.look(
      roughField(seed: 2), from: ensemble.places(in: 8, seed: 2, stream: 1), threads: 3)
    #expect(again.map(\.powers) == fields[1].map(\.powers))
    #expect(again.map(\.tensors) == fields[1].map(\.tensors))
    let trace = ArrivalEnsemble.mean(fields) { $0.tensors[1].meanDiffusion }
    let all = fields.flatMap { $0 }.map { $0.tensors[1].meanDiffusion }
    #expect(abs(trace.value - all.reduce(0, +) / 6) < 1e-15 && trace.standardError! > 0)
    // Straight on at first: ⟨p·Δr⟩/3 is below τ/3, and not far below at τ = r_L/0.6.
    #expect(trace.value < 1.0 / 3 && trace.value > 0.02)
    #expect(ArrivalEnsemble.powerRatio(fields, time: 0, l: 1).value == 1)
    let ratio = ArrivalEnsemble.medianRatio(fields, time: 1, seed: 1, stream: 2)
    #expect(ratio.value >= 1 && ratio.standardError! > 0)
  }

  /// 12 fields × 8 observers × 12288 particles × 800 steps.
  @Test func cost() {
    #expect(ArrivalEnsemble().particleSteps == 12 * 8 * 12288 * 800)
  }
}
