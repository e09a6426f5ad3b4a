// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
internal import Sky

extension ArrivalMap {
  /// The map of one observer: antiparticles are sent out, one a pixel, and followed for `tau`.
  ///
  /// - Parameters:
  ///   - settings: of the particles themselves; the sign of the charge is turned here.
  ///   - observer: r(0), in the study's unit of length.
  ///   - tau: τ, in the same unit.
  ///   - progress: called with the share done, from the calling thread.
  /// - Throws: `badValue` where τ or the settings are not positive, or Nside is not in 1...8192.
  /// Cost: 12 Nside² τ/h particle steps.
  public static func compute(
    field: MagneticField, settings: OrbitSettings, observer: SIMD3<Double>, nside: Int,
    tau: Double, variant: OrbitVariant = .simdSingle, threads: Int = 1,
    progress: (Double) -> Void = { _ in }
  ) throws(AssayError) -> ArrivalMap {
    let backtracking = Backtracking(field: field, settings: settings, variant: variant)
    let maps = try backtracking.maps(
      observers: [observer], sphere: try HEALPix(nside: nside), times: [tau], threads: threads,
      progress: progress)
    return maps[0][0]
  }
}

/// Particles followed back in time from several observers of one field.
struct Backtracking {
  var field: MagneticField
  var settings: OrbitSettings
  var variant = OrbitVariant.simdSingle
  var conventions = ArrivalConventions()

  /// Pieces into which the longest leg is cut, so that progress shows.
  private static let pieces = 16

  /// Maps by observer and time; the times rise. The orbit of a leg between two times is cut into
  /// equal steps of at most h.
  func maps(
    observers: [SIMD3<Double>], sphere: HEALPix, times: [Double], threads: Int,
    progress: (Double) -> Void = { _ in }
  ) throws(AssayError) -> [[ArrivalMap]] {
    let legs = zip([0] + times, times).map { $1 - $0 }
    guard legs.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw .badValue(
        name: "backtracking time", found: "\(times)", accepted: "positive and rising")
    }
    let centres = sphere.centres()
    var particles = ParticleBatch(
      positions: observers.flatMap { Array(repeating: $0, count: centres.count) },
      directions: observers.flatMap { _ in centres })
    var maps = observers.map { _ in [ArrivalMap]() }
    for (leg, time) in zip(legs, times) {
      let done = time - leg
      try advance(&particles, by: leg, threads: threads) {
        progress((done + $0 * leg) / times[times.count - 1])
      }
      for (o, observer) in observers.enumerated() {
        let end = particles.positions[o * centres.count..<(o + 1) * centres.count]
        let sign = conventions.reversesDisplacement ? -1.0 : 1.0
        maps[o].append(
          ArrivalMap(
            sphere: sphere, time: time, displacements: end.map { sign * ($0 - observer) }))
      }
    }
    return maps
  }

  private func advance(
    _ particles: inout ParticleBatch, by leg: Double, threads: Int, progress: (Double) -> Void
  ) throws(AssayError) {
    let ratio = leg / settings.step
    guard ratio < 1e9 else {
      throw .badValue(
        name: "step", found: "\(settings.step)", accepted: "at least 1e-9 of the time, \(leg)")
    }
    // A leg of whole steps keeps h to the last bit.
    let isWhole = abs(ratio - ratio.rounded()) < 1e-9 * ratio
    let steps = Int(isWhole ? ratio.rounded() : ratio.rounded(.up))
    var antiparticles = settings
    if !isWhole { antiparticles.step = leg / Double(steps) }
    if !conventions.keepsCharge { antiparticles.sign.negate() }
    let pusher = try OrbitPusher(field: field, settings: antiparticles, variant: variant)
    let pieces = min(Self.pieces, steps)
    for piece in 0..<pieces {
      let part = steps * (piece + 1) / pieces - steps * piece / pieces
      pusher.advance(&particles, steps: part, threads: threads)
      progress(Double(piece + 1) / Double(pieces))
    }
  }
}
