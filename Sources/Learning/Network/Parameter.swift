// SPDX-License-Identifier: GPL-3.0-or-later

/// A named tensor within the parameter vector of a network.
public struct Parameter: Sendable, Equatable {
  /// "layer.parameter", such as "conv1d_1.kernel".
  public var name: String
  public var shape: [Int]
  /// Where it stands in the vector.
  public var range: Range<Int>
  public var initialiser: Initialiser
}
