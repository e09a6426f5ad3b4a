// SPDX-License-Identifier: GPL-3.0-or-later

/// What a network is given: all values, or the non-zero ones.
public enum SampleInput<Element: Scalar>: Sendable, Equatable {
  /// pixels × channels values, the channels of a pixel together.
  case dense([Element])
  case sparse(SparseSample<Element>)
}

/// An input and what the network ought to say of it.
public struct Sample<Element: Scalar>: Sendable, Equatable {
  public var input: SampleInput<Element>
  public var target: [Element]

  public init(_ input: SampleInput<Element>, target: [Element]) {
    (self.input, self.target) = (input, target)
  }
}
