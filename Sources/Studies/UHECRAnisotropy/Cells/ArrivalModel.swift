// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
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
  /// Nside to which the pixels are divided that lead near the source; nil for none.
  var refinement: Refinement?
  var recipe: SourceRowsRecipe
  /// Nuclei drawn for a source.
  var nuclei = 100_000
  var galactic = GalacticConventions()

  /// Maps of Nside = 32 for twelve rigidities: half a minute of one core.
  static let quick = ArrivalModel(
    nside: 32,
    recipe: SourceRowsRecipe(
      acceptance: 2.5, jitter: 1, rigidities: .grid(lowest: 2, step: 0.1), nside: 32))
  /// Maps of Nside = 64 for rigidities 17 % apart; near the source of Nside = 512, the paper's, and
  /// 5 % apart, with the paper's acceptance. (The paper has a map for every rigidity.)
  static let standard = ArrivalModel(
    nside: 64,
    refinement: Refinement(
      levels: [.init(nside: 128, within: 4), .init(nside: 512, within: 2)],
      guides: .grid(lowest: 2, step: 0.07)),
    recipe: SourceRowsRecipe(
      acceptance: 1.01, jitter: 0, rigidities: .grid(lowest: 2, step: 0.02), nside: 32))

  static func of(_ tier: Tier) -> ArrivalModel { tier == .quick ? quick : standard }

  private static let rows = SharedCache<SourceRows>()

  /// The rows of a source whose events have at least `lowest` EeV.
  ///
  /// - Parameter threads: for maps that must be computed; does not change the rows.
  func rows(
    of source: UHECRSource, above lowest: Double, _ context: RunContext, threads: Int
  ) throws(AssayError) -> SourceRows {
    let key = "\(self) \(source) \(lowest) \(context.seed) \(context.data?.path("") ?? "")"
    return try Self.rows.value(key) { () throws(AssayError) in
      let composition = try Composition.arriving(
        from: source, above: lowest, context.reference, data: context.data)
      let groups = composition.draw(
        nuclei, seed: context.seed,
        stream: Philox.stream(of: "uhecr-anisotropy nuclei \(source.name) \(lowest)"))
      return try SourceRows.draw(
        groups, from: source, through: maps(source, threads: threads), recipe,
        seed: context.seed, stream: Philox.stream(of: "uhecr-anisotropy arrivals \(source.name)"))
    }
  }

  private func maps(
    _ source: UHECRSource, threads: Int
  ) throws(AssayError) -> any BoundaryDirections {
    let whole = try ArrivalMaps(model: self, threads: threads)
    guard let refinement else { return whole }
    return try RefinedMaps(whole, refinement, around: source)
  }
}
