// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
internal import Sky

/// How many events from a source reject isotropy, by tests that need no training; what a trained
/// network finds is measured the same way by ``detect(_:dependsOnCount:seed:threads:_:)``.
///
/// Everything follows from the rows of the source, thus from its composition and deflection maps.
/// The samples of a set are those of stream "uhecr-anisotropy test n", whatever the test: all tests
/// of a sampler see the same samples.
public struct SourceDetection: Sendable {
  public let sampler: EventSampler
  public var search: DetectionSearch

  /// - Parameter search: N is that of the sampler.
  public init(_ sampler: EventSampler, _ search: DetectionSearch) {
    (self.sampler, self.search) = (sampler, search)
    self.search.events = sampler.events
  }

  /// Stream of the samples with n events from the source.
  public static func stream(fromSource n: Int) -> UInt64 {
    Philox.stream(of: "uhecr-anisotropy test \(n)")
  }

  /// Searches with a test of one's own, called with chunks of up to 64 samples on several threads.
  ///
  /// - Parameters:
  ///   - dependsOnCount: whether the test is tuned to n.
  ///   - statistic: ξ of each sample of a chunk, given n.
  ///   - threads: does not change the result.
  public func detect(
    dependsOnCount: Bool, seed: UInt64, threads: Int,
    _ statistic:
      @Sendable (_ tunedTo: Int) throws(AssayError) -> (
        @Sendable ([EventSample]) -> [Double]
      )
  ) throws(AssayError) -> Detection {
    let sampler = sampler
    return try search.run(
      dependsOnCount: dependsOnCount, seed: seed,
      stream: Philox.stream(of: "uhecr-anisotropy resampling")
    ) { set throws(AssayError) in
      let test = try statistic(set.tunedTo)
      let stream = Self.stream(fromSource: set.fromSource)
      let chunk = 64
      return Parallel.map((set.samples + chunk - 1) / chunk, threads: threads) { piece in
        test(
          (piece * chunk..<min(set.samples, (piece + 1) * chunk)).map {
            sampler.sample(fromSource: set.fromSource, seed: seed, stream: stream, index: $0)
          })
      }.flatMap { $0 }
    }
  }

  /// By the likelihood ratio for the true map and fraction: the bound.
  ///
  /// - Parameter assumed: the density that the ratio is of; that of the samples if nil.
  public func likelihoodBound(
    of assumed: SourceDensity? = nil, seed: UInt64, threads: Int
  ) throws(AssayError) -> Detection {
    let density: SourceDensity
    if let assumed { density = assumed } else { density = try SourceDensity(sampler) }
    return try detect(dependsOnCount: true, seed: seed, threads: threads) {
      n throws(AssayError) in
      let ratio = try LikelihoodRatio(density, fromSource: n)
      return { samples in samples.map(ratio.statistic) }
    }
  }

  /// By the angular power spectrum; mean and deviation from isotropic samples of their own stream.
  ///
  /// - Parameter isotropic: how many of them.
  public func powerSpectrum(
    _ form: PowerSpectrumStatistic.Form, lmax: Int = 32, isotropic: Int = 10_000, seed: UInt64,
    threads: Int
  ) throws(AssayError) -> Detection {
    let test = try PowerSpectrumStatistic(
      form, EventHarmonics(sampler.sphere, lmax: lmax), sampler, isotropic: isotropic, seed: seed,
      stream: Philox.stream(of: "uhecr-anisotropy isotropic spectra"), threads: threads)
    return try detect(dependsOnCount: false, seed: seed, threads: threads) { _ in
      { samples in samples.map(test.statistic) }
    }
  }
}
