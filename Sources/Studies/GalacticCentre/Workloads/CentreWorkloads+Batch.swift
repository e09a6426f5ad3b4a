// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Hardware
internal import Numerics
internal import Timing

extension CentreWorkloads {
  /// Points within a tenth of the normalisations, slopes and breaks, as live points of a sampler that is
  /// well under way.
  static func points(
    _ model: CentreModel, around point: [Double], _ count: Int
  ) throws(AssayError) -> [DeviceLikelihood.Point] {
    let (smooth, populations) = try model.parts(point)
    var random = Philox(seed: 1, stream: Philox.stream(of: "galactic-centre batch workload"))
    func near(_ value: Double) -> Double { value * (0.9 + 0.2 * random.uniform()) }
    var points: [DeviceLikelihood.Point] = []
    for _ in 0..<count {
      var moved: [NonPoissonianLikelihood.Population] = []
      for population in populations {
        let law = try SourceCountLaw(
          breaks: population.law.breaks.map(near),
          // The first stays above 2, the last below.
          slopes: population.law.slopes.map { 2 + near($0 - 2) })
        moved.append(.init(normalisation: near(population.normalisation), law: law))
      }
      points.append(.init(smooth: smooth.map(near), populations: moved))
    }
    return points
  }

  /// Likelihoods of many points.
  ///
  /// - Parameter flops: of one of them.
  static func batch(
    _ likelihood: NonPoissonianLikelihood, _ points: [DeviceLikelihood.Point],
    _ plain: PlainLikelihood, flops: (DeviceLikelihood.Point) -> Double, threads: Int,
    devices: [Device]
  ) throws(AssayError) -> Workload {
    let scalar = Variant(id: "scalar", precision: .double, bound: 0) { () throws(AssayError) in
      points.map { plain.evaluate(smooth: $0.smooth, populations: $0.populations)[0] }
    }
    let simd = ([1] + ThreadCounts.beyondOne(upTo: threads)).map { count in
      Variant(
        id: count == 1 ? "simd" : "simd threads=\(count)", precision: .double, threads: count,
        bound: bound
      ) { () throws(AssayError) in
        var values: [Double] = []
        for point in points {
          values.append(
            try likelihood.evaluate(
              smooth: point.smooth, populations: point.populations, threads: count
            ).logLikelihood)
        }
        return values
      }
    }
    let (pixels, maps) = (
      Double(plain.counts.count), Double(plain.smooth.count + plain.sources.count)
    )
    let items = pixels * Double(points.count)
    return Workload(
      study: GalacticCentreStudy.card.id, id: "likelihood-batch",
      title: "Likelihoods of \(points.count) points, \(plain.counts.count) pixels with two "
        + "populations of sources", item: "pixel of a point", items: items,
      flopsPerItem: points.reduce(0) { $0 + flops($1) } / items,
      bytesPerItem: 8 * (maps + 1), workingSet: 8 * (maps + 1) * pixels,
      isWorkingSetShared: true,
      variants: [scalar] + simd
        + devices.flatMap { accelerated(likelihood, points, threads: threads, on: $0) })
  }

  /// Points enough to keep an accelerator busy, given as those of ``batch(_:_:_:flops:threads:devices:)``,
  /// which holds the CPU's kernel against the scalar sum; nothing without an accelerator. The reference
  /// is that kernel with all threads.
  static func largeBatch(_ batch: Workload, threads: Int) -> [Workload] {
    guard batch.variants.contains(where: { $0.device != nil }) else { return [] }
    var large = batch
    large.id = "likelihood-batch-large"
    large.variants.removeAll { $0.device == nil && ($0.threads < threads || $0.id == "scalar") }
    return [large]
  }

  /// The bits of the CPU's kernel up to some hundred photons a pixel: the same bound against the scalar
  /// sum. Tables and logarithms on one thread of the CPU, and on all.
  static func accelerated(
    _ likelihood: NonPoissonianLikelihood, _ points: [DeviceLikelihood.Point], threads: Int,
    on device: Device
  ) -> [Variant] {
    let made = SharedCache<DeviceLikelihood>()
    return Set([1, threads]).sorted().map { count in
      Variant(
        id: "\(device.info.id) double" + (count == 1 ? "" : " threads=\(count)"),
        precision: .double, threads: count, device: device.info.id, bound: bound
      ) { () throws(AssayError) in
        try made.value(device.info.id) { () throws(AssayError) in
          try DeviceLikelihood(likelihood, on: device)
        }.logLikelihoods(points, threads: count)
      }
    }
  }
}
