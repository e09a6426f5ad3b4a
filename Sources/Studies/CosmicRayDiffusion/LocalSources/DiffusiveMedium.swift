// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Homogeneous space in which cosmic rays diffuse, with or without a halo.
///
/// Lengths are in one unit throughout (the study takes kpc), c = 1: times are lengths and D is in
/// c × length. With a halo the density vanishes at |z| = H, as if particles escaped there freely.
public struct DiffusiveMedium: Sendable, Equatable {
  /// D.
  public let diffusion: Double
  /// H; nil for infinite space.
  public let halo: Double?

  /// - Throws: where D or H is not positive and finite.
  public init(diffusion: Double, halo: Double? = nil) throws(AssayError) {
    try Require.positive(diffusion, "diffusion coefficient")
    if let halo { try Require.positive(halo, "height of the halo") }
    (self.diffusion, self.halo) = (diffusion, halo)
  }

  /// Refuses a place outside the halo.
  func requireInside(_ position: SIMD3<Double>, _ what: String) throws(AssayError) {
    guard position.x.isFinite, position.y.isFinite, position.z.isFinite else {
      throw .badValue(name: what, found: "\(position)", accepted: "finite coordinates")
    }
    guard let halo, position.z.magnitude >= halo else { return }
    throw .badValue(
      name: "height z of the \(what)", found: "\(position.z)",
      accepted: "less than the height of the halo, \(halo), above or below the plane")
  }
}

/// Density of cosmic rays at a place, and its gradient.
public struct SourceField: Sendable, Equatable {
  /// n [N/length³].
  public var density: Double
  /// ∇n.
  public var gradient: SIMD3<Double>

  public init(density: Double, gradient: SIMD3<Double>) {
    (self.density, self.gradient) = (density, gradient)
  }

  /// δ = 3 D ∇n/(c n), pointing to where more particles come from.
  ///
  /// - Throws: where nothing has arrived, n = 0.
  public func dipole(diffusion: Double) throws(AssayError) -> SIMD3<Double> {
    guard density > 0 else {
      throw .failed("the dipole is not defined where the density is \(density)")
    }
    return 3 * diffusion / density * gradient
  }
}

/// Something that cosmic rays diffuse from.
public protocol LocalSource: Sendable {
  /// Density and gradient at a place.
  ///
  /// - Throws: where source or observer lies outside the halo or both at the same point.
  func field(
    at observer: SIMD3<Double>, in medium: DiffusiveMedium
  ) throws(AssayError) -> SourceField
}

extension LocalSource {
  /// δ = 3 D ∇n/(c n) at a place.
  public func dipole(
    at observer: SIMD3<Double>, in medium: DiffusiveMedium
  ) throws(AssayError) -> SIMD3<Double> {
    try field(at: observer, in: medium).dipole(diffusion: medium.diffusion)
  }
}

/// Several sources at once. Densities and gradients add, so that
///
///     δ = Σ n_i δ_i / Σ n_i                                                               (vectors).
public struct SourceSum: LocalSource {
  public var sources: [any LocalSource]

  public init(_ sources: [any LocalSource]) { self.sources = sources }

  public func field(
    at observer: SIMD3<Double>, in medium: DiffusiveMedium
  ) throws(AssayError) -> SourceField {
    var sum = SourceField(density: 0, gradient: .zero)
    for source in sources {
      let field = try source.field(at: observer, in: medium)
      sum.density += field.density
      sum.gradient += field.gradient
    }
    return sum
  }
}
