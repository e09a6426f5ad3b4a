// SPDX-License-Identifier: GPL-3.0-or-later

/// The local diffusion tensor of an observer, from backtracked particles:
///
///     K_ij = ⟨p_i (r(0) − r(−τ))_j⟩                                                        (1)
///
/// over directions, with p the direction of motion at the observer. c times K in the study's unit of
/// length; it converges once τ is several scattering times. Its mean over observers is D δ_ij, but
/// one observer's is far from isotropic.
///
/// Source: Ahlers & Mertsch, ApJL 815 (2015) L2. Sum over pixels: the trace of a dipole is good to
/// 9·10⁻⁵ at Nside = 32, falling with Nside².
public struct LocalTensor: Sendable, Equatable {
  /// K_ij: row i of p, component j of the displacement.
  public var rows: [SIMD3<Double>]

  init(rows: [SIMD3<Double>]) {
    precondition(rows.count == 3)
    self.rows = rows
  }

  public init(_ map: ArrivalMap) {
    self.init(directions: map.sphere.centres(), displacements: map.displacements)
  }

  /// - Parameter directions: n of every pixel of a map, in the order of its displacements s.
  init(directions: [SIMD3<Double>], displacements: [SIMD3<Double>]) {
    var (x, y, z) = (SIMD3<Double>.zero, SIMD3<Double>.zero, SIMD3<Double>.zero)
    // p = −n and r(0) − r(−τ) = −s: both signs cancel.
    for (n, s) in zip(directions, displacements) {
      x += n.x * s
      y += n.y * s
      z += n.z * s
    }
    rows = [x, y, z].map { $0 / Double(directions.count) }
  }

  /// Tr K/3, which is D in the mean.
  public var meanDiffusion: Double { (rows[0].x + rows[1].y + rows[2].z) / 3 }

  public var transposed: LocalTensor {
    LocalTensor(rows: (0..<3).map { i in SIMD3(rows[0][i], rows[1][i], rows[2][i]) })
  }

  /// (K + Kᵀ)/2.
  var symmetricPart: LocalTensor {
    LocalTensor(rows: zip(rows, transposed.rows).map { ($0 + $1) / 2 })
  }

  /// The dipole δ of the intensity 1 + δ·n for a density gradient g = ∇n/n [1/length]:
  /// δ_i = 3 K_ij g_j.
  public func dipole(gradient: SIMD3<Double>) -> SIMD3<Double> {
    3 * SIMD3((rows[0] * gradient).sum(), (rows[1] * gradient).sum(), (rows[2] * gradient).sum())
  }

  /// Singular values, falling, by one-sided Jacobi rotations (Hestenes 1958): pairs of rows are
  /// turned until all are orthogonal, and their lengths remain. Good to rounding of the largest.
  public var singularValues: [Double] {
    var a = rows
    for _ in 0..<30 {
      var turned = false
      for (i, j) in [(0, 1), (0, 2), (1, 2)] {
        let product = (a[i] * a[j]).sum()
        let (first, second) = ((a[i] * a[i]).sum(), (a[j] * a[j]).sum())
        guard abs(product) > 1e-16 * (first * second).squareRoot() else { continue }
        turned = true
        let zeta = (second - first) / (2 * product)
        let tangent =
          (zeta < 0 ? -1.0 : 1.0) / (abs(zeta) + (1 + zeta * zeta).squareRoot())
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        let sine = cosine * tangent
        (a[i], a[j]) = (cosine * a[i] - sine * a[j], sine * a[i] + cosine * a[j])
      }
      if !turned { break }
    }
    return a.map { ($0 * $0).sum().squareRoot() }.sorted(by: >)
  }
}

/// Angular power of a dipole of amplitude δ: C_1 = 4π δ²/9 of the intensity 1 + δ·n.
public enum DipolePower {
  public static func power(amplitude: Double) -> Double { 4 * .pi * amplitude * amplitude / 9 }

  /// δ of C_1 ≥ 0.
  public static func amplitude(power: Double) -> Double {
    (9 * power / (4 * .pi)).squareRoot()
  }
}
