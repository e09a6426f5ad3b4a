// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// Elementary functions, so that only this file names the C library.
enum Numbers {
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
  static func exponential(_ x: Double) -> Double { exp(x) }
  static func logarithm(_ x: Double) -> Double { log(x) }
  static func logarithm(onePlus x: Double) -> Double { log1p(x) }
}
