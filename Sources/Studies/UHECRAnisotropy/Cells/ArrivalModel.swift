// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Hardware
internal import Harness
internal import Numerics
internal import Sky

/// How events of a source arrive at Earth: field, deflection maps, and the recipe for rows.
struct ArrivalModel: Sendable, Equatable {
  var parameters = JF12Parameters.jf12
  var components = FieldComponents.all
  /// Of the random field: one realisation for all sources, as in the paper.
  var fieldSeed: UInt64 = 1
  /// Of the deflection maps.
  var nside: Int
  var recipe: SourceRowsRecipe
  /// Nuclei drawn for a source.
  var nuclei = 100_000
  var galactic = GalacticConventions()

  /// Maps of Nside = 32 for twelve rigidities: half a minute of one core.
  static let quick = ArrivalModel(
    nside: 32,
    recipe: SourceRowsRecipe(
      acceptance: 2.5, jitter: 1, rigidities: .grid(lowest: 2, step: 0.1), nside: 32))
  /// Maps of Nside = 64 for rigidities 5 % apart. Its pixels of 0.9° ask for a larger acceptance
  /// than the paper's 1.01° at Nside = 512; with 1.5° the minimal fractions are the same to one event
  /// of 50, three of 500. With rigidities 17 % apart images lie in heaps, and fractions come out up
  /// to a third lower. (The paper has a map for every rigidity.)
  static let standard = ArrivalModel(
    nside: 64,
    recipe: SourceRowsRecipe(
      acceptance: 2, jitter: 0.4, rigidities: .grid(lowest: 2, step: 0.02), nside: 32))

  static func of(_ tier: Tier) -> ArrivalModel { tier == .quick ? quick : standard }

  private static let rows = SharedCache<SourceRows>()

  /// The rows of a source whose events have at least `lowest` EeV.
  ///
  /// - Parameters:
  ///   - threads: for maps that must be computed; does not change the rows.
  ///   - device: likewise.
  func rows(
    of source: UHECRSource, above lowest: Double, _ context: RunContext, threads: Int,
    on device: Device? = nil
  ) throws(AssayError) -> SourceRows {
    let key = "\(self) \(source) \(lowest) \(context.seed) \(context.data?.path("") ?? "")"
    return try Self.rows.value(key) { () throws(AssayError) in
      let composition = try Composition.arriving(
        from: source, above: lowest, context.reference, data: context.data)
      let groups = composition.draw(
        nuclei, seed: context.seed,
        stream: Philox.stream(of: "uhecr-anisotropy nuclei \(source.name) \(lowest)"))
      return try SourceRows.draw(
        groups, from: source, through: ArrivalMaps(model: self, threads: threads, on: device),
        recipe,
        seed: context.seed, stream: Philox.stream(of: "uhecr-anisotropy arrivals \(source.name)"))
    }
  }
}
