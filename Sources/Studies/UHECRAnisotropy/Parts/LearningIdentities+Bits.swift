// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Learning
internal import Numerics

extension LearningIdentities {
  /// Runs of a small training that must leave the same bits. Compared is all that a checkpoint
  /// keeps: the weights, those of the best epoch, and what the optimiser has accumulated.
  static let bits = Group([
    "outputs that differ between one thread and two",
    "numbers that differ after training by one thread and two",
    "numbers that differ after training at one go and resumed",
  ]) { (own) throws(AssayError) in
    try withFolder { (folder) throws(AssayError) in
      let network = try SphereNetwork.single.direct(seed: own.seed, filters: 4)
      let outputs = try [1, 2].map { threads throws(AssayError) in
        try network.outputs(of: 40, threads: threads, matrices: OpenBLASMatrices()) {
          (index) throws(AssayError) in try own.sample(stream: 2, index).input
        }
      }
      let paths = ["whole", "threads", "resumed"].map { "\(folder)/\($0)" }
      _ = try own.trainer(threads: 1).train(network, checkpoint: paths[0])
      _ = try own.trainer(threads: 2).train(network, checkpoint: paths[1])
      try own.stopAndResume(network, paths[2])
      let left = try own.kept(paths[0], network)
      return [
        differing(outputs[0], outputs[1]), differing(left, try own.kept(paths[1], network)),
        differing(left, try own.kept(paths[2], network)),
      ]
    }
  }

  private func stopAndResume(_ network: Network<Float>, _ path: String) throws(AssayError) {
    do throws(AssayError) {
      _ = try trainer(threads: 1).train(network, checkpoint: path) { (_) throws(AssayError) in
        throw .interrupted(remedy: "resume")
      }
    } catch {
      guard case .interrupted = error else { throw error }
    }
    if conventions.losesAccumulators {
      var file = try TensorFile.read(path)
      for slot in slots {
        let zeros = [Float](repeating: 0, count: network.weights.count)
        file[slot] = TensorFile.Tensor([zeros.count], zeros)
      }
      try file.write(to: path)
    }
    _ = try trainer(threads: 1).train(network, checkpoint: path)
  }

  /// The accumulators of Adadelta in a checkpoint.
  private var slots: [String] { ["slot0", "slot1"] }

  private func kept(_ path: String, _ network: Network<Float>) throws(AssayError) -> [Float] {
    let file = try TensorFile.read(path)
    var kept: [Float] = []
    for name in ["weights", "best"] + slots {
      kept += try file.values(name, shape: [network.weights.count], file: path)
    }
    return kept
  }

  private func trainer(threads: Int) -> Trainer<Float> {
    Trainer(
      options: TrainingOptions(
        epochs: 3, samplesPerEpoch: 40, batch: 16, validationSamples: 16,
        lanes: conventions.lanesFollowThreads ? threads : 8),
      loss: BinaryCrossEntropy(), matrices: OpenBLASMatrices(), threads: threads,
      samples: "events of identities",
      training: { (epoch, index) throws(AssayError) in
        try sample(stream: 0, epoch * 40 + index)
      },
      validation: { (index) throws(AssayError) in try sample(stream: 1, index) })
  }

  /// 50 events, where the index is odd 15 of them in one pixel in 48 of the sphere.
  private func sample(stream: UInt64, _ index: Int) throws(AssayError) -> Sample<Float> {
    var random = Philox(seed: seed, stream: stream, counter: UInt64(index) << 16)
    let pixels = (0..<50).map { number in
      let patch = index % 2 == 1 && number < 15 ? 256.0 : Double(SphereNetwork.single.input.pixels)
      return Int32(random.uniform() * patch)
    }
    let events = EventSample(fromSource: index % 2 == 1 ? 15 : 0, pixels: pixels)
    return Sample(SphereNetwork.single.input(of: events), target: [Float(index % 2)])
  }
}

/// A folder that is removed at the end of `body`.
private func withFolder<Value>(
  _ body: (String) throws(AssayError) -> Value
) throws(AssayError) -> Value {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("assay-learning-\(UUID().uuidString)").path
  do {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  } catch {
    throw .cannotWrite(folder, reason: error.localizedDescription)
  }
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}
