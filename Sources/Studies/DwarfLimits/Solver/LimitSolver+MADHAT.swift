// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Limits from counts against an empirical background.
extension LimitSolver {
  /// The names whose MADHAT numbers are known; any other target is given by its number.
  static let madhatNumbers = ["draco": 16, "seguei": 46, "ursaminor": 56]

  func madhat(
    _ request: LimitRequest, _ progress: (Int) -> Void
  ) throws(AssayError) -> [LimitAnswer] {
    guard request.catalogue == nil, request.delta == nil else {
      throw .badValue(
        name: "analysis madhat", found: request.catalogue == nil ? "--delta" : "--j-catalogue",
        accepted: "the J-factors of its Set 1 and 95 % confidence")
    }
    let folder = try raw("madhat", for: "the counts of MADHAT")
    let set = try MADHATSet(reading: "\(folder)/set1.dat")
    let analysis = try MADHATAnalysis(
      numbers(request, set), data: MADHATData.cached(folder: folder), set: set)
    let factor = try analysis.particleFactor(analysis.photonBound())
    let kind = request.spectrum == .automatic ? .pppc : request.spectrum
    let spectrum = try spectrum(kind, channel: request.channel)
    var answers: [LimitAnswer] = []
    for mass in request.masses {
      // MADHAT counts photons between 1 and 100 GeV.
      let photons = try spectrum.slice(mass: mass).photons(from: 1, to: 100)
      guard photons > 0 else {
        throw .badValue(
          name: "mass", found: "\(mass) GeV, which gives no photon between 1 and 100 GeV",
          accepted: "a mass and spectrum that do")
      }
      let limit = analysis.crossSection(factor, mass: mass, photons: photons)
      answers.append(answer(request, mass: mass, limit: limit))
      progress(answers.count)
    }
    return answers
  }

  private func numbers(
    _ request: LimitRequest, _ set: MADHATSet
  ) throws(AssayError) -> [Int] {
    if request.targets.isEmpty { return set.entries.map(\.id) }
    var numbers: [Int] = []
    for name in request.targets {
      guard let number = Int(name) ?? Self.madhatNumbers[DwarfName.normal(name)] else {
        throw .badValue(
          name: "target of madhat", found: name,
          accepted: "a number of MADHAT's list, or Draco, SegueI, UrsaMinor")
      }
      numbers.append(number)
    }
    return numbers
  }
}
