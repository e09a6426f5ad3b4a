// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Weights of networks that Keras trained, from its HDF5 files.
///
/// Read are the kernels and biases of the layers `conv1d_1`, `conv1d_2`, … and `dense_1`,
/// `dense_2`, …, which stand at `model_weights/LAYER/LAYER/kernel:0` and `bias:0`.
public enum KerasFile {
  /// The weights as named tensors, "conv1d_1.kernel" and so on.
  ///
  /// - Parameter path: of an HDF5 file, or of one packed by bzip2, gzip or xz.
  ///
  /// Throws `missing` where there is no file, and `badInput` where it is damaged, is not HDF5 or
  /// holds no such layers.
  public static func tensors(_ path: String) throws(AssayError) -> TensorFile {
    let content = try InputFile.bytes(path)
    let entries = try Archive.entries(content, file: path)
    guard let bytes = entries.first?.bytes, entries.count == 1 else {
      throw .badInput(
        file: path, place: nil, found: "\(entries.count) files in an archive",
        accepted: "one HDF5 file")
    }
    var file = TensorFile()
    for kind in ["conv1d", "dense"] {
      // Keras numbers layers from 1; networks here have a few.
      let layers = (1...64).map { "\(kind)_\($0)" }
      let found = try HDF5File.datasets(
        layers.flatMap { layer in ["kernel", "bias"].map { place(layer, $0) } }, in: bytes,
        file: path)
      for layer in layers {
        for part in ["kernel", "bias"] {
          if let tensor = found[place(layer, part)] { file["\(layer).\(part)"] = tensor }
        }
      }
    }
    guard !file.names.isEmpty else {
      throw .badInput(
        file: path, place: "model_weights", found: "no layer conv1d_1 or dense_1",
        accepted: "a model of convolutions and dense layers saved by Keras")
    }
    return file
  }

  private static func place(_ layer: String, _ part: String) -> String {
    "model_weights/\(layer)/\(layer)/\(part):0"
  }

  /// A network of sphere blocks with the weights of a file: for each `conv1d_k` a convolution with
  /// ReLU and a maximum pool, then all pixels as one vector, then the dense layers, of which all
  /// but the last have a ReLU. Its output is the number before the final sigmoid.
  ///
  /// - Parameters:
  ///   - neighbours: one table for each convolution, in order.
  ///   - pools: likewise.
  ///
  /// Throws as `tensors(_:)`, and `badInput` where the shapes do not fit the tables.
  public static func network(
    _ path: String, input: TensorShape, neighbours: [NeighbourTable], pools: [PoolTable]
  ) throws(AssayError) -> Network<Float> {
    let tensors = try tensors(path)
    let convolutions = tensors.count(of: "conv1d")
    guard convolutions == neighbours.count, convolutions == pools.count else {
      throw .badInput(
        file: path, place: "model_weights", found: "\(convolutions) convolutions",
        accepted: "\(neighbours.count), as many as there are tables")
    }
    var build = NetworkBuilder<Float>(input: input)
    for k in 0..<convolutions {
      let name = "conv1d_\(k + 1)"
      try build.convolve(
        name, neighbours[k], filters: try tensors.lastLength("\(name).kernel", path),
        bias: tensors["\(name).bias"] != nil, activation: .relu)
      try build.poolMaximum("max_pooling1d_\(k + 1)", pools[k])
    }
    build.flatten("flatten_1")
    let dense = tensors.count(of: "dense")
    for k in 0..<dense {
      let name = "dense_\(k + 1)"
      try build.dense(
        name, units: try tensors.lastLength("\(name).kernel", path),
        bias: tensors["\(name).bias"] != nil, activation: k + 1 < dense ? .relu : .identity)
    }
    var network = try build.network(seed: 0)
    try network.load(tensors, file: path)
    return network
  }
}

extension TensorFile {
  /// How many layers KIND_1, KIND_2, … have a kernel without a gap.
  fileprivate func count(of kind: String) -> Int {
    var count = 0
    while self["\(kind)_\(count + 1).kernel"] != nil { count += 1 }
    return count
  }

  fileprivate func lastLength(_ name: String, _ file: String) throws(AssayError) -> Int {
    guard let length = self[name]?.shape.last, length > 0 else {
      throw .badInput(
        file: file, place: name, found: "an empty shape", accepted: "the kernel of a layer")
    }
    return length
  }
}
