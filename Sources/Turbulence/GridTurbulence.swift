// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// One realisation of turbulence on a grid, and what its rescaling hid.
public struct TurbulenceField: Sendable {
  public let grid: TurbulenceGrid
  /// ⟨B²⟩ over the nodes before the rescaling, over its expectation: 1 with the scatter of the
  /// few modes of the longest wavelengths.
  public let unscaledVariance: Double
}

/// Isotropic Gaussian turbulence on a periodic cubic grid, by fast Fourier transform.
///
///     B(x) = Σ_k B_k e^{ik·x},  B_k = a₁ e₁ + a₂ e₂,  k = 2π m/L                          (1)
///
/// over all m of a cube with 2π/L_max ≤ |k| ≤ 2π/L_min; e₁, e₂ across k and each other, a complex
/// Gaussian of variance P(k) ~ E(k)/k², B₋ₖ = B̄ₖ, self-conjugate modes real, B₀ = 0. Each
/// realisation is scaled to ⟨B²⟩ = 1 over the nodes. The divergence vanishes in k space, but not of
/// the interpolated field.
///
/// Source: the generators of Giacinti et al., JCAP 07 (2012) 031, and of CRPropa 3.2 work alike; the
/// two polarisations and the Hermitian symmetry are drawn here mode by mode.
/// Units: lengths in the study's unit, fields in B_rms.
public enum GridTurbulence {
  /// Nodes along an edge that are accepted.
  package static let counts = [8, 16, 32, 64, 128, 256, 512, 1024]

  /// One realisation with N = `count` and dx = `spacing`.
  ///
  /// The field is a function of all arguments but `threads`, and the draws of a mode of m alone, so
  /// that grids of different size share their long waves up to the rescaling. L ≥ 2.5 L_max leaves
  /// more than 50 modes in the lowest shell.
  /// Throws where N is not a power of two from 8 to 1024, L_min < 2 dx, L_max > L or no mode lies
  /// between them.
  /// Cost: three transforms; 29 bytes a node while it works, 16 afterwards.
  public static func generate(
    count: Int, spacing: Double, spectrum: TurbulenceSpectrum, seed: UInt64, stream: UInt64,
    threads: Int = 1
  ) throws(AssayError) -> TurbulenceField {
    try generate(
      count: count, spacing: spacing, spectrum: spectrum, seed: seed, stream: stream,
      threads: threads, conventions: FieldConventions())
  }

  /// The same with ⟨B²⟩ = `variance`.
  package static func generate(
    count: Int, spacing: Double, spectrum: TurbulenceSpectrum, seed: UInt64, stream: UInt64,
    threads: Int, variance: Double = 1, conventions: FieldConventions
  ) throws(AssayError) -> TurbulenceField {
    try check(count: count, spacing: spacing, spectrum: spectrum)
    let table = try ModeTable(
      count: count, length: Double(count) * spacing, spectrum: spectrum, conventions: conventions)
    let draw = ModeDraw(
      table: table, half: count / 2, seed: seed, stream: stream, conventions: conventions)
    let transform = GridTransform(count: count, threads: threads)
    let unscaled = transform.fill(draw)
    let scale = (conventions.rescales ? variance / unscaled : variance).squareRoot()
    let nodes = transform.nodes(scale: Float(scale))
    return TurbulenceField(
      grid: TurbulenceGrid(count: count, spacing: spacing, nodes: nodes),
      unscaledVariance: unscaled)
  }

  private static func check(
    count: Int, spacing: Double, spectrum: TurbulenceSpectrum
  ) throws(AssayError) {
    guard counts.contains(count) else {
      throw .badValue(
        name: "nodes along an edge of the grid", found: "\(count)",
        accepted: "a power of two from 8 to 1024")
    }
    guard spacing > 0, spacing.isFinite else {
      throw .badValue(
        name: "spacing of the grid", found: "\(spacing)", accepted: "a positive length")
    }
    guard spectrum.smallest >= 2 * spacing * (1 - 1e-12) else {
      throw .badValue(
        name: "L_min", found: "\(spectrum.smallest)",
        accepted: "at least two spacings of the grid, \(2 * spacing)")
    }
    let length = Double(count) * spacing
    guard spectrum.largest <= length * (1 + 1e-12) else {
      throw .badValue(
        name: "L_max", found: "\(spectrum.largest)",
        accepted: "at most the length of the box, \(length)")
    }
    guard spectrum.smallest < spectrum.largest else {
      throw .badValue(
        name: "L_max", found: "\(spectrum.largest)", accepted: "more than L_min")
    }
  }
}
