// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics
import Testing

@testable import UHECRAnisotropy

/// The reference tables and the raw data, where they are.
enum Fixture {
  private static let loaded = Result { () throws -> ReferenceLibrary in
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try ReferenceLibrary.load(study: "uhecr-anisotropy", root: root.path + "/Reference")
  }

  static func library() throws -> ReferenceLibrary { try loaded.get() }

  /// The folder named by ASSAY_DATA, if it holds the spectra.
  static let data: DataFolder? = {
    guard let root = ProcessInfo.processInfo.environment["ASSAY_DATA"] else { return nil }
    let folder = DataFolder(root)
    return FileManager.default.fileExists(atPath: folder.path(PropagatedSpectrum.archive))
      ? folder : nil
  }()

  static func source(_ name: String) throws -> UHECRSource {
    try #require(try UHECRSource.all(library()).first { $0.name == name })
  }
}

@Suite struct PartsTests {
  private static let comparisons =
    PixelPart.comparisons + EnergyPart.comparisons
    + (Fixture.data == nil ? [] : CompositionPart.comparisons)

  /// What the tasks find that the comparisons of the tables ask for.
  private static func results(fault: String? = nil) throws -> Results {
    let library = try Fixture.library()
    let context = RunContext(reference: library, data: Fixture.data, fault: fault)
    let asked = Set(
      library.comparisons.filter { comparisons.contains($0.id) }.flatMap(\.pairs).map(\.observable))
    var observables: [Observable] = []
    for task in try UHECRAnisotropyStudy.plan(context)
    where !asked.isDisjoint(with: task.provides) {
      let found = try task.run(TaskContext(seed: 1, stream: 1, threads: 1))
      #expect(found.map(\.id) == task.provides)
      observables += found
    }
    return Results(observables)
  }

  private static func verdict(_ id: String, _ results: Results) throws -> Verdict {
    let library = try Fixture.library()
    let comparison = try #require(library.comparisons.first { $0.id == id })
    return try Judge.verdict(of: comparison, library: library, results: results)
  }

  @Test(arguments: comparisons) func reproduced(_ id: String) throws {
    let verdict = try Self.verdict(id, Self.results())
    #expect(verdict.status == .reproduced, "\(verdict)")
  }

  @Test(arguments: TableFaults.faults) func caught(_ fault: Fault) throws {
    let results = try Self.results(fault: fault.id)
    #expect(!fault.meantFor.isEmpty)
    for id in fault.meantFor where Self.comparisons.contains(id) {
      #expect(try Self.verdict(id, results).status == .discrepant, "\(id)")
    }
  }

  @Test func everyComparisonHasAFault() throws {
    let faults = UHECRAnisotropyStudy.faults
    #expect(Set(faults.flatMap(\.meantFor)) == Set(try Fixture.library().comparisons.map(\.id)))
    #expect(Set(faults.map(\.id)).count == faults.count)
  }

  /// Tables that ask for what is not there are refused.
  @Test func spoiltTables() throws {
    func refusal(_ name: String, _ spoil: (inout ReferenceTable) -> Void) throws -> String {
      var library = try Fixture.library()
      spoil(&library.tables[name]!)
      do {
        let context = RunContext(reference: library)
        for task in try UHECRAnisotropyStudy.plan(context) where task.id == name {
          _ = try task.run(TaskContext(seed: 1, stream: 1, threads: 1))
        }
        return "not refused"
      } catch {
        return "\(error)"
      }
    }
    let half = try refusal("healpix_neighbours") { $0.independent[1].axis.keys[3] = .number(1.5) }
    #expect(half.contains("a whole number"))
    let beyond = try refusal("healpix_neighbours") { $0.independent[1].axis.keys[0] = .number(12) }
    #expect(beyond.contains("0 to 11"))
    let degree = try refusal("healpix_anafast") { $0.independent[0].axis.keys[0] = .number(33) }
    #expect(degree.contains("accepted: 0 to 32"))
    let edge = try refusal("energy_bins_edges") { $0.independent[0].axis.keys[0] = .number(16) }
    #expect(edge.contains("accepted: 0 to 15"))
    let source = try refusal("sources") { $0.dependent[1].cells[2].value = .missing }
    #expect(source.contains("accepted: a number"))
    let data = try refusal("kkos_composition_3p5_Mpc") { _ in }
    #expect(data.contains("assay fetch"))
  }
}
