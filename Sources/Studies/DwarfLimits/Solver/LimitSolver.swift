// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Answers a user's question with the solvers of the study.
public struct LimitSolver: Sendable {
  public let library: ReferenceLibrary
  public let data: DataFolder?

  /// - Parameter data: the folder of raw data; nil leaves what the embedded tables can answer.
  public init(library: ReferenceLibrary, data: DataFolder?) {
    self.library = library
    self.data = data
  }

  /// One answer a mass, in the order of the request.
  ///
  /// - Parameter progress: told the number of masses done.
  /// - Throws: a sentence for a mass, channel, target, catalogue or file that cannot be used.
  public func answers(
    to request: LimitRequest, progress: (Int) -> Void = { _ in }
  ) throws(AssayError) -> [LimitAnswer] {
    try check(request)
    switch request.analysis {
    case .mlfermi: return try mlFermi(request, progress)
    case .lat: return try lat(request, progress)
    case .madhat: return try madhat(request, progress)
    }
  }

  private func check(_ request: LimitRequest) throws(AssayError) {
    guard !request.masses.isEmpty else {
      throw .badValue(name: "mass", found: "none", accepted: "at least one mass [GeV]")
    }
    if let delta = request.delta, !(delta > 0 && delta.isFinite) {
      throw .badValue(
        name: "Delta(-2 ln L)", found: "\(delta)", accepted: "a positive number")
    }
    if let asked = request.crossSection, !(asked >= 0 && asked.isFinite) {
      throw .badValue(
        name: "cross-section", found: "\(asked)", accepted: "a number >= 0 in cm^3/s")
    }
    // A dwarf named twice would count its data twice and make the limit falsely strong.
    var seen: Set<String> = []
    for target in request.targets {
      let name = DwarfName.normal(target)
      guard !name.isEmpty, seen.insert(name).inserted else {
        throw .badValue(
          name: "targets", found: name.isEmpty ? "an empty name" : "\(target) twice",
          accepted: "names of dwarfs, each once")
      }
    }
    let own = request.analysis == .mlfermi
    guard own || !(request.profilesBackground || request.compatible) else {
      throw .badValue(
        name: "analysis", found: request.analysis.rawValue,
        accepted: "mlfermi, where the background is profiled or the grid of the code is asked for")
    }
  }

  // MARK: Shared inputs

  /// Full path of a raw file, or a sentence that says how to get it.
  func raw(_ path: String, for what: String) throws(AssayError) -> String {
    guard let data else {
      throw .missing(
        "raw data (needed for \(what))", remedy: "run assay fetch dwarf-limits or give --data DIR")
    }
    return data.path("dwarf-limits/" + path)
  }

  /// The catalogue asked for, or the one of the paper.
  func catalogue(
    _ request: LimitRequest, default table: String
  ) throws(AssayError) -> JCatalogue {
    guard let name = request.catalogue else { return try JCatalogue(table: table, in: library) }
    if library.tables[name] != nil { return try JCatalogue(table: name, in: library) }
    if name.contains("/") || name.contains(".") { return try JCatalogue(file: name) }
    throw .badValue(
      name: "J catalogue", found: name,
      accepted: JCatalogue.names(in: library).joined(separator: ", ")
        + ", samples, or the path of a file (name, log10 J, sigma)")
  }

  /// The spectrum asked for; `automatic` is resolved by the analysis before.
  func spectrum(
    _ kind: LimitRequest.Spectrum, channel: String
  ) throws(AssayError) -> any AnnihilationSpectrum {
    switch kind {
    case .automatic, .fit:
      return try OwnFitSpectrum(channel: channel, in: library, interpolates: true)
    case .pppc:
      let path = try raw("pppc4dmid/AtProduction_gammas.dat", for: "PPPC4DMID spectra")
      return try PPPCSpectrum(PPPCTable.cached(path), channel: channel)
    case .pppcWithoutElectroweak:
      let path = try raw("pppc4dmid/AtProductionNoEW_gammas.dat", for: "PPPC4DMID spectra")
      return try PPPCSpectrum(PPPCTable.cached(path), channel: channel)
    case .dmfit:
      let path = try raw("pppc4dmid/dmfit_gammamc_dif.dat", for: "DMFIT spectra")
      return try DMFITSpectrum(DMFITTable.cached(path), channel: channel)
    case .file(let path): return try UserSpectrum(reading: path)
    }
  }

  /// An answer, with yes or no where a cross-section was asked about.
  func answer(
    _ request: LimitRequest, mass: Double, limit: Double, testStatistic: Double? = nil
  ) -> LimitAnswer {
    LimitAnswer(
      mass: mass, limit: limit, testStatistic: testStatistic,
      excluded: request.crossSection.map { $0 > limit })
  }
}
