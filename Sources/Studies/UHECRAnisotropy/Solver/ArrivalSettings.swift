// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// The Galactic magnetic field and the deflection maps behind a source of the user's own.
public struct ArrivalSettings: Sendable, Equatable {
  public var parameters = JF12Parameters.jf12
  public var components = FieldComponents.all
  /// Of the random parts of the field.
  public var fieldSeed: UInt64 = 1
  /// Whether maps are refined to Nside = 512, the paper's, near the source, and events taken from
  /// within 1.01° of it.
  public var isFine = false
  /// Of the deflection maps, a power of two; 32 without it, 64 for fine ones.
  public var nside: Int?

  public init() {}

  /// Throws where Nside is outside its range.
  func model() throws(AssayError) -> ArrivalModel {
    var model = isFine ? ArrivalModel.standard : .quick
    (model.parameters, model.components) = (parameters, components)
    model.fieldSeed = fieldSeed
    guard let nside else { return model }
    let largest = isFine ? 512 : 1024
    guard (1...largest).contains(nside), nside & (nside - 1) == 0 else {
      throw .badValue(
        name: "Nside of deflection maps", found: "\(nside)",
        accepted: "a power of two from 1 to \(largest)")
    }
    model.nside = nside
    if !isFine {
      // Both follow the size of the pixels: 2.5° and 1° at Nside = 32.
      let scale = 32 / Double(nside)
      model.recipe.acceptance = min(180, max(1.01, 2.5 * scale))
      model.recipe.jitter = min(30, scale)
    }
    return model
  }
}
