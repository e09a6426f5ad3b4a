// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Everything that decides the numbers of a deflection map.
public struct DeflectionRequest: Sendable, Equatable, Codable {
  /// Changes whenever a kernel or a drawing of the random field changes its results.
  public static let version = 1

  public var parameters: JF12Parameters
  public var components: FieldComponents
  /// Of the random parts; 0 where there are none.
  public var seed: UInt64
  /// [EV].
  public var rigidity: Double
  public var nside: Int
  public var steps: BacktrackSteps
  public var variant: BacktrackVariant
  private var version = DeflectionRequest.version

  /// - Parameter steps: production steps of the field's components without it.
  public init(
    field: GalacticField, rigidity: Double, nside: Int, steps: BacktrackSteps? = nil,
    variant: BacktrackVariant = .simdSingle
  ) {
    self.init(
      parameters: field.parameters, components: field.components, seed: field.seed,
      rigidity: rigidity, nside: nside, steps: steps, variant: variant)
  }

  /// For a field that need not be there yet: a cache may have the map.
  public init(
    parameters: JF12Parameters = .jf12, components: FieldComponents = .all, seed: UInt64 = 1,
    rigidity: Double, nside: Int, steps: BacktrackSteps? = nil,
    variant: BacktrackVariant = .simdSingle
  ) {
    (self.parameters, self.components, self.rigidity) = (parameters, components, rigidity)
    self.seed = components == .regular ? 0 : seed
    (self.nside, self.variant) = (nside, variant)
    self.steps = steps ?? .production(components)
  }

  func matches(_ field: GalacticField) -> Bool {
    field.parameters == parameters && field.components == components
      && (components == .regular || field.seed == seed)
  }

  /// SHA-256 of the request in canonical JSON.
  public func key() throws(AssayError) -> String { SHA256.hex(try CanonicalJSON.encode(self)) }
}
