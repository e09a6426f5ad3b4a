// SPDX-License-Identifier: GPL-3.0-or-later
public import Events
private import Glibc
internal import Numerics

/// Numbers of a collision event that need no network: missing momentum, sums, multiplicities.
///
/// Units: GeV; event files have MeV. Jets are j and b objects together, and HT is the scalar sum of
/// their transverse momenta; the challenge's own HT may be defined otherwise.
public struct CollisionFeatures: Sendable {
  let conventions: CollisionConventions

  public init() { self.init(CollisionConventions()) }

  init(_ conventions: CollisionConventions) { self.conventions = conventions }

  /// One event's numbers.
  public struct Summary: Sendable {
    /// [GeV].
    public var missing = 0.0
    /// HT [GeV].
    public var sum = 0.0
    public var jets = 0
    public var bJets = 0
    public var leptons = 0
    public var photons = 0
    /// Transverse momenta of jets, falling [GeV].
    public var momenta: [Double] = []
    /// Angle in the transverse plane between the first jet of the file and the missing momentum, in
    /// [0, π]; 0 without jets.
    public var angle = 0.0
  }

  private var unit: Double { conventions.keepsMeV ? 1 : 1e-3 }

  public func summary(_ events: EventSample, _ event: Int) -> Summary {
    var found = Summary()
    found.missing = unit * events.met[event]
    for i in events.objects(event) {
      let kind = events.kinds[i]
      if kind.isJet {
        if found.jets == 0 { found.angle = angle(events.phi[i] - events.metPhi[event]) }
        found.jets += 1
        found.bJets += kind == .bJet ? 1 : 0
        found.momenta.append(unit * events.pt[i])
      } else if kind.isLepton {
        found.leptons += 1
      } else {
        found.photons += 1
      }
      if kind.isJet || conventions.sumsEverything { found.sum += unit * events.pt[i] }
    }
    found.momenta.sort(by: >)
    return found
  }

  /// Folded to [0, π].
  private func angle(_ difference: Double) -> Double {
    if conventions.forgetsFolding { return abs(difference) }
    let turned = abs(difference).truncatingRemainder(dividingBy: 2 * .pi)
    return turned > .pi ? 2 * .pi - turned : turned
  }

  /// The ten features of the baselines: ln MET, ln HT, jets, b-jets, leptons, photons, ln pT1,
  /// ln(1 + pT2), ln(1 + pT4), angle; momenta in GeV, 0 where there is no such jet.
  ///
  /// MET, HT and pT1 below 1 MeV count as 1 MeV, so that an event without jets has numbers too.
  public static let names = [
    "ln MET", "ln HT", "jets", "b-jets", "leptons", "photons", "ln pT1", "ln(1+pT2)", "ln(1+pT4)",
    "angle to MET",
  ]

  public func rows(_ events: EventSample) -> FeatureRows {
    var rows = FeatureRows(names: Self.names)
    for event in 0..<events.count {
      let found = summary(events, event)
      func momentum(_ place: Int) -> Double {
        place < found.momenta.count ? found.momenta[place] : 0
      }
      let least = 1e-3
      rows.append([
        log(max(found.missing, least)), log(max(found.sum, least)), Double(found.jets),
        Double(found.bJets), Double(found.leptons), Double(found.photons),
        log(max(momentum(0), least)), log1p(momentum(1)), log1p(momentum(3)), found.angle,
      ])
    }
    return rows
  }
}

extension CollisionFeatures {
  private static let whole = ["jets", "b-jets", "leptons", "photons"]

  /// The features with a uniform number in (0, 1) added to whole ones, so that they have a density.
  static func smooth(_ rows: FeatureRows, seed: UInt64, stream: String) -> FeatureRows {
    var random = Philox(seed: seed, stream: Philox.stream(of: "\(stream) smooth"))
    var values = rows.values
    for i in values.indices where whole.contains(rows.names[i % rows.columns]) {
      values[i] += random.uniform()
    }
    return FeatureRows(names: rows.names, values: values)
  }
}

/// Cuts of channel 1, as all events of the public files obey them: MET >= 200 GeV, HT >= 600 GeV, four
/// jets or more above 50 GeV, the first above 200 GeV. A further cut, MET/HT >= 0.2, is not made: HT
/// as it is defined here gives no less than 0.215.
public enum ChannelOne {
  public static func passes(_ event: CollisionFeatures.Summary) -> Bool {
    passes(event, CollisionConventions())
  }

  static func passes(
    _ event: CollisionFeatures.Summary, _ conventions: CollisionConventions
  ) -> Bool {
    let jets = conventions.wantsFiveJets ? 5 : 4
    return event.missing >= 200 && event.sum >= 600 && event.momenta.count >= jets
      && event.momenta[0] > 200 && event.momenta[jets - 1] > 50
  }
}

/// Choices in collision events that a fault can spoil.
struct CollisionConventions: Sendable, Equatable {
  /// Momenta left in MeV.
  var keepsMeV = false
  /// HT of all objects, leptons and photons too.
  var sumsEverything = false
  /// The angle not folded to [0, π].
  var forgetsFolding = false
  /// A fifth jet asked for.
  var wantsFiveJets = false
  /// All weights taken for one.
  var forgetsWeights = false
  /// The test half of the background is among those that the density is made of.
  var trainsOnTest = false
}
