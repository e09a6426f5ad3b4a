// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Learning
import Numerics
import Testing

@testable import PointSourceFraction

/// Trained networks on images of one's own, and their files.
@Suite struct SolverTests {
  private static let recipe = FractionRecipe(
    images: 256, training: FractionTraining(epochs: 3, warmUp: 1, batch: 32))

  private static let trained = Result { () throws -> FractionSolver in
    try FractionSolver.train(recipe, threads: 2)
  }

  private static func place() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "assay-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path + "/net.safetensors"
  }

  @Test func files() throws {
    let path = try Self.place()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let solver = try Self.trained.get()
    try solver.write(to: path)
    let image = try FractionImage.drawn(fraction: 0.3, seed: 1, number: 0)
    let answer = try solver.answer(image)
    let read = try FractionSolver.read(path)
    #expect(try read.answer(image) == answer)
    #expect(read.recipe == Self.recipe && read.test == solver.test)
    #expect((0...1).contains(answer.onePoint.mean) && (0...1).contains(answer.variance))
    #expect(answer.network.deviation > 0 && answer.network.mean.isFinite)
    #expect(solver.test.images == 1000 && solver.test.coverage.count == 2)
  }

  /// A file is refused for what one change makes of it.
  @Test(arguments: [
    ("mean", "nothing", ", metadata, mean: found \"nothing\""),
    ("mean", "40", "as images of psfrac-v1 have"), ("deviation", "0", "metadata, deviation"),
    ("deviation", "100", "as counts up to"), ("largest", "3", "a count above the mean"),
    ("simulation", "psfrac-v2", "found \"psfrac-v2\"; accepted: psfrac-v1"),
    ("study", "galactic-centre", "accepted: point-source-fraction"),
    ("epochs", "1.5", "metadata, epochs"), ("warm-up", "3", "a training that cannot be"),
    ("test-error", "nan", "metadata, test-error"),
  ]) func metadata(key: String, value: String, text: String) throws {
    let sentence = try refusal { $0.metadata[key] = value }
    #expect(sentence.contains(text), "\(sentence)")
    // What an older file lacks.
    #expect(try refusal { $0.metadata[key] = nil }.contains("\(key): found nothing"))
  }

  @Test(arguments: [
    ("block1.kernel", Float.nan, "found nan; accepted: finite weights"),
    ("block2.runningVariance", -1, "found -1.0; accepted: variances"),
    ("block1.kernel", 1e38, "on drawn images"), ("dense2.bias", 1e6, "on drawn images"),
  ]) func weights(tensor: String, value: Float, text: String) throws {
    let sentence = try refusal { file in
      let old = try #require(file[tensor])
      let values: [Float] = try file.values(tensor, shape: old.shape, file: "", of: Float.self)
      file[tensor] = TensorFile.Tensor(old.shape, values.map { _ in value })
    }
    #expect(sentence.contains(text), "\(sentence)")
  }

  private func refusal(_ change: (inout TensorFile) throws -> Void) throws -> String {
    let path = try Self.place()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Self.trained.get().write(to: path)
    var file = try TensorFile.read(path)
    try change(&file)
    try file.write(to: path)
    return Fixture.sentence { _ = try FractionSolver.read(path) }
  }

  @Test func refusals() {
    func sentence(_ recipe: FractionRecipe) -> String {
      Fixture.sentence { _ = try FractionSolver.train(recipe, threads: 1) }
    }
    #expect(sentence(FractionRecipe(images: 1)).contains("training images: found 1"))
    #expect(
      sentence(FractionRecipe(training: FractionTraining(epochs: 2, warmUp: 2))).contains("warm-up")
    )
    #expect(sentence(FractionRecipe(training: FractionTraining(rate: 2))).contains("rate: found 2"))
    #expect(throws: AssayError.self) {
      try FractionImage.drawn(fraction: .nan, seed: 1, number: 0)
    }
  }

  // MARK: Doubts

  private static func image(_ counts: [UInt16]) -> FractionImage { FractionImage(counts: counts) }

  private func kinds(
    _ image: FractionImage, _ network: (Double, Double) = (0.5, 0.1),
    _ onePoint: (Double, Double) = (0.5, 0.1)
  ) -> [FractionDoubt.Kind] {
    FractionDoubt.all(
      image, network: FractionEstimate(mean: network.0, deviation: network.1),
      onePoint: FractionEstimate(mean: onePoint.0, deviation: onePoint.1), largest: 90
    ).map(\.kind)
  }

  @Test func doubts() {
    let flat = [UInt16](repeating: 4, count: 1024)
    var spike = flat
    spike[7] = 91
    #expect(kinds(Self.image(flat)).isEmpty)
    #expect(kinds(Self.image(spike)) == [.count])
    spike[7] = 90
    #expect(kinds(Self.image(spike)).isEmpty)
    #expect(kinds(Self.image(flat.map { _ in 40 })) == [.mean])
    #expect(kinds(Self.image(flat.map { _ in 400 })) == [.mean, .count])
    #expect(kinds(Self.image(flat), (1.31, 0.1), (1, 0.1)) == [.range])
    #expect(kinds(Self.image(flat), (-0.29, 0.1), (0, 0.1)).isEmpty)
    #expect(kinds(Self.image(flat), (0.9, 0.03), (0.5, 0.05)) == [.disagreement])
    #expect(kinds(Self.image(flat), (0.9, 0.1), (0.4, 0.05)).isEmpty)
  }

  /// Four standard deviations about 4 photons.
  @Test func means() {
    let means = FractionDoubt.means
    #expect(abs(means.lowerBound - 3) < 0.01 && abs(means.upperBound - 5) < 0.01)
  }

  /// Images of the simulation raise none but by rare chance.
  @Test func drawnImages() throws {
    let solver = try Self.trained.get()
    var found: [FractionDoubt.Kind] = []
    for number in 0..<200 {
      let image = try FractionImage.drawn(fraction: Double(number) / 199, seed: 5, number: number)
      found += try solver.answer(image).doubts.map(\.kind)
    }
    #expect(found.filter { $0 == .mean }.isEmpty && found.count <= 4, "\(found)")
  }
}
