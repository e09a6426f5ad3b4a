// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics
internal import Sky

/// How events of a source arrive at Earth: field, deflection maps, and the recipe for rows.
struct ArrivalModel: Sendable, Equatable {
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
  /// Maps of Nside = 64, rigidities 17 % apart, the acceptance of the paper; events are scattered
  /// over the pixel of the map, which the paper's of Nside = 512 do not need.
  static let standard = ArrivalModel(
    nside: 64,
    recipe: SourceRowsRecipe(
      acceptance: 1.01, jitter: 0.4, rigidities: .grid(lowest: 2, step: 0.07), nside: 32))

  static func of(_ tier: Tier) -> ArrivalModel { tier == .quick ? quick : standard }

  // Deflection maps are shared by all tasks of a process, whatever study or shard asks.
  private static let maps = SharedCache<[SIMD3<Float>]>()
  private static let fields = SharedCache<GalacticField>()
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
        groups, from: source, through: Maps(model: self, threads: threads), recipe,
        seed: context.seed, stream: Philox.stream(of: "uhecr-anisotropy arrivals \(source.name)"))
    }
  }

  /// Deflection maps as they are asked for: from memory, from the folder of kept maps, or computed.
  private struct Maps: BoundaryDirections {
    let sphere: HEALPix
    let model: ArrivalModel
    let threads: Int

    init(model: ArrivalModel, threads: Int) throws(AssayError) {
      (sphere, self.model, self.threads) = (try HEALPix(nside: model.nside), model, threads)
    }

    func boundaryDirections(rigidity: Double) throws(AssayError) -> [SIMD3<Float>] {
      let components = model.galactic.applied(to: model.components)
      let request = DeflectionRequest(
        components: components, seed: model.fieldSeed, rigidity: rigidity, nside: model.nside)
      let key = "\(try request.key()) \(model.galactic)"
      return try ArrivalModel.maps.value(key) { () throws(AssayError) in
        let map = try computed(request)
        // A trapped ray comes from nowhere: a direction that no source has.
        return (0..<map.sphere.pixels).map { map.boundary($0).map(SIMD3<Float>.init) ?? .zero }
      }
    }

    private func computed(_ request: DeflectionRequest) throws(AssayError) -> DeflectionMap {
      let conventions = model.galactic
      let field = { () throws(AssayError) -> GalacticField in
        try ArrivalModel.fields.value("\(request.components) \(request.seed)") {
          () throws(AssayError) in
          try GalacticField(components: request.components, seed: request.seed, threads: threads)
        }
      }
      guard conventions == GalacticConventions() || !conventions.hasRandomField else {
        return try DeflectionMap.compute(
          request, through: field(), threads: threads, conventions)
      }
      return try DeflectionMapCache(folder: DeflectionMapCache.standard)
        .map(request, threads: threads, field: field).map
    }
  }
}
