// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What could be wrong in event maps, networks and minimal fractions, one fault at a time.
enum FractionFaults {
  static let all: [Fault] = entries.map(\.fault)

  private static let slugs = ["cen-a", "m-82", "ngc-253", "m-87", "fornax-a"]
  private static let published = slugs.map { "table1-authors-\($0)" }
  private static let bounds = slugs.map { "likelihood-bound-\($0)" }
  private static let orders = slugs.map { "order-\($0)" }
  private static let networkOrders = slugs.map { "order-authors-\($0)" }
  private static let cumulative = slugs.map { "cumulative-authors-\($0)" }
  /// But for the cells whose published number is suspect.
  private static let cells = SphereNetwork.allCases.flatMap { network in
    slugs.flatMap { slug in
      Cell.sizes.filter { network == .binned || slug != "ngc-253" || $0 == 50 }
        .map { "table1-\(network.rawValue)-\(slug)-\($0)" }
    }
  }

  static let entries: [(fault: Fault, apply: @Sendable (inout FractionConventions) -> Void)] = [
    (
      Fault(
        "maps-in-ring-order", "maps in ring ordering given to a network that wants nested ones",
        meantFor: published + cumulative + networkOrders),
      { $0.network.swapsOrderings = true }
    ),
    (
      Fault(
        "pools-along-rings", "the maximum over four pixels in turn on a ring",
        meantFor: published + cumulative + networkOrders),
      { $0.network.poolsAlongRings = true }
    ),
    (
      Fault(
        "labels-by-lot", "training labels drawn by lot", meantFor: ["training-beats-chance"]),
      { $0.network.drawsLabels = true }
    ),
    (
      Fault(
        "never-trained", "networks with the weights they were drawn with",
        meantFor: ["training-beats-chance"] + TrainingPart.orders + cells),
      { $0.network.isUntrained = true }
    ),
    (
      Fault(
        "acceptance-wide", "events accepted from 20 degrees more around the source",
        meantFor: ["likelihood-bound-quick"] + bounds),
      { $0.wider = 20 }
    ),
    (
      Fault(
        "rejects-at-half", "isotropy rejected at the median of isotropic maps",
        meantFor: ["likelihood-bound-quick"] + bounds + published),
      { $0.falseAlarm = 0.5 }
    ),
    (
      Fault(
        "likelihood-of-another", "the likelihood ratio of the next source of the table",
        meantFor: ["order-quick"] + orders),
      { $0.likelihoodOfNextSource = true }
    ),
    (
      Fault(
        "regular-field-only", "a Galactic field without its random parts",
        // M 82 and NGC 253 need about as many events without them.
        meantFor: published.filter { !$0.hasSuffix("m-82") && !$0.hasSuffix("ngc-253") }),
      { $0.regularOnly = true }
    ),
    (
      Fault(
        "maps-without-reversal", "deflection maps of the cosmic ray, not its antiparticle",
        meantFor: ["table1-authors-cen-a"]),
      { $0.keepsCharge = true }
    ),
    (
      Fault(
        "definitions-swapped", "the fraction at equal fraction where the cumulative one is meant",
        meantFor: cumulative),
      { $0.swapsDefinitions = true }
    ),
  ]
}

extension FractionConventions {
  /// Production values, spoilt by one fault if it is named.
  init(fault: String?) {
    self.init()
    FractionFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
