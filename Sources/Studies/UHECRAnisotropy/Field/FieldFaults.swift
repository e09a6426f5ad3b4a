// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// What could be wrong in field and backtracking, one fault at a time.
enum FieldFaults {
  static let all: [Fault] = entries.map(\.fault)

  private static let rays = ["jf12-rays", "jf12-rays-authors", "jf12-rays-fixed"]
  private static let vectors = ["jf12-field", "jf12-field-single"]

  /// Every fault with what it does to the conventions.
  static let entries: [(fault: Fault, apply: @Sendable (inout GalacticConventions) -> Void)] = [
    (
      Fault(
        "charge-not-flipped", "backtracking that follows the cosmic ray and not its antiparticle",
        meantFor: rays + ["backtracking-first-order"]),
      { $0.charge = 1 }
    ),
    (
      Fault(
        "larmor-digits", "1.0810 kpc for the radius of gyration at 1 EV in 1 uG",
        meantFor: ["jf12-rays", "gyration-radius"]),
      { $0.larmorRadius = 1.0810 }
    ),
    (
      Fault("arms-reversed", "the arms of the disk in reverse order", meantFor: rays + vectors),
      { $0.armsInOrder = false }
    ),
    (
      Fault("arms-leading", "arms wound the other way", meantFor: rays + vectors),
      { $0.pitchSign = -1 }
    ),
    (
      Fault(
        "x-field-south", "an X field whose radial part points outwards below the plane too",
        meantFor: rays + vectors),
      { $0.xSouthSign = 1 }
    ),
    (
      Fault("longitude-mirrored", "longitudes that grow to the west", meantFor: rays),
      { $0.longitudeToEast = false }
    ),
    (
      Fault(
        "start-not-unit", "rays that set out in directions of length 1.0001",
        meantFor: ["backtracking-energy"]),
      { $0.startLength = 1.0001 }
    ),
    (
      Fault(
        "reversal-keeps-charge", "rays that are sent back with the same charge",
        meantFor: ["backtracking-reversal"]),
      { $0.reversalFlipsCharge = false }
    ),
    (
      Fault(
        "lanes-turn-more", "vector code that turns by 1e-3 more than scalar code",
        meantFor: ["backtracking-variants", "jf12-rays-fixed"]),
      { $0.laneTurn = 1.001 }
    ),
  ]
}

extension GalacticConventions {
  /// Production values, spoilt by one fault if it is named.
  init(fault: String?) {
    self.init()
    FieldFaults.entries.first { $0.fault.id == fault }?.apply(&self)
  }
}
