// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
internal import Harness
internal import Numerics

/// What the tasks of this part share: inputs, conventions and the way to the raw data.
struct MLFermiSetup: Sendable {
  enum JModel: String, Sendable { case gaussian, samples }

  let inputs: EmbeddedInputs
  let conventions: MLFermiConventions
  let data: DataFolder?

  init(_ context: RunContext) throws(AssayError) {
    inputs = try EmbeddedInputs(context.reference)
    conventions = MLFermiConventions(fault: context.fault)
    data = context.data
  }

  func raw() throws(AssayError) -> RawInputs {
    guard let data else {
      throw .missing("the data set mlfermidwarfs", remedy: "give a data folder")
    }
    return RawInputs(data)
  }

  /// The dwarfs of Fig. 5 of arXiv:2002.01229.
  static let fourDwarfs = ["Draco", "LeoII", "Sculptor", "UrsaMinor"]

  /// Single dwarfs and the stack, by the names of the reference columns.
  static let selections: [(name: String, dwarfs: [String])] =
    fourDwarfs.map { ($0, [$0]) } + [("stack4", fourDwarfs)]

  /// Label and value of the two thresholds; exchanged under a fault.
  var thresholds: [(label: String, delta: Double)] {
    conventions.swapsDeltas ? [("3.84", 2.71), ("2.71", 3.84)] : [("3.84", 3.84), ("2.71", 2.71)]
  }

  func density(_ dwarf: String, _ model: JModel) throws(AssayError) -> JDensity {
    let partners = ["Draco": "LeoII", "LeoII": "Draco", "Sculptor": "UrsaMinor"]
    let source = conventions.swapsDwarfs ? partners[dwarf] ?? "Sculptor" : dwarf
    if model == .gaussian || conventions.gaussianForSamples {
      let entry = try inputs.catalogue.entry(source)
      return conventions.profilesJ
        ? try .logNormal(mean: entry.mean, sigma: entry.sigma) : try .known(entry.mean)
    }
    let samples = try raw().samples(source)
    guard conventions.profilesJ else { return try .known(samples.mean) }
    let width = conventions.kernelWidthFactor * RawInputs.bandwidth(source)
    return try .kernel(samples: samples.log10J, width: width)
  }

  /// - Parameter voids: without empty bins; nil keeps the background fixed.
  func analysis(
    _ dwarfs: [String], _ model: JModel, voids: VoidSample? = nil
  ) throws(AssayError) -> DwarfAnalysis {
    var targets: [DwarfTarget] = []
    for name in dwarfs {
      let dwarf = try inputs.dwarf(name)
      var background: BackgroundDensity?
      if let voids, !conventions.freezesBackground {
        background = try BackgroundDensity(voids: voids, l: dwarf.l, b: dwarf.b)
      }
      var target = DwarfTarget(
        dwarf, density: try density(name, model), background: background)
      target.exposure = target.exposure.indices.map {
        dwarf.exposure[($0 + conventions.exposureShift) % MacroBins.count]
      }
      targets.append(target)
    }
    return try DwarfAnalysis(targets: targets, conventions)
  }

  /// Limits for annihilation to bb̄: one row a mass, one column a Δ. The minimum stays within the
  /// published grid for either search, so that the two differ by the steps of the grid only.
  func limits(
    _ analysis: DwarfAnalysis, masses: [Double], deltas: [Double], _ search: DwarfAnalysis.Search
  ) throws(AssayError) -> [[Double]] {
    var rows: [[Double]] = []
    for mass in masses {
      let yields = try inputs.yields(channel: "bb", mass: mass)
      rows.append(
        try analysis.upperLimits(
          mass: mass, yields: yields, deltas: deltas, search: search, floor: 1e-27))
    }
    return rows
  }
}
