// SPDX-License-Identifier: GPL-3.0-or-later

/// Ways to push particles that must agree.
public enum OrbitVariant: String, Sendable, CaseIterable {
  /// One particle after the other, in double precision: the specification.
  case scalar
  /// Vector lanes of particles in double precision.
  case simdDouble = "simd-double"
  /// Vector lanes of particles in single precision, positions as cell and fraction.
  case simdSingle = "simd-single"
}
