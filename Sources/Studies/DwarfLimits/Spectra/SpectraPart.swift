// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Photon yields of PPPC4DMID in the macro bins, and the errors of the table-free fit.
public enum SpectraPart {
  public static let faults = [
    Fault(
      "spectra-density-interpolated", "dN/dE is interpolated instead of dN/dlog10 x",
      meantFor: ["photon-yields", "photon-yields-scan"]),
    Fault(
      "spectra-without-ln10", "dN/dlog10 x is divided by E instead of E ln 10",
      meantFor: ["photon-yields", "photon-yields-scan"]),
    Fault(
      "spectra-columns-swapped", "the columns of c and mu are read for b and tau",
      meantFor: [
        "photon-yields", "photon-yields-scan", "own-spectrum-fit-rms", "own-spectrum-fit-max",
      ]),
    Fault(
      "spectra-no-electroweak", "the table without electroweak corrections is read",
      meantFor: [
        "photon-yields", "photon-yields-scan", "own-spectrum-fit-rms", "own-spectrum-fit-max",
      ]),
    Fault(
      "spectra-above-mass", "the spectrum goes on above the mass",
      meantFor: ["photon-yields", "photon-yields-scan"]),
    Fault(
      "spectra-fit-unweighted", "the rms error of the fit is not weighted by energy",
      meantFor: ["own-spectrum-fit-rms"]),
    Fault(
      "spectra-fit-whole-range", "the largest error of the fit is sought up to x = 0.98",
      meantFor: ["own-spectrum-fit-max"]),
  ]

  static let dataset = "pppc4dmid"
  static let folder = "dwarf-limits/pppc4dmid"

  static func conventions(_ fault: String?) -> SpectraConventions {
    var c = SpectraConventions()
    switch fault {
    case "spectra-density-interpolated": c.interpolatesDensity = true
    case "spectra-without-ln10": c.dividesByLn10 = false
    case "spectra-columns-swapped": c.swapsColumns = true
    case "spectra-no-electroweak": c.electroweak = false
    case "spectra-above-mass": c.cutsAboveMass = false
    case "spectra-fit-unweighted": c.weightsErrors = false
    case "spectra-fit-whole-range": c.errorRange = 1
    default: break
    }
    return c
  }

  /// One task a channel and table of yields, and one for the fit.
  public static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    var tasks: [StudyTask] = []
    for (id, table) in [("pppc", "photon_yields_pppc"), ("pppc-scan", "photon_yields_pppc_scan")] {
      for channel in ["bb", "tautau"] {
        tasks.append(yields(id, table, channel, context))
      }
    }
    return tasks + [ownFit(context)]
  }

  /// The PPPC table that the context's data folder holds.
  static func table(
    _ context: RunContext, _ conventions: SpectraConventions
  ) throws(AssayError) -> PPPCTable {
    let name =
      conventions.electroweak ? "AtProduction_gammas.dat" : "AtProductionNoEW_gammas.dat"
    return try .cached(try dataPath("\(folder)/\(name)", context))
  }

  /// Full path of a file of the data folder.
  static func dataPath(_ path: String, _ context: RunContext) throws(AssayError) -> String {
    guard let data = context.data else {
      throw .missing("the data folder", remedy: "give --data or run assay fetch")
    }
    return data.path(path)
  }

  private static func yields(
    _ id: String, _ table: String, _ channel: String, _ context: RunContext
  ) -> StudyTask {
    let ids = (0..<MacroBins.count).map { "yields.\(id).\(channel).\($0)" }
    let conventions = conventions(context.fault)
    return StudyTask(
      id: "yields.\(id).\(channel)", provides: ids, needs: [dataset], cost: 0.02
    ) { (_) throws(AssayError) in
      let masses = try InputColumns(context.reference.table(table)).axisNumbers()
      let spectrum = try PPPCSpectrum(
        SpectraPart.table(context, conventions), channel: channel, interpolation: .none,
        conventions)
      var slices: [TabulatedSlice] = []
      for mass in masses { slices.append(try spectrum.tabulated(mass: mass)) }
      return ids.enumerated().map { e, id in
        let (low, high) = (MacroBins.edges[e], MacroBins.edges[e + 1])
        return Observable(
          id: id, title: "Photons per annihilation into \(channel), \(low)-\(high) GeV",
          units: "photons per annihilation",
          axes: [Axis("m_DM", units: "GeV", numbers: masses)],
          exact: slices.map { PhotonYields.count($0, from: low, to: high, conventions) })
      }
    }
  }

  private static func ownFit(_ context: RunContext) -> StudyTask {
    let conventions = conventions(context.fault)
    return StudyTask(
      id: "spectra.own-fit", provides: ["spectra.own-fit.rms", "spectra.own-fit.max"],
      needs: [dataset], cost: 0.02
    ) { (_) throws(AssayError) in
      let table = try context.reference.table("spectrum_fit_own")
      let columns = InputColumns(table)
      let channels = try columns.names()
      let masses = try columns.axisNumbers(1)
      let pppc = try SpectraPart.table(context, conventions)
      var errors: [OwnFitErrors] = []
      for (channel, mass) in zip(channels, masses) {
        let fit = try OwnFitSpectrum(channel: channel, in: context.reference)
        let spectrum = try PPPCSpectrum(
          pppc, channel: channel, interpolation: .none, conventions)
        errors.append(try OwnFitErrors(fit.fitted(mass: mass), table: spectrum, conventions))
      }
      let axes = [
        Axis("channel", names: channels), Axis("m_DM", units: "GeV", numbers: masses),
      ]
      return [
        Observable(
          id: "spectra.own-fit.rms", title: "rms relative error of the own fit", axes: axes,
          exact: errors.map(\.rms)),
        Observable(
          id: "spectra.own-fit.max", title: "Largest relative error of the own fit", axes: axes,
          exact: errors.map(\.maximum)),
      ]
    }
  }
}
