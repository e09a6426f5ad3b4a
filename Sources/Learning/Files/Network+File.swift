// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

extension Network {
  /// The weights as named tensors, one a parameter.
  public func tensors(metadata: [String: String] = [:]) -> TensorFile {
    var file = TensorFile()
    file.metadata = metadata
    for parameter in parameters {
      file[parameter.name] = TensorFile.Tensor(parameter.shape, Array(weights[parameter.range]))
    }
    return file
  }

  /// Takes the weights of a file, which must hold all parameters and nothing else.
  ///
  /// Throws `badInput` where a tensor is missing, is not of this network, or has another shape or
  /// type of numbers; then the weights are as they were.
  public mutating func load(_ tensors: TensorFile, file: String) throws(AssayError) {
    let known = Set(parameters.map(\.name))
    if let other = tensors.names.first(where: { !known.contains($0) }) {
      throw .badInput(
        file: file, place: "tensor \(other)", found: "a name that the network does not have",
        accepted: parameters.map(\.name).joined(separator: ", "))
    }
    var loaded: [Element] = []
    for parameter in parameters {
      loaded += try tensors.values(
        parameter.name, shape: parameter.shape, file: file, of: Element.self)
    }
    weights = loaded
  }
}
