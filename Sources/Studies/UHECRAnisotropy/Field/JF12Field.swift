// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// The regular Galactic field of Jansson and Farrar and the strength of its random part, in double
/// precision: the specification of what the kernels compute.
///
/// Frame: Galactocentric and right-handed, the Sun at (−8.5, 0, 0) kpc, x from the Sun towards the
/// centre, z to the north Galactic pole, y towards l = 90°. With r = √(x² + y²), φ = atan2(y, x),
/// unit vectors e_r, e_φ and
///
///     L(u; u₀, w) = 1/(1 + exp(−2(|u| − u₀)/w)),                                         (1)
///
/// the regular field is disk + toroidal halo + X field, zero from |x| = 20 kpc on. It jumps at the
/// edges of arms, at r = 3 and 5 kpc, at |x| = 1 and 20 kpc, at z = 0 and where the X field leaves
/// its core; the disk is not free of divergence.
/// Positions in kpc, fields in µG. Source: ``JF12Parameters``. Cost: about 0.2 µs.
public struct JF12Field: Sendable {
  public let parameters: JF12Parameters
  private let (sinPitch, cosPitch): (Double, Double)
  private let (tanElevation, sinElevation, cosElevation): (Double, Double, Double)

  public init(_ parameters: JF12Parameters = .jf12) {
    self.parameters = parameters
    (sinPitch, cosPitch) = (parameters.sinPitch, parameters.cosPitch)
    let elevation = parameters.xElevation * .pi / 180
    (tanElevation, sinElevation, cosElevation) = (tan(elevation), sin(elevation), cos(elevation))
  }

  /// Sun's place [kpc].
  public static let sun = SIMD3(-8.5, 0, 0)

  /// The regular field, all components.
  public func regular(_ x: SIMD3<Double>) -> SIMD3<Double> { disk(x) + halo(x) + xField(x) }

  /// The disk: for 3 < r < 5 kpc B = 0.1 µG (5 kpc/r)(1 − L(z)) e_φ; from 5 kpc on, in arm k with
  /// pitch i, B = b_k (5 kpc/r)(1 − L(z))(sin i e_r + cos i e_φ).                           (2)
  public func disk(_ x: SIMD3<Double>) -> SIMD3<Double> {
    let p = parameters
    let place = Place(x)
    guard place.distance < p.outerRadius, place.r > p.innerDisk else { return .zero }
    let fade = 1 - Self.logistic(x.z, p.diskHeight, p.diskWidth)
    if place.r < p.ring { return p.ringField * (p.ring / place.r) * fade * place.azimuthal }
    let strength = p.armFields[arm(place)] * (p.ring / place.r) * fade
    return strength * (sinPitch * place.radial + cosPitch * place.azimuthal)
  }

  /// The toroidal halo, beyond 1 kpc: B = B_h exp(−|z|/5.3 kpc) L(z)[1 − L(r; r_h)] e_φ, with B_h and
  /// r_h of the north for z ≥ 0 and of the south below.                                     (3)
  public func halo(_ x: SIMD3<Double>) -> SIMD3<Double> {
    let p = parameters
    let place = Place(x)
    guard place.distance < p.outerRadius, place.distance > p.innerRadius else { return .zero }
    let (field, radius) =
      x.z >= 0 ? (p.northField, p.northRadius) : (p.southField, p.southRadius)
    let strength =
      field * exp(-abs(x.z) / p.haloHeight) * Self.logistic(x.z, p.diskHeight, p.diskWidth)
      * (1 - Self.logistic(place.r, radius, p.haloWidth))
    return strength * place.azimuthal
  }

  /// The X field, beyond 1 kpc, with r_c = r_Xc + |z|/tan Θ₀: for r < r_c, r_p = r r_Xc/r_c,
  /// b = B_X exp(−r_p/r_X)(r_Xc/r_c)², Θ = atan2(|z|, r − r_p); else r_p = r − |z|/tan Θ₀,
  /// b = B_X exp(−r_p/r_X) r_p/r, Θ = Θ₀; B = b(±cos Θ e_r + sin Θ e_z), minus for z < 0.    (4)
  public func xField(_ x: SIMD3<Double>) -> SIMD3<Double> {
    let p = parameters
    let place = Place(x)
    guard place.distance < p.outerRadius, place.distance > p.innerRadius else { return .zero }
    let lean = abs(x.z) / tanElevation
    let core = p.xCore + lean
    let side = x.z < 0 ? p.xSouthSign : 1
    if place.r < core {
      let ratio = p.xCore / core
      let origin = place.r * ratio
      let strength = p.xField * exp(-origin / p.xScale) * ratio * ratio
      let away = place.r * lean / core
      let line = (away * away + x.z * x.z).squareRoot()
      // In the plane the field lines stand upright.
      let (cosine, sine) = line > 0 ? (away / line, abs(x.z) / line) : (0, 1)
      return strength * (side * cosine * place.radial + SIMD3(0, 0, sine))
    }
    let origin = place.r - lean
    let strength = p.xField * exp(-origin / p.xScale) * origin / place.r
    return strength * (side * cosElevation * place.radial + SIMD3(0, 0, sinElevation))
  }

  /// rms strength of the turbulent field, S = √(S_d² + S_h²): S_d = b_k (5 kpc/r) exp(−z²/2z_d²) in
  /// arm k from 5 kpc on, 7.63 µG times the same Gaussian within; S_h = 4.68 µG
  /// exp(−r/10.97 kpc) exp(−z²/2z_h²).                                                      (5)
  public func turbulentStrength(_ x: SIMD3<Double>) -> Double {
    let p = parameters
    let place = Place(x)
    guard place.distance < p.outerRadius else { return 0 }
    func gaussian(_ height: Double) -> Double { exp(-x.z * x.z / (2 * height * height)) }
    let plane =
      place.r < p.ring ? p.turbulentRing : p.turbulentArms[arm(place)] * (p.ring / place.r)
    let disk = plane * gaussian(p.turbulentDiskHeight)
    let halo =
      p.turbulentHalo * exp(-place.r / p.turbulentHaloScale) * gaussian(p.turbulentHaloHeight)
    return (disk * disk + halo * halo).squareRoot()
  }

  /// Number of the arm: the spiral through the point is followed to the negative x axis, and taken
  /// back by a whole turn while it meets it beyond the outermost edge; then the first edge beyond.
  private func arm(_ place: Place) -> Int {
    let edges = parameters.armEdges
    let pitch = sinPitch / cosPitch
    for turn in [-1.0, 1, 3] {
      let crossing = place.r * exp(-(place.azimuth + turn * .pi) * pitch)
      if turn < 3, crossing > edges[edges.count - 1] { continue }
      return edges.firstIndex { crossing < $0 } ?? edges.count - 1
    }
    return edges.count - 1
  }

  /// (1).
  private static func logistic(_ u: Double, _ centre: Double, _ width: Double) -> Double {
    1 / (1 + exp(-2 * (abs(u) - centre) / width))
  }
}

/// A point in cylindrical coordinates.
private struct Place {
  let (r, distance, azimuth): (Double, Double, Double)
  /// e_r and e_φ; the azimuth is 0 on the axis.
  let (radial, azimuthal): (SIMD3<Double>, SIMD3<Double>)

  init(_ x: SIMD3<Double>) {
    let square = x.x * x.x + x.y * x.y
    r = square.squareRoot()
    distance = (square + x.z * x.z).squareRoot()
    azimuth = atan2(x.y, x.x)
    let (c, s) = r > 0 ? (x.x / r, x.y / r) : (1, 0)
    (radial, azimuthal) = (SIMD3(c, s, 0), SIMD3(-s, c, 0))
  }
}
