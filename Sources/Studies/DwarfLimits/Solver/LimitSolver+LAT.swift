// SPDX-License-Identifier: GPL-3.0-or-later
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
    let analysis = try LATAnalysis(targets: targets(request), options: options)
    var answers: [LimitAnswer] = []
    for mass in request.masses {
      let result = try analysis.result(spectrum, mass: mass)
      answers.append(
        answer(request, mass: mass, limit: result.limit, testStatistic: result.testStatistic))
      progress(answers.count)
    }
    return answers
  }

  /// The targets asked for, or all of the catalogue that have a likelihood table.
  private func targets(_ request: LimitRequest) throws(AssayError) -> [LATTarget] {
    _ = try raw("fermi_lat_2017_likelihoods", for: "the LAT likelihood tables")
    return try LATTargets.targets(
      request.targets.isEmpty ? nil : request.targets,
      catalogue: catalogue(request, default: LATTargets.nominalTable), in: data!)
  }
}
