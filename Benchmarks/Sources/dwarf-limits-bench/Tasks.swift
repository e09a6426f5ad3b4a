// SPDX-License-Identifier: GPL-3.0-or-later
import BenchSupport
import DwarfLimits
import Foundation
import Harness
import Numerics

/// Raw data and reference tables of the benchmark.
enum Inputs {
  static func data() throws(AssayError) -> DataFolder {
    guard let folder = ProcessInfo.processInfo.environment["ASSAY_DATA"] else {
      throw .missing("ASSAY_DATA", remedy: "name the folder of raw data by it")
    }
    return DataFolder(folder)
  }

  static func library() throws(AssayError) -> ReferenceLibrary {
    try ReferenceLibrary.load(study: "dwarf-limits", root: PeerProgram.root + "/Reference")
  }
}

extension Bench {
  /// 41 dwarfs, b b̄, 100 GeV: spectrum integrals, profiles and the limit; one core. The
  /// likelihood tables and their splines are read before the clock starts, as in the peer.
  static func lat() throws -> Task {
    let data = try Inputs.data()
    let catalogue = try JCatalogue(table: LATTargets.nominalTable, in: Inputs.library())
    let targets = try LATTargets.targets(catalogue: catalogue, in: data)
    let table = try DMFITTable(reading: data.path("dwarf-limits/pppc4dmid/dmfit_gammamc_dif.dat"))
    let spectrum = try DMFITSpectrum(table, channel: "bb")
    let analysis = try LATAnalysis(targets: targets)
    return Task(
      title: "LAT combined limit, 41 dwarfs, one mass", peer: "lat_combined.py", repeats: 20,
      parts: 1, tolerance: 2e-3
    ) { try analysis.result(spectrum, mass: 100).limit }
  }

  /// Draco and Leo II, empirical J, the published code's grid; one core.
  static func jCase() throws -> Task {
    let raw = RawInputs(try Inputs.data())
    let inputs = try EmbeddedInputs(Inputs.library())
    let targets = try ["Draco", "LeoII"].map { name in
      DwarfTarget(
        try inputs.dwarf(name),
        density: try .kernel(
          samples: raw.samples(name).log10J, width: 2 * RawInputs.bandwidth(name)))
    }
    let analysis = try DwarfAnalysis(targets: targets)
    let yields = try inputs.yields(channel: "bb", mass: 100)
    return Task(
      title: "J-profiled limit, Draco + Leo II, one mass", peer: "j_case.py",
      variant: CommandLine.arguments.contains("--iminuit") ? "iminuit" : "numpy grid",
      repeats: 50, parts: 1, tolerance: 1.2e-3
    ) { try analysis.upperLimit(mass: 100, yields: yields, delta: 3.84, search: .compatible) }
  }

  /// Leave-one-out likelihood on the 20 x 20 tuning grid, all pairs of 13 149 voids; two cores for
  /// ours. The peer computes one of the 400 points; its time is multiplied by 400.
  static func leaveOneOut() throws -> Task {
    let voids = try RawInputs(Inputs.data()).voids()
    let kept = (0..<voids.count).filter { voids.counts[0][$0] > 0 }
    let tuning = try LeaveOneOut(
      l: kept.map { voids.l[$0] }, b: kept.map { voids.b[$0] },
      counts: kept.map { voids.counts[0][$0] })
    let grid = { (low: Double, high: Double) in
      (0..<20).map { low * pow(high / low, Double($0) / 19) }
    }
    // The peer's point, (1.4, 0.15), replaces the first of the grid so that values can be compared.
    let sigmas = [1.4] + grid(1.5, 3).dropFirst()
    let varsigmas = [0.15] + grid(0.05, 0.5).dropFirst()
    return Task(
      title: "Leave-one-out tuning, 20 x 20 grid, 13 149 voids", peer: "loo.py", repeats: 1,
      parts: 400, tolerance: 1e-9
    ) { try tuning.grid(sigmas: sigmas, varsigmas: varsigmas, threads: 2)[0][0] }
  }
}
