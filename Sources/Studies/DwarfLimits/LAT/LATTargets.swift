// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
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

  /// Names of the targets in a data folder, as in like_NAME.txt, sorted.
  public static func names(in data: DataFolder) throws(AssayError) -> [String] {
    let path = data.path(folder)
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw .missing("folder \(path)", remedy: "give --data or run assay fetch")
    }
    return files.filter { $0.hasPrefix("like_") && $0.hasSuffix(".txt") }
      .map { String($0.dropFirst(5).dropLast(4)) }.sorted()
  }

  /// Targets with the J-factors of a catalogue.
  ///
  /// - Parameter names: names of targets, however they are written; nil takes all of the catalogue
  ///   that have a likelihood.
  public static func targets(
    _ names: [String]? = nil, catalogue: JCatalogue, in data: DataFolder
  ) throws(AssayError) -> [LATTarget] {
    let files = try self.names(in: data)
    let byName = Dictionary(
      files.map { (DwarfName.normal($0), $0) }, uniquingKeysWith: { first, _ in first })
    var targets: [LATTarget] = []
    for name in names ?? catalogue.entries.map(\.name) {
      let entry = try catalogue.entry(name)
      guard let file = byName[DwarfName.normal(entry.name)] else {
        if names == nil { continue }
        throw .badValue(
          name: "target with a likelihood", found: name, accepted: files.joined(separator: ", "))
      }
      targets.append(
        LATTarget(name: file, likelihood: try likelihood(file, in: data), entry: entry))
    }
    return targets
  }
}
