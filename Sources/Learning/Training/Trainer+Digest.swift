// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

extension Trainer {
  /// A fingerprint of all that decides the course of a run, but for the number of epochs, the
  /// threads and the matrix library, whose change leaves a checkpoint good to go on from.
  func digest(_ network: Network<Element>) throws(AssayError) -> String {
    var options = options
    options.epochs = 0
    let configuration = Configuration(
      options: options, loss: loss.name, samples: samples, element: Element.tensorType.rawValue,
      layers: zip(network.names, network.layers).map { name, layer in
        let shapes = [layer.input, layer.output].map { "\($0.pixels)x\($0.channels)" }
        let rest = layer.configuration.isEmpty ? "" : ", \(layer.configuration)"
        return "\(name): \(type(of: layer)) \(shapes.joined(separator: " to "))\(rest)"
      },
      weights: SHA256.hex(TensorFile.bytes(of: network.weights)))
    return SHA256.hex(try CanonicalJSON.encode(configuration))
  }
}

private struct Configuration: Encodable {
  var options: TrainingOptions
  var loss: String
  var samples: String
  var element: String
  var layers: [String]
  var weights: String
}
