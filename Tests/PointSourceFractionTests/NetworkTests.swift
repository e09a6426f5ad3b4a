// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Learning
import Numerics
import Testing

@testable import PointSourceFraction

@Suite struct NetworkTests {
  private static let small: FractionTraining = {
    var training = FractionTraining(epochs: 2, warmUp: 1, batch: 16)
    training.network = FractionNetwork(side: 8, filters: [16, 16], units: 8)
    return training
  }()

  private static func images(_ count: Int, side: Int = 8) -> PhotonImages {
    var field = PhotonField()
    field.side = side
    return field.images(count, seed: 1, name: "tests", threads: 1)
  }

  private func train(
    _ training: FractionTraining, _ images: PhotonImages, seed: UInt64 = 1, threads: Int = 1
  ) throws -> TrainedFraction {
    try training.train(images, labels: images.fractions, seed: seed, threads: threads)
  }

  /// Blocks and separate layers have the same weights in the same order.
  @Test func shapes() throws {
    let (blocks, layers) = (
      try FractionNetwork().network(seed: 1), try FractionNetwork().separate(of: Float.self)
    )
    #expect(blocks.weights.count == layers.weights.count)
    #expect(blocks.parameters.map(\.range) == layers.parameters.map(\.range))
    #expect(blocks.forwardCost() == layers.forwardCost())
    #expect(blocks.output.count == 2 && blocks.input.count == 1024)
  }

  @Test func bits() throws {
    let images = Self.images(40)
    let one = try train(Self.small, images)
    #expect(try train(Self.small, images, threads: 3).network.weights == one.network.weights)
    #expect(try train(Self.small, images, seed: 2).network.weights != one.network.weights)
    let (a, b) = (
      try one.estimates(images, threads: 1), try one.estimates(images, threads: 2)
    )
    #expect(a == b)
  }

  /// A last batch of one image has no variance and is left out.
  @Test func lastImage() throws {
    let trained = try train(Self.small, Self.images(33))
    #expect(trained.network.weights.allSatisfy { $0.isFinite })
  }

  @Test func refusals() throws {
    let images = Self.images(20)
    func sentence(_ change: (inout FractionTraining) -> Void) -> String {
      var training = Self.small
      change(&training)
      return Fixture.sentence { _ = try train(training, images) }
    }
    #expect(sentence { $0.epochs = 0 } == "epochs: found 0; accepted: 1 to 10000")
    // All epochs of warm-up would leave the variance as it was drawn.
    #expect(sentence { $0.warmUp = 2 }.contains("warm-up: found 2; accepted: 0 to 1"))
    #expect(sentence { $0.batch = 1 }.contains("images of a batch: found 1; accepted: 2 to 20"))
    #expect(sentence { $0.rate = 0 }.hasPrefix("rate: found 0.0"))
    #expect(Fixture.sentence { _ = try train(Self.small, Self.images(1)) }.contains("2 or more"))
    var flat = images
    flat.counts = flat.counts.map { _ in 4 }
    #expect(Fixture.sentence { _ = try train(Self.small, flat) }.contains("the same count"))
    // A rate that is far too large ends with a sentence or with numbers, never with a trap.
    var wild = Self.small
    wild.rate = 1e30
    #expect(Fixture.sentence { _ = try train(wild, images) }.contains("lower rate"))
  }

  @Test func reader() {
    var images = PhotonImages(side: 2)
    images.fractions = [0.5]
    images.counts = [0, 3, 70, 1]
    let reader = ImageReader(images, mean: 2, deviation: 4)
    #expect(reader.values(0) == [-0.5, 0.25, 17, -0.25])
    // A quarter turn to the left: the upper right corner comes to the upper left.
    #expect(reader.values(0, ImageTurns(side: 2).pixels[1]) == [0.25, -0.25, -0.5, 17])
  }

  /// Turned images have the counts of the image, and each of the eight is another.
  @Test func turns() {
    let turns = ImageTurns(side: 5).pixels
    #expect(turns[0] == Array(0..<25) && Set(turns).count == 8)
    for turn in turns { #expect(turn.sorted() == Array(0..<25)) }
    let faults: [ImageTurns.Fault?] = [nil, .mirrors, .wraps]
    let found = faults.map { ImageTurns(side: 6, fault: $0) }
    #expect(found.map { $0.unreturned == 0 } == [true, false, true])
    #expect(found.map { $0.parted == 0 } == [true, true, false])
  }

  @Test func terminal() throws {
    let image = try FractionImage.drawn(fraction: 1, seed: 1, number: 0)
    let lines = image.text(colour: false).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 32 && lines.allSatisfy { $0.count == 64 })
    #expect(image.text(colour: true).contains("\u{1B}[48;5;"))
    #expect(image.figure(title: "a").panels[0].image?.values.count == 1024)
  }

  @Test func figures() throws {
    let library = try Fixture.library()
    let nothing = FractionFigures.all(Results([]), RunContext(reference: library))
    #expect(nothing.map(\.id) == ["fraction-maps"])
    let points = Observable(
      id: "quick.points", title: "", axes: [Axis("true fraction", numbers: [0.1, 0.4])],
      values: [Estimate(0.2, standardError: 0.1), Estimate(0.5, standardError: 0.1)])
    let curves = ["quick.calibration", "quick.onepoint.calibration"].map {
      Observable(
        id: $0, title: "", axes: [Axis("nominal", numbers: [0.5])],
        values: [Estimate(0.4, standardError: 0.01)])
    }
    let names = FractionProfile.ids("quick") + ["pixel.pmf.0.25", "simulated.pmf.0.25"]
    let others = names.map {
      Observable(
        id: $0, title: "", axes: [Axis("x", numbers: [0, 1])],
        values: [Estimate(0.4, standardError: 0.01), Estimate(0)])
    }
    let figures = FractionFigures.all(
      Results([points] + curves + others), RunContext(reference: library))
    #expect(
      figures.map(\.id) == [
        "fraction-estimates", "fraction-errors", "fraction-calibration", "fraction-pmf",
        "fraction-maps",
      ])
    // A share of zero has no place on a logarithmic axis.
    #expect(figures[3].panels[0].series.map(\.x.count) == [1, 2])
    #expect(figures[4].panels.allSatisfy { $0.image?.equalScales == true })
    // The published pair is context.
    #expect(
      figures[0].panels[0].series.contains { $0.role == .context && $0.x == [0.052] })
  }

  @Test func workloads() throws {
    for workload in try FractionWorkloads.all(threads: 2, images: 6) {
      let reference = try #require(workload.variants.first)
      let wanted = try reference.run()
      for variant in workload.variants.dropFirst() {
        let found = try variant.run()
        let scale = wanted.map(abs).max() ?? 1
        let gap = zip(found, wanted).map { abs($0 - $1) }.max() ?? .infinity
        #expect(found.count == wanted.count && gap <= variant.bound * scale, "\(variant.id)")
      }
      #expect(workload.flopsPerItem > 9e6 && workload.bytesPerItem > 1e5)
    }
    #expect(throws: AssayError.self) { try FractionWorkloads.all(threads: 0) }
    #expect(throws: AssayError.self) { try FractionWorkloads.all(threads: 1, images: 1) }
  }
}
