// SPDX-License-Identifier: GPL-3.0-or-later

/// All pixels of a sample as one vector: element (p, c) at p × channels + c.
public struct Flatten<Element: Scalar>: Layer {
  public let input: TensorShape

  public init(input: TensorShape) { self.input = input }

  public var output: TensorShape { TensorShape(pixels: 1, channels: input.count) }
  public var isView: Bool { true }
  public func forward(_ pass: ForwardPass<Element>) {}
  public func backward(_ pass: BackwardPass<Element>) {}
}
