// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// What of the Galactic field is there.
public enum FieldComponents: String, Sendable, Codable, CaseIterable {
  case regular
  /// Regular, its strength multiplied by 1 ± √β cell by cell.
  case striated
  /// Striated and turbulent.
  case all
}

/// A Galactic magnetic field with one realisation of its random parts.
///
///     B(x) = B_reg(x)(1 + √β σ(x)) + S(x) G(x),   σ = ±1,   ⟨|G|²⟩ = 1                       (1)
///
/// Positions in kpc in the frame of ``JF12Field``, fields in µG.
public struct GalacticField: Sendable {
  public let model: JF12Field
  public let components: FieldComponents
  /// Of the random parts.
  public let seed: UInt64
  let signs: StriatedSigns?
  let turbulence: PackedTurbulence?

  /// Draws the random parts that `components` name. Cost: that of ``PackedTurbulence/jf12(seed:nodes:threads:)``
  /// for all components, next to nothing for the others.
  public init(
    _ parameters: JF12Parameters = .jf12, components: FieldComponents = .all, seed: UInt64 = 1,
    threads: Int = 1
  ) throws(AssayError) {
    let turbulence =
      components == .all ? try PackedTurbulence.jf12(seed: seed, threads: threads) : nil
    self.init(parameters, components: components, seed: seed, turbulence: turbulence)
  }

  /// With turbulence that is there already.
  init(
    _ parameters: JF12Parameters, components: FieldComponents, seed: UInt64,
    turbulence: PackedTurbulence?
  ) {
    model = JF12Field(parameters)
    (self.components, self.seed, self.turbulence) = (components, seed, turbulence)
    signs = components == .regular ? nil : StriatedSigns(seed: seed)
  }

  public var parameters: JF12Parameters { model.parameters }

  /// (1), turbulence weaker than `weak` [µG] left out.
  public func callAsFunction(_ x: SIMD3<Double>, weak: Double = 0) -> SIMD3<Double> {
    var field = model.regular(x)
    if let signs {
      let sign = signs.sign(x, cell: parameters.striationCell)
      field *= 1 + parameters.striation.squareRoot() * sign
    }
    if let turbulence {
      let strength = model.turbulentStrength(x)
      if strength > 0, strength >= weak { field += strength * turbulence.field(x) }
    }
    return field
  }
}
