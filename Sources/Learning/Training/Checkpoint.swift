// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// All that a run needs to go on after an epoch.
///
/// Written as a tensor file: `weights`, `best` and `slot0`, `slot1`, … of the optimiser, each of the
/// length of the parameter vector; the rest as JSON under the metadata key `checkpoint`.
struct Checkpoint<Element: Scalar>: Sendable {
  var weights: [Element]
  /// The weights of the best epoch; those to start from before the first.
  var best: [Element]
  var optimiser: OptimiserState<Element>
  var history = TrainingHistory()
  let digest: String
  var place: TrainingPlace

  init(
    _ network: Network<Element>, _ rule: Optimiser, digest: String,
    place: TrainingPlace = TrainingPlace()
  ) {
    (weights, best) = (network.weights, network.weights)
    optimiser = OptimiserState(rule, weights: network.weights.count)
    (self.digest, self.place) = (digest, place)
  }

  func write(to path: String) throws(AssayError) {
    var file = TensorFile()
    file["weights"] = TensorFile.Tensor([weights.count], weights)
    file["best"] = TensorFile.Tensor([best.count], best)
    for (number, slot) in optimiser.slots.enumerated() {
      file["slot\(number)"] = TensorFile.Tensor([slot.count], slot)
    }
    let rest = CheckpointState(
      digest: digest, steps: optimiser.steps, history: history,
      place: place.device == nil ? nil : place)
    file.metadata["checkpoint"] = String(
      decoding: try CanonicalJSON.encode(rest), as: UTF8.self)
    try file.write(to: path)
  }

  /// Reads a checkpoint of the run that `fresh` begins, wherever it was worked; refuses that of
  /// another.
  static func read(_ path: String, expecting fresh: Checkpoint) throws(AssayError) -> Checkpoint {
    let file = try TensorFile.read(path)
    guard let text = file.metadata["checkpoint"] else {
      throw .badInput(
        file: path, place: "metadata", found: "no key \"checkpoint\"",
        accepted: "a checkpoint of this run")
    }
    let rest = try CanonicalJSON.decode(
      CheckpointState.self, from: text.utf8, file: path, place: "metadata, checkpoint")
    guard rest.digest == fresh.digest else {
      throw .badInput(
        file: path, place: "metadata, checkpoint, digest",
        found: "\(rest.digest.prefix(12))… of another configuration",
        accepted: "\(fresh.digest.prefix(12))…; remove the file to train anew")
    }
    if let most = rest.place?.samplesPerPass, most < 1 {
      throw .badInput(
        file: path, place: "metadata, checkpoint, place", found: "\(most) samples a pass",
        accepted: "1 or more; remove the file to train anew")
    }
    var state = fresh
    let count = fresh.weights.count
    state.weights = try file.values("weights", shape: [count], file: path)
    state.best = try file.values("best", shape: [count], file: path)
    for number in state.optimiser.slots.indices {
      state.optimiser.slots[number] = try file.values(
        "slot\(number)", shape: [count], file: path)
    }
    state.optimiser.steps = rest.steps
    state.history = rest.history
    state.place = rest.place ?? TrainingPlace()
    return state
  }
}

private struct CheckpointState: Codable {
  var digest: String
  var steps: Int
  var history: TrainingHistory
  /// Nil for the CPU.
  var place: TrainingPlace?
}
