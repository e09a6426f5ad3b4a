// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

extension Flow {
  /// Trains by maximum likelihood, as `Trainer.train` does, and takes the weights of the best epoch.
  ///
  /// - Parameters:
  ///   - training: a table of D columns without targets.
  ///   - validation: likewise; all of it is evaluated after each epoch.
  ///
  /// Losses of the history are means of −ln p, in nats. Throws what `Trainer.train` throws.
  public mutating func train(
    _ options: TrainingOptions, on training: TableSamples<Element>,
    validation: TableSamples<Element>, threads: Int, matrices: any MatrixBackend<Element>,
    checkpoint: String? = nil,
    progress: (TrainingHistory.Epoch) throws(AssayError) -> Void = { _ in }
  ) throws(AssayError) -> TrainingHistory {
    let trainer = try Trainer(
      options, loss: loss, on: training, validation: validation, threads: threads,
      matrices: matrices)
    let result = try trainer.train(network, checkpoint: checkpoint, progress: progress)
    network = result.network
    return result.history
  }

  /// The weights as named tensors, and the recipe as JSON under the metadata key `flow`.
  public func tensors(metadata: [String: String] = [:]) throws(AssayError) -> TensorFile {
    var metadata = metadata
    metadata["flow"] = String(decoding: try CanonicalJSON.encode(recipe), as: UTF8.self)
    return network.tensors(metadata: metadata)
  }

  /// The flow of a file that `tensors` made.
  ///
  /// Throws `badInput` where the recipe or a tensor is missing or does not fit.
  public init(_ tensors: TensorFile, file: String) throws(AssayError) {
    guard let text = tensors.metadata["flow"] else {
      throw .badInput(
        file: file, place: "metadata", found: "no key \"flow\"", accepted: "a file of a flow")
    }
    let recipe = try CanonicalJSON.decode(
      FlowRecipe.self, from: text.utf8, file: file, place: "metadata, flow")
    try self.init(recipe, seed: 0)
    try network.load(tensors, file: file)
  }
}
