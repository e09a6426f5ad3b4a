// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
public import Numerics
private import Synchronization

/// A test of isotropy.
public enum IsotropyTest: Sendable {
  /// The likelihood ratio for the true map and fraction, which bounds all tests; with or without
  /// energies.
  case likelihood(SphereNetwork)
  /// The angular power spectrum up to l = 32.
  case powerSpectrum(PowerSpectrumStatistic.Form)
  case network(TrainedNetwork)

  /// The maps that it looks at.
  public var maps: SphereNetwork {
    switch self {
    case .likelihood(let maps): maps
    case .powerSpectrum: .single
    case .network(let trained): trained.kind
    }
  }
}

extension SourceSolver {
  /// The smallest number of events from the source at which a test rejects isotropy.
  ///
  /// - Parameters:
  ///   - search: sizes of the sets and error rates; N is `events`.
  ///   - progress: how many samples a network has seen, now and then, on any thread.
  /// - Throws: as ``prepare(_:on:progress:)``; `badValue` for numbers outside their range.
  /// - Complexity: about 0.3 s for the likelihood and a second for the power spectrum at N = 50 with
  ///   the default sets; a network sees some 25 000 samples.
  public func fraction(
    _ test: IsotropyTest, events: Int, _ search: DetectionSearch,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(AssayError) -> Detection {
    let ring = if case .powerSpectrum = test { true } else { false }
    let sampler = try sampler(test.maps, events: events, ring ? .ring : .nested)
    let detection = SourceDetection(sampler, search)
    switch test {
    case .likelihood:
      return try detection.likelihoodBound(seed: context.seed, threads: threads)
    case .powerSpectrum(let form):
      return try detection.powerSpectrum(
        form, isotropic: search.isotropic, seed: context.seed, threads: threads)
    case .network(let trained):
      let network = NetworkTest(trained.network, trained.kind)
      let seen = Count()
      return try detection.detect(
        dependsOnCount: false, seed: context.seed, threads: threads
      ) { _ in
        { samples in
          let scores = network.scores(samples)
          progress(seen.add(samples.count))
          return scores
        }
      }
    }
  }

  /// Samples counted by all threads.
  private final class Count: Sendable {
    private let count = Atomic<Int>(0)

    func add(_ samples: Int) -> Int {
      count.add(samples, ordering: .relaxed).newValue
    }
  }
}
