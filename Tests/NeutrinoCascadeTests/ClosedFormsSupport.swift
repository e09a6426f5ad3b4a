// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Harness
import Numerics

@testable import NeutrinoCascade

/// What the tests of the closed forms share.
enum ClosedForms {
  static let seeds: [UInt64] = [1, 2, 3]

  static func draws(_ seed: UInt64, _ name: String) -> Philox {
    Philox(seed: seed, stream: Philox.stream(of: "closed-forms \(name)"))
  }

  static func zPrime(
    _ mass: Double = 1e7, _ coupling: Double = 5e-4, kappa: Double = 1
  ) throws -> ZPrime {
    try ZPrime(mass: mass, coupling: coupling, kappa: kappa)
  }

  /// |a/b − 1|; |a| where b is zero.
  static func deviation(_ a: Double, _ b: Double) -> Double {
    b == 0 ? a.magnitude : (a / b - 1).magnitude
  }

  /// The sentence of a refusal.
  static func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "not refused"
    } catch {
      return "\(error)"
    }
  }

  /// Moments ⟨pⁿ⟩/Tⁿ of the Fermi-Dirac momentum distribution, n = 2 and 4:
  /// Γ(n+3) η(n+3) / (Γ(3) η(3)) with η(s) = (1 − 2^{1−s}) ζ(s).
  static let secondMoment = 12.0 * (15.0 / 16 * 1.0369277551433699) / (0.75 * 1.2020569031595942)
  static let fourthMoment = 360.0 * (63.0 / 64 * 1.0083492773819228) / (0.75 * 1.2020569031595942)
}
