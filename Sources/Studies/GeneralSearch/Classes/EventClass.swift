// SPDX-License-Identifier: GPL-3.0-or-later
public import Events

/// An event class: the multiset of an event's selected objects.
public struct EventClass: Sendable, Hashable, Comparable {
  /// Electrons, muons, photons, jets, b jets.
  public var counts: [UInt8]
  /// Whether the missing transverse energy is large.
  public var hasMET: Bool

  static let symbols = ["e", "mu", "gamma", "j", "b"]

  /// Such as "1mu 3j 1b MET"; "empty" without any object.
  public var name: String {
    var parts = zip(counts, Self.symbols).filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }
    if hasMET { parts.append("MET") }
    return parts.isEmpty ? "empty" : parts.joined(separator: " ")
  }

  public static func < (a: EventClass, b: EventClass) -> Bool {
    if a.counts != b.counts { return a.counts.lexicographicallyPrecedes(b.counts) }
    return !a.hasMET && b.hasMET
  }
}

/// What counts as an object of an event class, and how an event is weighed and measured.
///
/// The thresholds are this program's choice, not those of a paper.
public struct EventSelection: Sendable, Equatable {
  /// Least transverse momentum of electrons, muons and photons [MeV].
  public var leastPt = 25e3
  /// Least transverse momentum of jets [MeV].
  public var leastJetPt = 60e3
  /// Missing transverse energy from which it is an object [MeV].
  public var leastMET = 200e3

  public init() {}

  /// Class, effective mass and invariant mass [MeV] of an event, from its selected objects.
  ///
  ///     m_eff = Σ pT + MET,   m_inv² = (Σ E)² − |Σ p|²
  ///
  /// MET enters m_eff only where it is an object of the class.
  public func measure(
    _ sample: EventSample, _ event: Int
  ) -> (eventClass: EventClass, effectiveMass: Double, invariantMass: Double) {
    var counts: [UInt8] = [0, 0, 0, 0, 0]
    var selected = EventSample.Sum()
    for i in sample.objects(event) {
      let kind = sample.kinds[i]
      guard sample.pt[i] >= (kind.isJet ? leastJetPt : leastPt) else { continue }
      let slot =
        kind.isElectron ? 0 : kind.isMuon ? 1 : kind == .photon ? 2 : kind == .jet ? 3 : 4
      // Beyond 255 of a kind would be an overflow, not physics.
      counts[slot] = counts[slot] == .max ? .max : counts[slot] + 1
      selected.add(sample, i)
    }
    let hasMET = sample.met[event] >= leastMET
    return (
      EventClass(counts: counts, hasMET: hasMET),
      selected.pt + (hasMET ? sample.met[event] : 0), selected.mass
    )
  }
}
