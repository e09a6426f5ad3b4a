// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Which inputs each unit of a masked layer may see.
///
/// Every input and every unit has a degree, a whole number. A hidden unit sees the inputs of its own
/// degree and of lower ones; a last unit those of lower degrees alone. Along any path of layers the
/// degrees so rise, and output d depends on the numbers before d in the order only. Source: Germain
/// et al., MADE, arXiv:1502.03509, section 4.
public struct Connections: Sendable, Equatable {
  public let inputs: Int
  public let units: Int
  /// Of input i and unit u at i × units + u.
  public let allowed: [Bool]

  /// - Parameter last: whether the units are outputs, which see lower degrees alone.
  ///
  /// Throws `badValue` where there are no inputs or no units.
  public init(inputs: [Int], units: [Int], last: Bool) throws(AssayError) {
    guard !inputs.isEmpty, !units.isEmpty else {
      throw .badValue(
        name: "degrees of a masked layer", found: "\(inputs.count) inputs, \(units.count) units",
        accepted: "at least one of each")
    }
    (self.inputs, self.units) = (inputs.count, units.count)
    allowed = inputs.flatMap { input in units.map { last ? $0 > input : $0 >= input } }
  }

  /// Degrees of hidden units between numbers of degrees 1 … `dimension`: 1, …, D − 1, 1, …, so that
  /// there are as many of each as can be. (With one number there is nothing to see.)
  public static func hiddenDegrees(_ units: Int, dimension: Int) -> [Int] {
    (0..<units).map { 1 + $0 % max(1, dimension - 1) }
  }

  /// 1 where allowed and 0 where not.
  func mask<Element: Scalar>(of: Element.Type = Element.self) -> [Element] {
    allowed.map { $0 ? 1 : 0 }
  }
}
