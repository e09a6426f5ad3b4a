// SPDX-License-Identifier: GPL-3.0-or-later
private import Kernels

extension OrbitPusher {
  /// Steps after which the place that phases are counted from follows the particles: on the way in
  /// between a phase loses 64 k h/(2π) 2⁻²⁴ turns at most in single precision.
  private static let stepsToPlace = 64

  /// Particles in lanes through plane waves; a mode is read once for all lanes of a block.
  func throughWaves<Real: LaneReal>(
    _ real: Real.Type, _ waves: PlaneWaves, _ particles: inout ParticleBatch, _ steps: Int,
    _ threads: Int
  ) {
    let modes = Self.modes(waves)
    let kernelModes = modes.map { Real($0) }
    let turn = BorisStep(settings).turn
    particles.inChunks(of: Real.waveLanes, threads: threads) { chunk in
      let state = WaveLanes<Real>(chunk, modes: waves.phases.count)
      let mean = [field.mean.x, field.mean.y, field.mean.z]
      var left = steps
      while left > 0 {
        let now = min(left, Self.stepsToPlace)
        let count = Int32(waves.phases.count)
        Real.wavePhases(modes, count, state.origin.base, state.phases.base)
        Real.borisWaves(
          kernelModes, count, state.phases.base, Int64(now), settings.step, turn, mean,
          state.offset.base, state.direction.base)
        state.follow()
        left -= now
      }
      state.store(in: &chunk)
    }
  }

  /// k/(2π), a and β/(2π) of every mode, as the kernels read them.
  private static func modes(_ waves: PlaneWaves) -> [Double] {
    var modes: [Double] = []
    modes.reserveCapacity(ASSAY_WAVE_STRIDE * waves.phases.count)
    for n in waves.phases.indices {
      let (k, a) = (waves.wavevectors[n] / (2 * .pi), waves.amplitudes[n])
      modes += [k.x, k.y, k.z, a.x, a.y, a.z, waves.phases[n] / (2 * .pi), 0]
    }
    return modes
  }
}

/// A block of particles as the wave kernels hold them: a place in double precision, and an offset
/// from it.
private struct WaveLanes<Real: LaneReal> {
  let origin = LaneArray<Double>(3 * Real.waveLanes)
  let offset = LaneArray<Real>(3 * Real.waveLanes)
  let direction = LaneArray<Real>(3 * Real.waveLanes)
  let phases: LaneArray<Real>

  init(_ particles: ParticleBatch, modes: Int) {
    phases = .init(max(1, modes) * Real.waveLanes)
    for lane in 0..<Real.waveLanes {
      let p = min(lane, particles.count - 1)
      for d in 0..<3 {
        let at = d * Real.waveLanes + lane
        origin.base[at] = particles.positions[p][d]
        offset.base[at] = 0
        direction.base[at] = Real(particles.directions[p][d])
      }
    }
  }

  func follow() {
    for at in 0..<3 * Real.waveLanes {
      origin.base[at] += Double(offset.base[at])
      offset.base[at] = 0
    }
  }

  func store(in particles: inout ParticleBatch) {
    for p in 0..<particles.count {
      for d in 0..<3 {
        particles.positions[p][d] = origin.base[d * Real.waveLanes + p]
        particles.directions[p][d] = Double(direction.base[d * Real.waveLanes + p])
      }
    }
  }
}
