// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
private import Synchronization

extension Ensemble {
  /// Follows all populations through all realisations.
  ///
  /// - Parameter seed: with `stream` names the draws: every realisation has a stream for its field
  ///   and one for the particles of each population.
  /// - Parameter threads: waves share out realisations, grids the work within one.
  /// - Parameter progress: given the share of realisations done; called on any thread.
  /// - Returns: one result a population, in order.
  /// - Throws: for a spectrum that the grid or the waves cannot hold.
  public func run(
    seed: UInt64, stream: UInt64, threads: Int = 1,
    progress: (@Sendable (Double) -> Void)? = nil
  ) throws(AssayError) -> [EnsembleResult] {
    // A field on grids is large: one at a time, whatever the number of threads.
    let outer = turbulence.isOnGrids ? 1 : max(1, min(threads, realisations))
    let inner = max(1, threads / outer)
    let done = Atomic(0)
    let outcomes = Parallel.map(realisations, threads: outer) { r in
      Result { () throws(AssayError) in
        let series = try realisation(r, seed, stream, threads: inner)
        let finished = done.wrappingAdd(1, ordering: .relaxed).newValue
        progress?(Double(finished) / Double(realisations))
        return series
      }
    }
    var all: [[TransportSeries]] = []
    for outcome in outcomes { all.append(try outcome.get()) }
    return populations.indices.map { k in
      EnsembleResult(realisations: all.map { $0[k] }, particles: populations[k].particles)
    }
  }

  /// All populations in one field.
  private func realisation(
    _ r: Int, _ seed: UInt64, _ stream: UInt64, threads: Int
  ) throws(AssayError) -> [TransportSeries] {
    let own = Streams(base: stream, realisation: r)
    let field = try turbulence.realise(
      spectrum, meanField: meanField, seed: seed, stream: own.field, threads: threads)
    var all: [TransportSeries] = []
    for (k, population) in populations.enumerated() {
      var random = Philox(seed: seed, stream: own.particles(k))
      let start = random.particles(population.particles, box: startBox)
      let pusher = try OrbitPusher(
        field: field,
        settings: OrbitSettings(larmor: population.larmor, step: population.step),
        variant: variant)
      all.append(
        TransportSeries(start, samples: population.samples, step: population.step) {
          pusher.advance(&$0, steps: $1, threads: threads)
        })
    }
    return all
  }

  /// The Philox streams of one realisation: 2¹⁶ of them, the first for its field.
  private struct Streams {
    let field: UInt64

    init(base: UInt64, realisation: Int) { field = base &+ UInt64(realisation) << 16 }

    func particles(_ population: Int) -> UInt64 { field &+ 0x8000 &+ UInt64(population) }
  }
}

extension TransportSeries {
  /// Follows particles and keeps their moments after each of the numbers of steps `samples`.
  init(
    _ start: ParticleBatch, samples: [Int], step: Double,
    advance: (_ particles: inout ParticleBatch, _ steps: Int) -> Void
  ) {
    var now = start
    var passed = 0
    self.init(
      samples.map { sample in
        advance(&now, sample - passed)
        passed = sample
        return TransportMoments(time: Double(sample) * step, start: start, now: now)
      })
  }
}
