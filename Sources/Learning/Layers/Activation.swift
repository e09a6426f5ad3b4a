// SPDX-License-Identifier: GPL-3.0-or-later

/// A function of one number, whose slope its output alone tells.
public enum Activation: Sendable, Equatable, Hashable, Codable {
  case identity
  /// max(x, 0); its slope at 0 is 0.
  case relu
  /// x above 0, slope × x below; 0 < slope < 1.
  case leaky(slope: Double)
  case tanh
  /// 1 / (1 + e^−x).
  case sigmoid
  /// ln(1 + e^x).
  case softplus

  var isValid: Bool {
    if case .leaky(let slope) = self { return slope > 0 && slope < 1 }
    return true
  }
}
