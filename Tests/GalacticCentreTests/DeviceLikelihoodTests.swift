// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Hardware
import Numerics
import Testing
import Timing

@testable import GalacticCentre

/// Likelihoods of many points on accelerators against those of the CPU.
@Suite(.enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"))
struct DeviceLikelihoodTests {
  typealias Population = NonPoissonianLikelihood.Population
  typealias Point = DeviceLikelihood.Point

  private static func model(
    _ seed: UInt64, pixels: Int = 37, regions: Int = 1
  ) throws -> NonPoissonianLikelihood {
    let toy = Fixture.toy(seed, pixels: pixels)
    return try NonPoissonianLikelihood(
      counts: toy.counts, smooth: [toy.smooth, toy.smooth.map { 1 / $0 }],
      sources: [toy.sources, toy.smooth], psf: Fixture.psf(), exposures: toy.sources,
      regions: regions)
  }

  private static func points(_ seed: UInt64, _ count: Int) throws -> [Point] {
    var random = Fixture.draws(seed, "device points")
    return try (0..<count).map { _ in
      let one = try SourceCountLaw(
        breaks: [5 + 10 * random.uniform()], slopes: [3 + random.uniform(), -random.uniform()])
      let two = try SourceCountLaw(
        breaks: [40, 4 * random.uniform()], slopes: [4.5, 1.7, 1 - random.uniform()])
      return Point(
        smooth: [2 * random.uniform(), random.uniform()],
        populations: [
          Population(normalisation: 0.05 * random.uniform(), law: one),
          Population(normalisation: 0.01, law: two),
        ])
    }
  }

  private static func wanted(
    _ likelihood: NonPoissonianLikelihood, _ points: [Point]
  ) throws -> [Double] {
    try points.map {
      try likelihood.evaluate(smooth: $0.smooth, populations: $0.populations).logLikelihood
    }
  }

  /// The same bits: pixels in whole blocks and not, one exposure region and several.
  @Test(arguments: DeviceInventory.devices, Fixture.seeds)
  func sameBits(device: Device, seed: UInt64) throws {
    for (pixels, regions) in [(1, 1), (37, 1), (64, 3), (203, 5)] {
      let likelihood = try Self.model(seed, pixels: pixels, regions: regions)
      let accelerated = try DeviceLikelihood(likelihood, on: device)
      for count in [1, 5] {
        let points = try Self.points(seed, count)
        #expect(
          try accelerated.logLikelihoods(points) == Self.wanted(likelihood, points),
          "seed \(seed), \(pixels) pixels, \(regions) regions, \(count) points")
      }
    }
  }

  @Test(arguments: DeviceInventory.devices)
  func batchesAndThreadsDoNotMatter(device: Device) throws {
    let likelihood = try Self.model(2)
    let points = try Self.points(2, 7)
    let inBatches = try DeviceLikelihood(
      likelihood, on: device, text: DeviceLikelihood.text, batch: 3)
    #expect(
      try inBatches.logLikelihoods(points, threads: 2) == Self.wanted(likelihood, points))
    #expect(try inBatches.logLikelihoods([]) == [])
  }

  /// Some thousand photons: powers of two are taken out, for a pixel of few photons other ones than in its
  /// block on the CPU.
  @Test(arguments: DeviceInventory.devices)
  func brightPixels(device: Device) throws {
    let counts = [250, 251, 252, 253, 254, 255, 256, 257, 258, 259, 260, 1500, 0]
    let ones = [Double](repeating: 1, count: counts.count)
    let likelihood = try NonPoissonianLikelihood(
      counts: counts, smooth: [ones], sources: [ones], psf: .onePixel)
    let law = try SourceCountLaw(breaks: [10], slopes: [3.2, -0.5])
    let points = [1800.0, 2500].map {
      Point(smooth: [$0], populations: [Population(normalisation: 0.03, law: law)])
    }
    let found = try DeviceLikelihood(likelihood, on: device).logLikelihoods(points)
    for (found, wanted) in zip(found, try Self.wanted(likelihood, points)) {
      // Of each of 13 pixels two roundings of numbers up to 4096, and one of the sum.
      #expect(abs(found - wanted) <= 13 * (2 * 4096.0.ulp + abs(wanted).ulp))
    }
  }

  /// Means wrong by a part in 10^9, and points exchanged, are seen.
  @Test(arguments: DeviceInventory.devices)
  func drill(device: Device) throws {
    let likelihood = try Self.model(3)
    let points = try Self.points(3, 2)
    let wanted = try Self.wanted(likelihood, points)
    let turned =
      "#define assay_photon_means_of(maps, places, factor, smooth, sources, x, row, points, mean, "
      + "strength, expected, apart) assay_photon_means_of(maps, places, factor, smooth, sources, "
      + "x, row, points, mean, strength, expected, apart); *(mean) *= 1.000000001"
    var pieces = DeviceLikelihood.text.pieces
    pieces.insert(.text(turned), at: pieces.count - 1)
    let faulty = try DeviceLikelihood(
      likelihood, on: device, text: KernelText(pieces, usesDouble: true))
    let found = try faulty.logLikelihoods(points)
    #expect(!Validation(found, reference: wanted, bound: CentreWorkloads.bound).isValid)
    let exchanged = try DeviceLikelihood(likelihood, on: device).logLikelihoods(points.reversed())
    #expect(!Validation(exchanged, reference: wanted, bound: CentreWorkloads.bound).isValid)
  }

  @Test(arguments: DeviceInventory.devices)
  func workload(device: Device) throws {
    let toy = Fixture.toy(5)
    let likelihood = try NonPoissonianLikelihood(
      counts: toy.counts, smooth: [toy.smooth, toy.smooth.map { 1 / $0 }],
      sources: [toy.sources, toy.smooth], psf: .onePixel)
    let plain = PlainLikelihood(
      counts: toy.counts, smooth: [toy.smooth, toy.smooth.map { 1 / $0 }],
      sources: [toy.sources, toy.smooth], psf: .onePixel)
    let workload = try CentreWorkloads.batch(
      likelihood, Self.points(5, 4), plain, flops: { _ in 1 }, threads: 2, devices: [device])
    let id = device.info.id
    #expect(workload.variants.map(\.id).suffix(2) == ["\(id) double", "\(id) double threads=2"])
    let wanted = try workload.variants[0].run()
    for variant in workload.variants {
      #expect(Validation(try variant.run(), reference: wanted, bound: variant.bound).isValid)
    }
    // The size for accelerators: the CPU's kernel with all threads first.
    let large = try #require(CentreWorkloads.largeBatch(workload, threads: 2).first)
    #expect(
      large.variants.map(\.id) == ["simd threads=2", "\(id) double", "\(id) double threads=2"])
    var none = workload
    none.variants.removeAll { $0.device != nil }
    #expect(CentreWorkloads.largeBatch(none, threads: 2).isEmpty)
  }

  /// More points than are summed together, on threads and not.
  @Test(arguments: DeviceInventory.devices)
  func manyPoints(device: Device) throws {
    let likelihood = try Self.model(4, pixels: 203, regions: 2)
    let points = try Self.points(4, 19)
    let accelerated = try DeviceLikelihood(likelihood, on: device)
    let wanted = try Self.wanted(likelihood, points)
    for threads in [1, 3] {
      #expect(try accelerated.logLikelihoods(points, threads: threads) == wanted)
    }
  }

  @Test(arguments: DeviceInventory.devices)
  func refusals(device: Device) throws {
    let toy = Fixture.toy(1)
    let plain = try NonPoissonianLikelihood(
      counts: toy.counts, smooth: [toy.smooth], sources: [], psf: .onePixel)
    #expect(
      Fixture.refusal { _ = try DeviceLikelihood(plain, on: device) }.contains("one or more"))
    let accelerated = try DeviceLikelihood(Self.model(1), on: device)
    var points = try Self.points(1, 2)
    points[1].smooth[0] = -1
    #expect(
      Fixture.refusal { _ = try accelerated.logLikelihoods(points) }.contains("numbers of 0"))
  }
}
