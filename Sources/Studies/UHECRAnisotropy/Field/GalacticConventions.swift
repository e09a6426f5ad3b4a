// SPDX-License-Identifier: GPL-3.0-or-later

/// Signs, directions and constants of field and backtracking: production values, changed by drills.
struct GalacticConventions: Sendable, Equatable {
  /// Of the particle followed from the Sun outwards: the antiparticle retraces the cosmic ray.
  var charge = -1.0
  /// Radius of gyration at 1 EV in 1 µG [kpc].
  var larmorRadius = JF12Parameters.larmorRadius
  /// Of the radial component of the X field where z < 0.
  var xSouthSign = -1.0
  /// Whether arm 1 comes first; else the strengths stand in reverse.
  var armsInOrder = true
  /// 1 for trailing arms, whose radius falls along the azimuth; −1 winds them the other way.
  var pitchSign = 1.0
  /// Whether longitude grows from the centre towards y, as seen from the Sun; else it is mirrored.
  var longitudeToEast = true
  /// Whether striated and turbulent parts are there where they are asked for.
  var hasRandomField = true

  /// Of the directions in which rays set out.
  var startLength = 1.0
  /// Whether a ray that is sent back has the opposite charge.
  var reversalFlipsCharge = true
  /// Factor on the turns of vector code.
  var laneTurn = 1.0

  init() {}

  /// The model with what these conventions make of it.
  func applied(to parameters: JF12Parameters) -> JF12Parameters {
    var p = parameters
    p.xSouthSign = xSouthSign
    p.pitch *= pitchSign
    if !armsInOrder {
      p.armFields.reverse()
      p.turbulentArms.reverse()
    }
    return p
  }

  func applied(to components: FieldComponents) -> FieldComponents {
    hasRandomField ? components : .regular
  }

  func applied(to direction: SIMD3<Double>) -> SIMD3<Double> {
    startLength * SIMD3(direction.x, longitudeToEast ? direction.y : -direction.y, direction.z)
  }

  /// τ of du/ds = τ u × B [1/(kpc µG)] at a rigidity [EV].
  func turn(rigidity: Double) -> Double { charge / (larmorRadius * rigidity) }
}
