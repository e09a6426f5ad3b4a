// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A chain of layers and the one vector of their parameters.
public struct Network<Element: Scalar>: Sendable {
  public let layers: [any Layer<Element>]
  public let names: [String]
  /// In the order of the vector: layer by layer.
  public let parameters: [Parameter]
  /// Where the parameters of each layer begin in the vector.
  let offsets: [Int]
  /// The parameter vector itself.
  public var weights: [Element] {
    // The old value is not asked for: it would be kept, and every step would copy all weights.
    didSet { precondition(weights.count == weightCount, "the vector keeps its length") }
  }
  private let weightCount: Int

  /// Joins layers; their weights start at zero.
  ///
  /// Throws `badValue` where there is no layer, a name is empty or taken, or a layer does not fit
  /// the one before.
  public init(_ named: [(name: String, layer: any Layer<Element>)]) throws(AssayError) {
    guard !named.isEmpty else {
      throw .badValue(name: "network", found: "no layers", accepted: "at least one")
    }
    var parameters: [Parameter] = []
    var offsets: [Int] = []
    var seen: Set<String> = []
    var count = 0
    for (index, (name, layer)) in named.enumerated() {
      guard !name.isEmpty, seen.insert(name).inserted else {
        throw .badValue(
          name: "layer \(index)", found: "the name \"\(name)\"",
          accepted: "a name that no other layer has")
      }
      if index > 0, named[index - 1].layer.output != layer.input {
        let (before, after) = (named[index - 1].layer.output, layer.input)
        throw .badValue(
          name: "layer \(name)", found: "an input of \(after.pixels) × \(after.channels)",
          accepted: "\(before.pixels) × \(before.channels), the output of the layer before")
      }
      offsets.append(count)
      for shape in layer.parameters {
        parameters.append(
          Parameter(
            name: "\(name).\(shape.name)", shape: shape.shape, range: count..<count + shape.count,
            initialiser: shape.initialiser))
        count += shape.count
      }
    }
    layers = named.map(\.layer)
    names = named.map(\.name)
    (self.parameters, self.offsets) = (parameters, offsets)
    weights = [Element](repeating: 0, count: count)
    weightCount = count
  }

  public var input: TensorShape { layers[0].input }
  public var output: TensorShape { layers[layers.count - 1].output }

  /// Draws all weights anew, each tensor from the stream of its own name.
  public mutating func initialise(seed: UInt64) {
    for parameter in parameters {
      weights.replaceSubrange(
        parameter.range,
        with: parameter.initialiser.values(
          shape: parameter.shape, name: parameter.name, seed: seed, of: Element.self))
    }
  }

  /// The values of a parameter; nil where no parameter has the name.
  public func values(of name: String) -> [Element]? {
    parameters.first { $0.name == name }.map { Array(weights[$0.range]) }
  }

  /// Replaces the values of a parameter.
  public mutating func set(_ name: String, _ values: [Element]) throws(AssayError) {
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      throw .badValue(
        name: "parameter", found: name,
        accepted: parameters.map(\.name).joined(separator: ", "))
    }
    guard values.count == parameter.range.count else {
      throw .badValue(
        name: "parameter \(name)", found: "\(values.count) values",
        accepted: "\(parameter.range.count) values")
    }
    weights.replaceSubrange(parameter.range, with: values)
  }
}
