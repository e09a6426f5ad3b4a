// SPDX-License-Identifier: GPL-3.0-or-later

/// The loops of flows, over one dimension of many samples. Number i of sample s stands at
/// i × count + s, so that neighbouring samples are neighbours in memory.
extension Scalar {
  public static func set(_ values: UnsafeMutablePointer<Self>, to value: Self, count: Int) {
    for i in 0..<count { values[i] = value }
  }

  /// Element (r, c) to (c, r).
  public static func transpose(
    rows: Int, columns: Int, _ from: UnsafePointer<Self>, stride: Int,
    into to: UnsafeMutablePointer<Self>, stride toStride: Int
  ) {
    for r in 0..<rows {
      for c in 0..<columns { to[c * toStride + r] = from[r * stride + c] }
    }
  }

  /// z of each sample; ln|dz/dx| is added.
  public static func transform(
    _ kind: FlowKind, count: Int, _ x: UnsafePointer<Self>, numbers: UnsafePointer<Self>,
    into z: UnsafeMutablePointer<Self>, logDeterminant: UnsafeMutablePointer<Self>
  ) {
    transformPlainly(
      kind, count: count, x, numbers: numbers, into: z, logDeterminant: logDeterminant)
  }

  /// The gradient by x, written, and by the numbers, in their place, from those by z and ln|dz/dx|.
  public static func transformGradient(
    _ kind: FlowKind, count: Int, _ x: UnsafePointer<Self>,
    numbers: UnsafeMutablePointer<Self>, output: UnsafePointer<Self>,
    logDeterminant: UnsafePointer<Self>, into input: UnsafeMutablePointer<Self>
  ) {
    transformGradientPlainly(
      kind, count: count, x, numbers: numbers, output: output, logDeterminant: logDeterminant,
      into: input)
  }

  /// x of each sample from z.
  public static func inverseTransform(
    _ kind: FlowKind, count: Int, _ z: UnsafePointer<Self>, numbers: UnsafePointer<Self>,
    into x: UnsafeMutablePointer<Self>
  ) {
    switch kind {
    case .affine(let bound):
      for s in 0..<count {
        x[s] = z[s] * exponential(logScale(numbers[count + s], Self(bound))) + numbers[s]
      }
    case .spline(let spline):
      withKnots(spline) { knots in
        for s in 0..<count {
          guard abs(z[s]) < knots.bound else {
            x[s] = z[s]
            continue
          }
          knots.set(numbers + s, stride: count)
          x[s] = knots.bin(of: z[s], isOutput: true).inverse(z[s])
        }
      }
    }
  }

  @inline(__always)
  static func transformPlainly(
    _ kind: FlowKind, count: Int, _ x: UnsafePointer<Self>, numbers: UnsafePointer<Self>,
    into z: UnsafeMutablePointer<Self>, logDeterminant: UnsafeMutablePointer<Self>
  ) {
    switch kind {
    case .affine(let bound):
      for s in 0..<count {
        let scale = logScale(numbers[count + s], Self(bound))
        z[s] = (x[s] - numbers[s]) * exponential(-scale)
        logDeterminant[s] -= scale
      }
    case .spline(let spline):
      withKnots(spline) { knots in
        for s in 0..<count {
          guard abs(x[s]) < knots.bound else {
            z[s] = x[s]
            continue
          }
          knots.set(numbers + s, stride: count)
          let value = knots.bin(of: x[s], isOutput: false).value(x[s])
          z[s] = value.z
          logDeterminant[s] += value.logSlope
        }
      }
    }
  }

  @inline(__always)
  static func transformGradientPlainly(
    _ kind: FlowKind, count: Int, _ x: UnsafePointer<Self>,
    numbers: UnsafeMutablePointer<Self>, output: UnsafePointer<Self>,
    logDeterminant: UnsafePointer<Self>, into input: UnsafeMutablePointer<Self>
  ) {
    switch kind {
    case .affine(let bound):
      for s in 0..<count {
        let scale = logScale(numbers[count + s], Self(bound))
        let shrink = exponential(-scale)
        let z = (x[s] - numbers[s]) * shrink
        let share = scale / Self(bound)
        input[s] = output[s] * shrink
        numbers[s] = -input[s]
        numbers[count + s] = -(output[s] * z + logDeterminant[s]) * (1 - share * share)
      }
    case .spline(let spline):
      withKnots(spline) { knots in
        for s in 0..<count {
          guard abs(x[s]) < knots.bound else {
            input[s] = output[s]
            for i in 0..<kind.numbers { numbers[i * count + s] = 0 }
            continue
          }
          knots.set(numbers + s, stride: count)
          let bin = knots.bin(of: x[s], isOutput: false)
          let gradient = bin.gradient(x[s], z: output[s], logSlope: logDeterminant[s])
          input[s] = gradient.input
          knots.gradient(gradient, of: bin, numbers: numbers + s, stride: count)
        }
      }
    }
  }

  /// A tanh(a/A).
  @inline(__always)
  private static func logScale(_ number: Self, _ bound: Self) -> Self {
    bound * hyperbolicTangent(number / bound)
  }

  @inline(__always)
  private static func withKnots(_ spline: Spline, _ body: (SplineKnots<Self>) -> Void) {
    withUnsafeTemporaryAllocation(of: Self.self, capacity: SplineKnots<Self>.count(spline)) {
      guard let memory = $0.baseAddress else { return }
      body(SplineKnots(spline, memory))
    }
  }
}
