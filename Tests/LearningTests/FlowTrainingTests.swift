// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Learning

@Suite struct FlowTrainingTests {
  private let truth = TwoSpots()

  private func tables<Element: Scalar>(
    _ rows: Int, of: Element.Type = Element.self
  ) throws -> (TableSamples<Element>, TableSamples<Element>) {
    (
      try TableSamples(truth.draw(rows, seed: 1).map { Element($0) }, columns: 2, seed: 4),
      try TableSamples(truth.draw(rows, seed: 2).map { Element($0) }, columns: 2)
    )
  }

  private func options(epochs: Int, rows: Int) -> TrainingOptions {
    TrainingOptions(
      epochs: epochs, samplesPerEpoch: rows, batch: 100, validationSamples: 1,
      optimiser: .adam(rate: 5e-3), lanes: 4)
  }

  private func recipe(_ kind: FlowKind) -> FlowRecipe {
    FlowRecipe(dimension: 2, transforms: 3, hidden: [16, 16], kind: kind)
  }

  /// The loss of two Gaussian spots falls towards their entropy, and the density stays one.
  @Test(arguments: [FlowKind.affine(), .spline(bins: 8, bound: 4)])
  func learns(kind: FlowKind) throws {
    let (training, validation) = try tables(4000, of: Double.self)
    var flow = try Flow<Double>(recipe(kind), seed: 3)
    let before = try flow.logDensity(validation.values, matrices: OpenBLASMatrices())
    let start = -before.reduce(0, +) / 4000
    let history = try flow.train(
      options(epochs: 12, rows: 4000), on: training, validation: validation, threads: 2,
      matrices: OpenBLASMatrices())
    let logs = try flow.logDensity(validation.values, matrices: OpenBLASMatrices())
    let end = -logs.reduce(0, +) / 4000
    let exact = (0..<4000).map {
      truth.logDensity(validation.values[2 * $0], validation.values[2 * $0 + 1])
    }
    let floor = -exact.reduce(0, +) / 4000
    let spread =
      (exact.reduce(0) { $0 + ($1 + floor) * ($1 + floor) } / 4000 / 4000).squareRoot()
    // The same sample's mean of the true −ln p is the entropy within its own error.
    #expect(abs(floor - truth.entropy) < 4 * spread)
    #expect(start - floor > 0.4)
    // The mean of ln p − ln q is Kullback and Leibler's divergence, not negative but for its error.
    let bound = kind == .affine() ? 0.25 : 0.05
    #expect(end - floor < bound * (start - floor), "\(start), \(end), \(floor)")
    #expect(end - floor > -0.02)
    #expect(abs(try #require(history.epochs.map(\.validationLoss).min()) - end) < 1e-9)
    #expect(abs(try FlowGrid.integral(flow, half: 8, step: 0.02) - 1) < 1e-3)
  }

  @Test(arguments: [FlowKind.affine(), .spline(bins: 4, bound: 3)], [2, 3])
  func threadsDoNotMatter(kind: FlowKind, threads: Int) throws {
    let one = try weights(kind)
    let more = try weights(kind, threads: threads)
    #expect(one == more)
  }

  /// The weights after three epochs, or an interruption.
  private func weights(
    _ kind: FlowKind, threads: Int = 1, checkpoint: String? = nil, stop: Int? = nil
  ) throws -> [Float] {
    let (training, validation) = try tables(330, of: Float.self)
    var flow = try Flow<Float>(recipe(kind), seed: 3)
    _ = try flow.train(
      options(epochs: 3, rows: 310), on: training, validation: validation, threads: threads,
      matrices: OpenBLASMatrices(), checkpoint: checkpoint
    ) { (epoch) throws(AssayError) in
      if epoch.number == stop { throw .interrupted(remedy: "start again") }
    }
    return flow.network.weights
  }

  /// Stopped after an epoch and started again: the same bits as without a stop.
  @Test(arguments: [FlowKind.affine(), .spline(bins: 4, bound: 3)])
  func resumes(kind: FlowKind) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/checkpoint"
    let whole = try weights(kind)
    #expect(throws: AssayError.interrupted(remedy: "start again")) {
      try weights(kind, checkpoint: path, stop: 2)
    }
    let resumed = try weights(kind, checkpoint: path)
    #expect(resumed == whole)
    // A flow of another kind does not go on from there.
    let text = refusal { _ = try weights(.affine(bound: 2), checkpoint: path) }
    #expect(text.contains("remove the file to train anew"))
  }
}
