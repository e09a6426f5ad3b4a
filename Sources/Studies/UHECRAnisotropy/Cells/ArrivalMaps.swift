// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Numerics
internal import Sky

/// Deflection maps as they are asked for: from memory, from the folder of kept maps, or computed.
struct ArrivalMaps: BoundaryDirections {
  let sphere: HEALPix
  let model: ArrivalModel
  let threads: Int
  /// Follows the rays of maps that are computed; nil for the CPU.
  let device: Device?

  // Shared by all tasks of a process.
  private static let maps = SharedCache<[SIMD3<Float>]>()
  private static let fields = SharedCache<GalacticField>()

  init(model: ArrivalModel, threads: Int, on device: Device? = nil) throws(AssayError) {
    sphere = try HEALPix(nside: model.nside)
    (self.model, self.threads, self.device) = (model, threads, device)
  }

  /// What the field has under the model's conventions.
  private var components: FieldComponents { model.galactic.applied(to: model.components) }

  func boundaryDirections(rigidity: Double) throws(AssayError) -> [SIMD3<Float>] {
    let request = DeflectionRequest(
      parameters: model.parameters, components: components, seed: model.fieldSeed,
      rigidity: rigidity, nside: model.nside)
    let key = "\(try request.key()) \(model.galactic)"
    return try Self.maps.value(key) { () throws(AssayError) in
      let map = try computed(request)
      // A trapped ray comes from nowhere: a direction that no source has.
      return (0..<map.sphere.pixels).map { map.boundary($0).map { SIMD3<Float>($0) } ?? .zero }
    }
  }

  func field() throws(AssayError) -> GalacticField {
    let seed = model.fieldSeed
    let key = "\(model.parameters) \(components) \(seed)"
    return try Self.fields.value(key) { () throws(AssayError) in
      try GalacticField(model.parameters, components: components, seed: seed, threads: threads)
    }
  }

  private func computed(_ request: DeflectionRequest) throws(AssayError) -> DeflectionMap {
    var spoilt = model.galactic
    spoilt.hasRandomField = true
    // The request tells which parts the field has, but not what other faults there are.
    guard spoilt == GalacticConventions() else {
      return try DeflectionMap.compute(
        request, through: field(), threads: threads, model.galactic)
    }
    return try DeflectionMapCache(folder: DeflectionMapCache.standard)
      .map(request, threads: threads, on: device, field: field).map
  }
}
