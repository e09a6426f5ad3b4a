// SPDX-License-Identifier: GPL-3.0-or-later
public import Learning
public import Numerics

/// A network of the study with weights from a file.
public struct TrainedNetwork: Sendable {
  public let network: Network<Float>
  public let kind: SphereNetwork
  public let filters: Int
  /// What the file says about its training, by name.
  public let origin: [String: String]

  init(_ network: Network<Float>, _ kind: SphereNetwork, filters: Int, origin: [String: String]) {
    (self.network, self.kind, self.filters, self.origin) = (network, kind, filters, origin)
  }

  /// Reads Keras's HDF5 (.h5, also packed, such as .h5.bz2), or the tensor file that
  /// ``write(to:)`` writes.
  ///
  /// Throws `missing` where there is no file, `badInput` where it is damaged or holds another
  /// network.
  public static func read(_ path: String) throws(AssayError) -> TrainedNetwork {
    let name = path.lowercased()
    if name.hasSuffix(".h5") || name.hasSuffix(".hdf5") || name.contains(".h5.") {
      return TrainedNetwork(
        try PublishedNetworks.read(path), .single, filters: SphereNetwork.single.filters,
        origin: [:])
    }
    let tensors = try TensorFile.read(path)
    let place = "tensor \(Self.firstKernel)"
    let accepted = "the first convolution of a network of this study: 9 taps; 1 or 15 maps; filters"
    guard let shape = tensors[Self.firstKernel]?.shape else {
      throw .badInput(file: path, place: place, found: "nothing", accepted: accepted)
    }
    let kind = SphereNetwork.allCases.first { shape.count == 3 && $0.maps == shape[1] }
    guard let kind, shape[0] == 9, (1...1024).contains(shape[2]) else {
      throw .badInput(file: path, place: place, found: "shape \(shape)", accepted: accepted)
    }
    var network = try kind.direct(seed: 0, filters: shape[2])
    try network.load(tensors, file: path)
    return TrainedNetwork(network, kind, filters: shape[2], origin: tensors.metadata)
  }

  /// Writes the weights as a tensor file (safetensors), with ``origin`` as its metadata.
  public func write(to path: String) throws(AssayError) {
    try network.tensors(metadata: origin).write(to: path)
  }

  private static let firstKernel = "sphere.kernel_1"
}
