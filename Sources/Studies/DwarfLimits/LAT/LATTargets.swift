// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// The targets of the release of arXiv:1611.03184: files of the data folder and J-factors.
public enum LATTargets {
  /// J-factors and members of the nominal combined sample: 41 targets.
  public static let nominalTable = "jfactors_albert2017_nominal41"
  static let dataset = "lat-likelihoods-2017"
  static let folder = "dwarf-limits/fermi_lat_2017_likelihoods"
  /// Likelihoods of the release that the nominal sample leaves out.
  static let outsideNominal = [
    "canis_major", "cetus_II", "eridanus_III", "kim_2", "sagittarius", "segue_2", "tucana_V",
  ]
  private static let shared = SharedCache<LATLikelihood>()

  /// The likelihood of a target by the name of its file, like_NAME.txt; read once a process.
  public static func likelihood(
    _ name: String, in data: DataFolder
  ) throws(AssayError) -> LATLikelihood {
    try likelihood(name, in: data, fluxUnit: 1e-3, .cubic)
  }

  static func likelihood(
    _ name: String, in data: DataFolder, fluxUnit: Double, _ interpolation: LATInterpolation
  ) throws(AssayError) -> LATLikelihood {
    let path = data.path("\(folder)/like_\(name).txt")
    return try shared.value(ofFile: path, variant: "\(fluxUnit) \(interpolation)") {
      () throws(AssayError) in
      try LATLikelihood(LATTable(reading: path, fluxUnit: fluxUnit), interpolation)
    }
  }

  /// Targets with the J-factors of a catalogue.
  ///
  /// - Parameter names: names of targets; nil takes all of the catalogue. A target's file carries
  ///   the name that the nominal catalogue gives it ("Ursa Minor" is like_ursa_minor.txt).
  public static func targets(
    _ names: [String]? = nil, catalogue: JCatalogue, in data: DataFolder
  ) throws(AssayError) -> [LATTarget] {
    var targets: [LATTarget] = []
    for name in names ?? catalogue.entries.map(\.name) {
      let entry = try catalogue.entry(name)
      targets.append(
        LATTarget(
          name: entry.name, likelihood: try likelihood(entry.name, in: data), entry: entry))
    }
    return targets
  }
}
