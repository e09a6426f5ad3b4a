// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// The Galactic magnetic field and the deflection maps behind a source of the user's own.
public struct ArrivalSettings: Sendable, Equatable {
  public var parameters = JF12Parameters.jf12
  public var components = FieldComponents.all
  /// Of the random parts of the field.
  public var fieldSeed: UInt64 = 1
  /// Whether there is a map for rigidities 5 % apart instead of 26 %.
  public var isFine = false
  /// Of the deflection maps, a power of two; 32 without it, 64 for rigidities 5 % apart.
  public var nside: Int?

  public init() {}

  /// Throws where Nside is outside its range.
  func model() throws(AssayError) -> ArrivalModel {
    var model = isFine ? ArrivalModel.standard : .quick
    (model.parameters, model.components) = (parameters, components)
    model.fieldSeed = fieldSeed
    guard let nside else { return model }
    guard (1...1024).contains(nside), nside & (nside - 1) == 0 else {
      throw .badValue(
        name: "Nside of deflection maps", found: "\(nside)",
        accepted: "a power of two from 1 to 1024")
    }
    // Acceptance and scatter follow the size of the pixels, down to the paper's acceptance.
    let scale = Double(model.nside) / Double(nside)
    model.nside = nside
    model.recipe.acceptance = min(180, max(1.01, model.recipe.acceptance * scale))
    model.recipe.jitter = min(30, model.recipe.jitter * scale)
    return model
  }
}
