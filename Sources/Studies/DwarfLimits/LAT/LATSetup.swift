// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Inputs of the likelihood tasks of one channel; raw data are read by the tasks.
struct LATSetup: Sendable {
  let channel: String
  let conventions: LATConventions
  /// Masses of the published curve [GeV].
  let masses: [Double]
  /// Dwarfs with a published curve of their own.
  let singles: [String]
  private let context: RunContext
  private let catalogue: JCatalogue

  init(_ channel: String, _ context: RunContext) throws(AssayError) {
    self.channel = channel
    self.context = context
    conventions = LATConventions(fault: context.fault)
    let table = try context.reference.table("limits_albert2017_\(channel)")
    masses = try InputColumns(table).axisNumbers()
    catalogue = try JCatalogue(table: LATTargets.nominalTable, in: context.reference)
    // Columns are headed "<sigma v> 95% CL upper limit: draco".
    let heads = table.dependent.compactMap {
      $0.name.split(separator: ": ", maxSplits: 1).last.map(String.init)
    }
    singles = catalogue.entries.map(\.name).filter(heads.contains)
  }

  private func data() throws(AssayError) -> DataFolder {
    guard let data = context.data else {
      throw .missing("the data folder", remedy: "give --data or run assay fetch")
    }
    return data
  }

  func target(_ name: String) throws(AssayError) -> LATTarget {
    let entry = try catalogue.entry(name)
    return try target(entry.name, mean: entry.mean, sigma: entry.sigma)
  }

  /// The combined sample, in the order of its catalogue.
  func nominal() throws(AssayError) -> [LATTarget] {
    var targets: [LATTarget] = []
    for entry in catalogue.entries { targets.append(try target(entry.name)) }
    for name in conventions.extraTargets {
      targets.append(try target(name, mean: 18, sigma: 0.6))
    }
    return targets
  }

  private func target(
    _ name: String, mean: Double, sigma: Double
  ) throws(AssayError) -> LATTarget {
    let likelihood = try LATTargets.likelihood(
      name, in: data(), fluxUnit: conventions.fluxUnit, conventions.interpolation)
    return LATTarget(
      name: name, likelihood: likelihood,
      mean: conventions.roundsJ ? (mean * 10).rounded() / 10 : mean, sigma: sigma)
  }

  func dmfit() throws(AssayError) -> DMFITSpectrum {
    let path = try data().path("\(SpectraPart.folder)/dmfit_gammamc_dif.dat")
    return try DMFITSpectrum(
      .cached(path), channel: channel, interpolation: conventions.massInterpolation,
      conventions.spectra)
  }

  func pppc() throws(AssayError) -> PPPCSpectrum {
    try PPPCSpectrum(
      SpectraPart.table(context, conventions.spectra), channel: channel, interpolation: .linear,
      conventions.spectra)
  }

  func results(
    _ targets: [LATTarget], _ spectrum: any AnnihilationSpectrum, masses: [Double]
  ) throws(AssayError) -> [LATResult] {
    let analysis = try LATAnalysis(targets: targets, options: conventions.options)
    var results: [LATResult] = []
    for mass in masses { results.append(try analysis.result(spectrum, mass: mass)) }
    return results
  }

  func observable(
    _ id: String, _ title: String, _ units: String?, _ masses: [Double], _ values: [Double]
  ) -> Observable {
    Observable(
      id: id, title: title, units: units,
      axes: [Axis("m_DM", units: "GeV", numbers: masses)], exact: values)
  }
}
