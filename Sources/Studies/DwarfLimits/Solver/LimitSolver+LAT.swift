// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// Limits from the LAT likelihood tables.
extension LimitSolver {
  func lat(
    _ request: LimitRequest, _ progress: (Int) -> Void
  ) throws(AssayError) -> [LimitAnswer] {
    guard request.catalogue != "samples" else {
      throw .badValue(
        name: "J catalogue", found: "samples", accepted: "with analysis lat: a table or a file")
    }
    let kind = request.spectrum == .automatic ? .dmfit : request.spectrum
    let spectrum = try spectrum(kind, channel: request.channel)
    var options = LATOptions(profilesJ: !request.knownJ)
    if let delta = request.delta { options.fall = delta / 2 }
    let analysis = try LATAnalysis(targets: likelihoods(request), options: options)
    var answers: [LimitAnswer] = []
    for mass in request.masses {
      let result = try analysis.result(spectrum, mass: mass)
      answers.append(
        answer(request, mass: mass, limit: result.limit, testStatistic: result.testStatistic))
      progress(answers.count)
    }
    return answers
  }

  /// The targets asked for, or all of the catalogue: their tables and J-factors.
  private func likelihoods(_ request: LimitRequest) throws(AssayError) -> [LATTarget] {
    let folder = try raw("fermi_lat_2017_likelihoods", for: "the LAT likelihood tables")
    let catalogue = try catalogue(request, default: "jfactors_albert2017_nominal41")
    let files = try tables(in: folder)
    let names = request.targets.isEmpty ? catalogue.entries.map(\.name) : request.targets
    var targets: [LATTarget] = []
    for name in names {
      guard let file = files[DwarfName.normal(name)] else {
        throw .badValue(
          name: "target", found: name,
          accepted: "a target with a likelihood table: "
            + files.values.sorted().map { String($0.dropFirst(5).dropLast(4)) }
            .joined(separator: ", "))
      }
      let likelihood = try LATLikelihood(LATTable(reading: "\(folder)/\(file)"))
      targets.append(
        LATTarget(name: name, likelihood: likelihood, entry: try catalogue.entry(name)))
    }
    return targets
  }

  /// File names like_NAME.txt by the dwarf's normal name.
  private func tables(in folder: String) throws(AssayError) -> [String: String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw .missing(
        "folder \(folder)", remedy: "run assay fetch dwarf-limits --dataset lat-likelihoods-2017")
    }
    var files: [String: String] = [:]
    for name in names.sorted() where name.hasPrefix("like_") && name.hasSuffix(".txt") {
      files[DwarfName.normal(String(name.dropFirst(5).dropLast(4)))] = name
    }
    return files
  }
}
