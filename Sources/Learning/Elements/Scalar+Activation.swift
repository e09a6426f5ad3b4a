// SPDX-License-Identifier: GPL-3.0-or-later

extension Scalar {
  /// Applies the activation in place.
  public static func activate(
    _ kind: Activation, _ values: UnsafeMutablePointer<Self>, count: Int
  ) {
    activatePlainly(kind, values, count: count)
  }

  /// Multiplies a gradient by the slope of the activation, which its output alone tells.
  public static func multiplyBySlope(
    of kind: Activation, at outputs: UnsafePointer<Self>,
    _ gradient: UnsafeMutablePointer<Self>, count: Int
  ) {
    multiplyBySlopePlainly(of: kind, at: outputs, gradient, count: count)
  }

  @inline(__always)
  static func activatePlainly(
    _ kind: Activation, _ values: UnsafeMutablePointer<Self>, count: Int
  ) {
    switch kind {
    case .identity: return
    case .relu:
      for i in 0..<count { values[i] = values[i] < 0 ? 0 : values[i] }
    case .leaky(let slope):
      let slope = Self(slope)
      for i in 0..<count { values[i] = values[i] > 0 ? values[i] : slope * values[i] }
    case .tanh:
      for i in 0..<count { values[i] = hyperbolicTangent(values[i]) }
    case .sigmoid:
      for i in 0..<count { values[i] = sigmoid(values[i]) }
    case .softplus:
      for i in 0..<count { values[i] = softplus(values[i]) }
    }
  }

  @inline(__always)
  static func multiplyBySlopePlainly(
    of kind: Activation, at outputs: UnsafePointer<Self>,
    _ gradient: UnsafeMutablePointer<Self>, count: Int
  ) {
    switch kind {
    case .identity: return
    case .relu:
      for i in 0..<count { gradient[i] = outputs[i] > 0 ? gradient[i] : 0 }
    case .leaky(let slope):
      let slope = Self(slope)
      for i in 0..<count { gradient[i] = outputs[i] > 0 ? gradient[i] : slope * gradient[i] }
    case .tanh:
      for i in 0..<count { gradient[i] *= (1 - outputs[i]) * (1 + outputs[i]) }
    case .sigmoid:
      for i in 0..<count { gradient[i] *= outputs[i] * (1 - outputs[i]) }
    case .softplus:
      // y = ln(1 + e^x), so dy/dx = e^x / (1 + e^x) = 1 − e^−y.
      for i in 0..<count { gradient[i] *= -exponentialMinusOne(-outputs[i]) }
    }
  }

  /// 1 / (1 + e^−x); the exponential never overflows.
  public static func sigmoid(_ x: Self) -> Self {
    let small = exponential(-abs(x))
    return (x >= 0 ? 1 : small) / (1 + small)
  }

  /// ln(1 + e^x) = max(x, 0) + ln(1 + e^−|x|).
  public static func softplus(_ x: Self) -> Self {
    max(x, 0) + logarithm(onePlus: exponential(-abs(x)))
  }
}
