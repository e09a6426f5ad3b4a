// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
public import Sky

/// Deviation of a sample's angular power spectrum from that of isotropic ones, the estimator that
/// needs no model of the source:
///
///     D = (1/L) Σ_l (C_l − ⟨C_l⟩)/σ_l,   D² = (1/L) Σ_l [(C_l − ⟨C_l⟩)/σ_l]²,   l = 1 ... L   (1)
///
/// with mean and standard deviation of C_l over isotropic samples of as many events. l = 0 is left
/// out: C_0 depends on N alone, and σ_0 is rounding noise.
///
/// Source: Hülß and Wiebusch, arXiv:0711.0353, for D²; D as in the program of Kalashev, Pshirkov and
/// Zotov (okolo/ml_cr_aniso, f_spec.py), which divides by L + 1 with l = 0 in the sum.
public struct PowerSpectrumStatistic: Sendable {
  /// How the deviations p_l are joined.
  public enum Form: String, Sendable, CaseIterable {
    /// D.
    case linear
    /// D².
    case squared
  }

  public let harmonics: EventHarmonics
  public let form: Form
  /// ⟨C_l⟩ and σ_l, l = 0 first.
  public let mean: [Double]
  public let deviation: [Double]

  /// Mean and deviation from `isotropic` samples of a sampler in ring ordering.
  ///
  /// - Parameter threads: does not change the result.
  /// - Throws: where the sphere of the harmonics is not the sampler's, the ordering is another,
  ///   lmax is 0 or there are less than two samples.
  public init(
    _ form: Form, _ harmonics: EventHarmonics, _ sampler: EventSampler, isotropic: Int,
    seed: UInt64, stream: UInt64, threads: Int
  ) throws(AssayError) {
    guard harmonics.sphere == sampler.sphere, sampler.ordering == .ring else {
      throw .badValue(
        name: "maps for a power spectrum",
        found: "Nside \(sampler.sphere.nside), \(sampler.ordering.rawValue) ordering",
        accepted: "Nside \(harmonics.sphere.nside), ring ordering")
    }
    guard harmonics.lmax > 0, isotropic > 1 else {
      throw .badValue(
        name: "power spectrum statistic",
        found: "lmax \(harmonics.lmax), \(isotropic) isotropic samples",
        accepted: "lmax from 1, samples from 2")
    }
    let chunk = 64
    let sums = Parallel.map((isotropic + chunk - 1) / chunk, threads: threads) { piece in
      var sums = Sums(harmonics.lmax)
      for index in piece * chunk..<min(isotropic, (piece + 1) * chunk) {
        sums.add(
          harmonics.powerSpectrum(
            sampler.sample(fromSource: 0, seed: seed, stream: stream, index: index).pixels))
      }
      return sums
    }
    var all = Sums(harmonics.lmax)
    for part in sums { all.merge(part) }
    (self.form, self.harmonics) = (form, harmonics)
    mean = all.mean
    deviation = all.squares.map { ($0 / Double(isotropic - 1)).squareRoot() }
  }

  /// D or D² of a sample in ring ordering. Cost: that of its spectrum.
  public func statistic(_ sample: EventSample) -> Double {
    let power = harmonics.powerSpectrum(sample.pixels)
    var sum = 0.0
    for l in 1...harmonics.lmax {
      let pull = (power[l] - mean[l]) / deviation[l]
      sum += form == .linear ? pull : pull * pull
    }
    return sum / Double(harmonics.lmax)
  }

  /// Running means and sums of squared deviations from them, which merge without cancellation
  /// (Chan, Golub and LeVeque, Am. Stat. 37 (1983) 242).
  private struct Sums: Sendable {
    var count = 0.0
    var mean: [Double]
    var squares: [Double]

    init(_ lmax: Int) {
      mean = [Double](repeating: 0, count: lmax + 1)
      squares = mean
    }

    mutating func add(_ power: [Double]) {
      var one = Sums(power.count - 1)
      (one.count, one.mean) = (1, power)
      merge(one)
    }

    mutating func merge(_ other: Sums) {
      let total = count + other.count
      guard total > 0 else { return }
      for l in mean.indices {
        let apart = other.mean[l] - mean[l]
        mean[l] += apart * other.count / total
        squares[l] += other.squares[l] + apart * apart * count * other.count / total
      }
      count = total
    }
  }
}
