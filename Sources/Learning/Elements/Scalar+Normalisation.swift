// SPDX-License-Identifier: GPL-3.0-or-later

/// The loops of `BatchNormalisation`, over rows of one number a channel. Sums are in double precision
/// and in the order of the rows.
extension Scalar {
  /// The mean of each column and the sum of squared differences from it.
  public static func columnMoments(
    rows: Int, of values: UnsafePointer<Self>, columns: Int, means: UnsafeMutablePointer<Double>,
    squares: UnsafeMutablePointer<Double>
  ) {
    for c in 0..<columns { (means[c], squares[c]) = (0, 0) }
    for row in 0..<rows {
      let from = values + row * columns
      for c in 0..<columns { means[c] += Double(from[c]) }
    }
    for c in 0..<columns { means[c] /= Double(rows) }
    for row in 0..<rows {
      let from = values + row * columns
      for c in 0..<columns {
        let difference = Double(from[c]) - means[c]
        squares[c] += difference * difference
      }
    }
  }

  public static func normalise(
    rows: Int, _ values: UnsafePointer<Self>, columns: Int, mean: UnsafePointer<Self>,
    inverse: UnsafePointer<Self>, scale: UnsafePointer<Self>, shift: UnsafePointer<Self>,
    into output: UnsafeMutablePointer<Self>
  ) {
    for row in 0..<rows {
      let (from, to) = (values + row * columns, output + row * columns)
      for c in 0..<columns { to[c] = scale[c] * ((from[c] - mean[c]) * inverse[c]) + shift[c] }
    }
  }

  /// Adds Σ g and Σ g x̂ of each column.
  public static func normalisedSums(
    rows: Int, _ values: UnsafePointer<Self>, gradient: UnsafePointer<Self>, columns: Int,
    mean: UnsafePointer<Self>, inverse: UnsafePointer<Self>, plain: UnsafeMutablePointer<Double>,
    weighted: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<rows {
      let (from, slope) = (values + row * columns, gradient + row * columns)
      for c in 0..<columns {
        plain[c] += Double(slope[c])
        weighted[c] += Double(slope[c]) * Double((from[c] - mean[c]) * inverse[c])
      }
    }
  }

  /// Equation (2) of `BatchNormalisation`, with Σg/N and Σ(g x̂)/N given.
  public static func normaliseGradient(
    rows: Int, _ values: UnsafePointer<Self>, gradient: UnsafePointer<Self>, columns: Int,
    mean: UnsafePointer<Self>, inverse: UnsafePointer<Self>, scale: UnsafePointer<Self>,
    plain: UnsafePointer<Self>, weighted: UnsafePointer<Self>,
    into inputGradient: UnsafeMutablePointer<Self>
  ) {
    for row in 0..<rows {
      let at = row * columns
      for c in 0..<columns {
        let normal = (values[at + c] - mean[c]) * inverse[c]
        let slope = gradient[at + c] - plain[c] - normal * weighted[c]
        inputGradient[at + c] = scale[c] * inverse[c] * slope
      }
    }
  }

  /// Number by number; `result` may be either of the two.
  public static func multiply(
    _ values: UnsafePointer<Self>, by factors: UnsafePointer<Self>, count: Int,
    into result: UnsafeMutablePointer<Self>
  ) {
    for i in 0..<count { result[i] = values[i] * factors[i] }
  }
}
