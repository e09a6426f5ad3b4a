// SPDX-License-Identifier: GPL-3.0-or-later

import Harness
import Numerics
import Testing

@testable import CosmicRayDiffusion

@Suite struct SimulationPartTests {
  static func setup(_ tier: Tier = .standard, fault: String? = nil) throws -> SimulationSetup {
    try SimulationSetup(RunContext(tier: tier, reference: library, fault: fault))
  }

  static let library = ReferenceLibrary(
    study: "cosmic-ray-diffusion", folder: "nowhere", tables: [:], comparisons: [], claims: [],
    datasets: [], notes: [], files: [:])

  // MARK: Setting

  /// r_L, h and T are the peer's: h = min(0.1 r_L, 0.05 pc), l_c = 2.000 pc.
  @Test(arguments: [
    (0.05, 0.01, 200.0), (0.1, 0.02, 150), (0.3, 0.05, 100), (1, 0.05, 100), (3, 0.05, 500),
    (10, 0.05, 5000),
  ])
  func peerSetting(_ x: Double, _ step: Double, _ duration: Double) throws {
    let setup = try Self.setup()
    #expect(abs(setup.unit - 2) < 1e-4)
    #expect(try SimulationSetup.duration(x) == duration)
    let population = try setup.population(x, times: [duration], particles: 3)
    #expect(abs(population.larmor - 2 * x) < 1e-4 * x)
    #expect(abs(population.step / step - 1) < 1e-4)
  }

  @Test func unknownRigidity() {
    let sentence = sentenceOfRefusal { _ = try SimulationSetup.duration(0.7) }
    #expect(sentence.contains("found 0.7; accepted: 0.05, 0.1, 0.3, 1.0, 3.0, 10.0"))
  }

  @Test func missingTables() throws {
    for task in try SimulationPart.tasks(RunContext(tier: .standard, reference: Self.library)) {
      let sentence = sentenceOfRefusal {
        _ = try task.run(TaskContext(seed: 1, stream: 1, threads: 1))
      }
      #expect(sentence.contains("found no table"), "\(task.id): \(sentence)")
    }
  }

  /// Numbers of fields and particles below which the tolerances make no sense.
  @Test func statistics() throws {
    let size = try Self.setup().size
    #expect(size.grid.fields >= 4 && size.decorrelation >= 1600)
    #expect(size.meanField.fields >= 11)
    let drill = try Self.setup(fault: "simulation-trace").size
    #expect(drill.grid.fields <= size.grid.fields && drill.grid.particles <= size.grid.particles)
  }

  // MARK: Faults

  @Test func faults() {
    let all = SimulationFaults.faults
    #expect(Set(all.map(\.id)).count == all.count)
    for fault in all {
      #expect(SimulationConventions(fault: fault.id) != SimulationConventions(), "\(fault.id)")
      #expect(!fault.meantFor.isEmpty)
    }
    #expect(SimulationConventions(fault: nil) == SimulationConventions())
    #expect(SimulationConventions(fault: "of another part") == SimulationConventions())
  }

  @Test func correlationLengths() throws {
    let unit = try Self.setup().unit
    let oneSided = try Self.setup(fault: "simulation-lc-one-sided").unit
    let transverse = try Self.setup(fault: "simulation-lc-transverse").unit
    #expect(abs(oneSided / unit - 0.5) < 1e-14 && abs(transverse / unit - 0.75) < 1e-14)
  }
}
