// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A charge and an energy in whole EeV: what an event is drawn as, and what its deflection depends
/// on by the rigidity alone.
public struct NucleusPair: Sendable, Hashable {
  public var charge: Int
  /// [EeV].
  public var energy: Int

  public init(charge: Int, energy: Int) {
    (self.charge, self.energy) = (charge, energy)
  }

  /// E/Z [EV].
  public var rigidity: Double { Double(energy) / Double(charge) }
}

extension NucleusPair: Comparable {
  public static func < (a: NucleusPair, b: NucleusPair) -> Bool {
    (a.charge, a.energy) < (b.charge, b.energy)
  }
}

/// Events of one charge and energy.
public struct NucleusGroup: Sendable, Equatable {
  public var pair: NucleusPair
  public var count: Int
}

extension Composition {
  /// The probability of each pair, by rising charge, then energy; energies of the grid are rounded
  /// to whole EeV, a half to the even one. Pairs that never occur are left out.
  public var pairs: [(pair: NucleusPair, probability: Double)] {
    var sums: [NucleusPair: Double] = [:]
    // Species of one charge are added in their order, so that the sums are always the same.
    for one in species {
      for (energy, weight) in zip(energies, one.weights) where weight > 0 {
        let rounded = Int(energy.rounded(.toNearestOrEven))
        sums[NucleusPair(charge: one.charge, energy: rounded), default: 0] += weight
      }
    }
    let total = total
    return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value / total) }
  }

  /// Draws nuclei independently and counts them by pair, by rising charge, then energy.
  ///
  /// Cost: 20 ns a nucleus.
  public func draw(_ count: Int, seed: UInt64, stream: UInt64) -> [NucleusGroup] {
    let pairs = pairs
    let table = AliasTable(pairs.map(\.probability))
    var counts = [Int](repeating: 0, count: pairs.count)
    var random = Philox(seed: seed, stream: stream)
    for _ in 0..<count { counts[table.draw(random.next())] += 1 }
    return zip(pairs, counts).filter { $0.1 > 0 }.map { NucleusGroup(pair: $0.0.pair, count: $0.1) }
  }

  /// The smallest rigidities [EV] below which at least these shares of the events lie.
  public func rigidityQuantiles(_ shares: [Double]) -> [Double] {
    let sorted = pairs.sorted { ($0.pair.rigidity, $0.pair) < ($1.pair.rigidity, $1.pair) }
    return shares.map { share in
      var sum = 0.0
      for (pair, probability) in sorted {
        sum += probability
        if sum >= share { return pair.rigidity }
      }
      return sorted.last?.pair.rigidity ?? .nan
    }
  }
}
