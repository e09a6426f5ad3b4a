// SPDX-License-Identifier: GPL-3.0-or-later

extension OrbitSettings {
  /// The same particle backwards in time: the antiparticle, whose direction has to be reversed
  /// (``ParticleBatch/reversed``).
  public var backtracking: OrbitSettings {
    OrbitSettings(larmor: larmor, step: step, sign: -sign)
  }
}

extension ParticleBatch {
  /// The same places, opposite directions.
  public var reversed: ParticleBatch {
    ParticleBatch(positions: positions, directions: directions.map { -$0 })
  }
}

extension OrbitPusher {
  /// Advances all particles backwards in time; `particles` are, before and after, what they are
  /// forwards in time: advancing them again by as many steps leads back, to rounding.
  public func backtrack(_ particles: inout ParticleBatch, steps: Int, threads: Int = 1) {
    var reversed = particles.reversed
    backwards.advance(&reversed, steps: steps, threads: threads)
    particles = reversed.reversed
  }

  private var backwards: OrbitPusher {
    var settings = settings
    if conventions.backtrackingFlipsCharge { settings = settings.backtracking }
    return OrbitPusher(unchecked: self, settings)
  }
}
