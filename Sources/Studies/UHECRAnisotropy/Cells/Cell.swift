// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics

/// A cell of Table 1: a source, a network, a sample size.
struct Cell: Sendable, Equatable {
  var source: UHECRSource
  var network: SphereNetwork
  /// N.
  var events: Int

  /// Sample sizes of Table 1.
  static let sizes = [50, 100, 200, 300, 400, 500]

  /// Lowest energy of the events [EeV]: the binned network is given those that the resolution may
  /// lift above 56 EeV too.
  var lowestEnergy: Double { network == .single ? 56 : 28 }

  /// "single.cen-a.50".
  var name: String { "\(network.rawValue).\(source.slug).\(events)" }

  /// Maps of the cell; nested ordering unless a fault says otherwise.
  func sampler(
    _ model: ArrivalModel, _ context: RunContext, threads: Int, _ conventions: NetworkConventions
  ) throws(AssayError) -> EventSampler {
    let rows = try model.rows(of: source, above: lowestEnergy, context, threads: threads)
    let ring = conventions.poolsAlongRings != conventions.swapsOrderings
    guard network == .binned else {
      return try EventSampler(counting: events, of: [rows], ring ? .ring : .nested)
    }
    return try EventSampler(
      binning: .published, events: events, of: [rows], ring ? .ring : .nested)
  }
}

extension UHECRSource {
  /// The name in lower case with hyphens: "cen-a".
  var slug: String {
    String(name.lowercased().map { $0 == " " ? "-" : $0 })
  }
}

/// The search for the minimal fraction with a network.
struct NetworkTest: Sendable {
  let predictor: Predictor<Float>
  let network: SphereNetwork

  init(_ trained: Network<Float>, _ network: SphereNetwork) {
    predictor = Predictor(trained, matrices: OpenBLASMatrices())
    self.network = network
  }

  /// ξ of each sample: the logit.
  func scores(_ samples: [EventSample]) -> [Double] {
    do throws(AssayError) {
      return try predictor.outputs(of: samples.map(network.input(of:))).map(Double.init)
    } catch {
      preconditionFailure("samples of another network: \(error)")
    }
  }

  func detect(
    _ sampler: EventSampler, _ search: DetectionSearch, seed: UInt64, threads: Int
  ) throws(AssayError) -> Detection {
    try SourceDetection(sampler, search).detect(
      dependsOnCount: false, seed: seed, threads: threads
    ) { _ in { scores($0) } }
  }

  /// The fraction by a definition over samples with any number of events from the source, and its
  /// standard error from 100 resampled sets.
  ///
  /// - Parameter threads: does not change the result.
  func minimalFraction(
    _ definition: MinimalFraction.Definition, _ sampler: EventSampler, samples: Int, seed: UInt64,
    threads: Int
  ) throws(AssayError) -> (fraction: Double, standardError: Double) {
    let stream = Philox.stream(of: "uhecr-anisotropy mixed test")
    let chunk = 64
    let scored = Parallel.map((samples + chunk - 1) / chunk, threads: threads) { piece in
      let drawn = (piece * chunk..<min(samples, (piece + 1) * chunk)).map {
        sampler.sample(seed: seed, stream: stream, index: $0)
      }
      return zip(drawn.map(\.fromSource), scores(drawn)).map { ($0, $1) }
    }
    let drawn: [(fromSource: Int, statistic: Double)] = scored.flatMap { $0 }
    let again = Philox.stream(of: "uhecr-anisotropy mixed resampling")
    let resampled = Parallel.map(100, threads: threads) { number in
      Result { () throws(AssayError) in
        var random = Philox(seed: seed, stream: again, counter: UInt64(number) << 32)
        return try MinimalFraction(
          definition, samples: drawn.map { _ in drawn[random.index(below: drawn.count)] },
          events: sampler.events
        ).fraction
      }
    }
    var sums = (first: 0.0, second: 0.0)
    for result in resampled {
      let fraction = try result.get()
      sums = (sums.first + fraction, sums.second + fraction * fraction)
    }
    let count = Double(resampled.count)
    let variance = max(0, sums.second / count - sums.first / count * (sums.first / count))
    let whole = try MinimalFraction(definition, samples: drawn, events: sampler.events)
    return (whole.fraction, variance.squareRoot())
  }
}
