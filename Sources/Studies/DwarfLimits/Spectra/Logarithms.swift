// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// ln 10, for decimal logarithms and densities in log₁₀x.
let ln10 = log(10.0)

/// ln(a/b).
@inline(__always)
func logRatio(_ a: Double, _ b: Double) -> Double { log(a / b) }
