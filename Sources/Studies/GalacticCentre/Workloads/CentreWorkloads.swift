// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Harness
public import Numerics
public import Timing

/// What `assay bench` measures: one likelihood of the Galactic-centre region with two populations of
/// sources at the published medians, without and with its gradient, and those of many points around them,
/// as a sampler asks for them.
///
/// Peer: numpy, Reference/galactic-centre/peer_likelihood.py.
public enum CentreWorkloads {
  /// - Parameters:
  ///   - threads: most threads of a variant.
  ///   - devices: accelerators, for the likelihood of one point and of many; the gradient has none.
  /// - Throws: where the pixels or the tables of the references cannot be read.
  public static func all(
    reference: ReferenceLibrary, threads: Int, devices: [Device] = []
  ) throws(AssayError) -> [Workload] {
    let context = RunContext(reference: reference)
    let region = try FermiRegion.read(reference)
    let model = try CentreModel(region, context, CentreConventions())
    let axes = try TableAxes("nptf_gc_loglike", context)
    var point: [Double] = []
    for position in axes.all.indices { point.append(try axes.numbers(position)[0]) }
    func batch(_ count: Int, on devices: [Device]) throws(AssayError) -> Workload {
      try Self.batch(
        model.likelihood, points(model, around: point, count), plain(model),
        flops: { Self.flops(model, $0.populations, withSlopes: false) }, threads: threads,
        devices: devices)
    }
    let accelerators = devices.filter { !$0.info.isProcessor }
    return [
      try workload(model, point, withSlopes: false, threads: threads, devices: devices),
      try workload(model, point, withSlopes: true, threads: threads),
      try batch(32, on: devices),
    ]
      + (accelerators.isEmpty
        ? [] : largeBatch(try batch(1024, on: accelerators), threads: threads))
  }

  /// ln L is -3e4, slopes are up to some hundreds: rounding of sums over 1e4 pixels.
  static let bound = 1e-11

  private static func plain(_ model: CentreModel) -> PlainLikelihood {
    PlainLikelihood(
      counts: model.counts, smooth: model.smooth, sources: model.sources, psf: model.psf)
  }

  private static func workload(
    _ model: CentreModel, _ point: [Double], withSlopes: Bool, threads: Int,
    devices: [Device] = []
  ) throws(AssayError) -> Workload {
    let (smooth, populations) = try model.parts(point)
    let plain = plain(model)
    let likelihood = model.likelihood
    var variants = [
      Variant(id: "scalar", precision: .double, bound: 0) { () throws(AssayError) in
        plain.evaluate(smooth: smooth, populations: populations, withSlopes: withSlopes)
      }
    ]
    for count in [1] + ThreadCounts.beyondOne(upTo: threads) {
      variants.append(
        Variant(
          id: count == 1 ? "simd" : "simd threads=\(count)", precision: .double, threads: count,
          bound: bound
        ) { () throws(AssayError) in
          let answer = try likelihood.evaluate(
            smooth: smooth, populations: populations, threads: count, withSlopes: withSlopes)
          return [answer.logLikelihood] + answer.smooth + answer.populations.flatMap { $0 }
        })
    }
    let own = DeviceLikelihood.Point(smooth: smooth, populations: populations)
    variants += devices.flatMap { accelerated(likelihood, [own], threads: threads, on: $0) }
    let pixels = Double(model.counts.count)
    let maps = Double(model.smooth.count + model.sources.count)
    return Workload(
      study: GalacticCentreStudy.card.id, id: withSlopes ? "gradient" : "likelihood",
      title: "Likelihood of \(model.counts.count) pixels with two populations of sources"
        + (withSlopes ? " and its gradient" : ""),
      item: "pixel", items: pixels,
      flopsPerItem: flops(model, populations, withSlopes: withSlopes) / pixels,
      // Templates and counts; what a block computes stays in the caches.
      bytesPerItem: 8 * (maps + 1), workingSet: 8 * (maps + 1) * pixels,
      isWorkingSetShared: true, variants: variants)
  }

  /// Of the tables, and of each pixel with k photons: a sum over smooth templates; for y 2 populations ×
  /// k, k more for the factors j; the recursion k (k + 1); with the gradient k for the ratios, 2 rows × k
  /// for products with the tables. Logarithms and exponentials are not counted.
  private static func flops(
    _ model: CentreModel, _ populations: [NonPoissonianLikelihood.Population], withSlopes: Bool
  ) -> Double {
    let most = Swift.max(1, model.counts.max() ?? 1)
    var sum = 0.0
    var rows = 0
    for population in populations {
      let table = PhotonTable(population.law, model.psf, most: most, withSlopes: withSlopes)
      sum += table.flops
      rows += 1 + table.slopes.count
    }
    let (smooth, sources) = (Double(model.smooth.count), Double(model.sources.count))
    for count in model.counts {
      let k = Double(count)
      sum += 2 * smooth + 4 * sources + (2 * sources + 1) * k + k * (k + 1)
      if withSlopes { sum += k + 2 * smooth + Double(rows) * (2 * k + 3) }
    }
    return sum
  }
}
