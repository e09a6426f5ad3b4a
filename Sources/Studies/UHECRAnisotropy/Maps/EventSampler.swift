// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
public import Sky

/// Draws samples of N events, n of which come from a source and the rest from anywhere.
///
/// A sample is a pure function of (seed, stream, index): any thread may draw any of them, in any
/// order. Both orderings of pixels give the same events.
/// Cost: about 30 ns an event.
public struct EventSampler: Sendable {
  /// What a sample of several sources holds.
  public enum Mixing: Sendable, Equatable {
    /// Events of one source a sample, each source equally likely.
    case oneAtRandom
    /// Events of all, in these proportions, one number a source.
    case proportions([Double])
  }

  /// The spectrum of isotropic events.
  public enum IsotropicEnergies: Sendable, Equatable {
    /// That of the source's events, so that energies alone tell nothing.
    case asSource
    /// Weights at energies [EeV], spread over the bins as events are.
    case spectrum(energies: [Double], weights: [Double])
  }

  /// N.
  public let events: Int
  public let sphere: HEALPix
  public let ordering: HEALPix.Ordering
  /// Energy bins of the samples; 1 for maps of counts.
  public let bins: Int
  let sources: [SourceEvents]
  private let isotropic: [AliasTable]
  /// Spectra that `isotropic` draws from.
  private let spectra: [[Double]]
  private let mixture: AliasTable?
  /// Share of each source; empty where each sample has one.
  private let shares: [Double]
  private let counts: LogSampledCount
  /// Ring index of a nested one; empty in nested ordering.
  private let ring: [Int32]

  /// Maps of counts: events of a source are different rows of its list.
  ///
  /// Throws where there is no list, a list has fewer rows than a sample has events, or the lists
  /// have different spheres.
  public init(
    counting events: Int, of rows: [SourceRows], mixing: Mixing = .oneAtRandom,
    _ ordering: HEALPix.Ordering = .ring
  ) throws(AssayError) {
    var sources: [SourceEvents] = []
    for list in rows {
      guard list.count >= events else {
        throw .badValue(
          name: "rows of a source", found: "\(list.count)",
          accepted: "at least the \(events) events of a sample, drawn without replacement")
      }
      sources.append(try SourceEvents(list))
    }
    try self.init(events, sources, mixing, ordering, [], bins: 1)
  }

  /// Maps in energy bins: events of a source are drawn with replacement.
  ///
  /// Throws where there is no list, a list has no row that reaches a bin, the lists have different
  /// spheres, or a number is outside its range.
  public init(
    binning: EnergyBinning, events: Int, of rows: [SourceRows], mixing: Mixing = .oneAtRandom,
    isotropic: IsotropicEnergies = .asSource, _ ordering: HEALPix.Ordering = .ring
  ) throws(AssayError) {
    var sources: [SourceEvents] = []
    for list in rows { sources.append(try SourceEvents(list, binning)) }
    var spectra = sources.map(\.spectrum)
    if case .spectrum(let energies, let weights) = isotropic {
      let shared = try binning.spectrum(energies: energies, weights: weights)
      spectra = spectra.map { _ in shared }
    }
    try self.init(
      events, sources, mixing, ordering, spectra, bins: binning.count)
  }

  private init(
    _ events: Int, _ sources: [SourceEvents], _ mixing: Mixing, _ ordering: HEALPix.Ordering,
    _ spectra: [[Double]], bins: Int
  ) throws(AssayError) {
    guard let sphere = sources.first?.sphere, sources.allSatisfy({ $0.sphere == sphere }) else {
      throw .badValue(
        name: "sources of a sample", found: "Nside \(sources.map(\.sphere.nside))",
        accepted: "at least one source, all of one Nside")
    }
    counts = try LogSampledCount(events: events)
    switch mixing {
    case .oneAtRandom:
      mixture = nil
      shares = sources.count == 1 ? [1] : []
    case .proportions(let proportions):
      guard proportions.count == sources.count, proportions.allSatisfy({ $0 >= 0 && $0.isFinite }),
        proportions.contains(where: { $0 > 0 })
      else {
        throw .badValue(
          name: "proportions of sources", found: "\(proportions)",
          accepted: "\(sources.count) numbers from 0 up, not all 0")
      }
      mixture = AliasTable(proportions)
      let total = proportions.reduce(0, +)
      shares = proportions.map { $0 / total }
    }
    ring = ordering == .ring ? try sphere.ringIndicesOfNested().map(Int32.init) : []
    (self.events, self.sphere, self.ordering, self.bins) = (events, sphere, ordering, bins)
    (self.sources, self.spectra) = (sources, spectra)
    isotropic = spectra.map(AliasTable.init)
  }

  /// Whether events have energies.
  private var isBinned: Bool { !isotropic.isEmpty }

  /// Probability of an event of the sources over that of an isotropic one in each cell, at pixel ×
  /// bins + bin; 0 where neither occurs.
  ///
  /// Throws where each sample has one of several sources.
  func densityRatios() throws(AssayError) -> [Double] {
    guard !shares.isEmpty else {
      throw .badValue(
        name: "sources of a likelihood ratio", found: "one of \(sources.count) a sample",
        accepted: "one source, or all in proportions")
    }
    var source = [Double](repeating: 0, count: sphere.pixels * bins)
    var spectrum = [Double](repeating: isBinned ? 0 : 1, count: bins)
    for (number, share) in shares.enumerated() {
      for (cell, density) in sources[number].density.enumerated() {
        source[cell] += share * density
      }
      if isBinned { for bin in 0..<bins { spectrum[bin] += share * spectra[number][bin] } }
    }
    var ratios = [Double](repeating: 0, count: source.count)
    for pixel in 0..<sphere.pixels {
      let place = ring.isEmpty ? pixel : Int(ring[pixel])
      for bin in 0..<bins where source[pixel * bins + bin] > 0 {
        ratios[place * bins + bin] =
          source[pixel * bins + bin] * Double(sphere.pixels) / spectrum[bin]
      }
    }
    return ratios
  }

  /// Blocks of random numbers that a sample may use.
  private static let blocks: UInt64 = 1 << 24

  /// A sample whose number of events from a source is drawn by ``LogSampledCount``.
  public func sample(seed: UInt64, stream: UInt64, index: Int) -> EventSample {
    var random = Philox(seed: seed, stream: stream, counter: UInt64(index) &* Self.blocks)
    let n = counts.count(random.uniform())
    return sample(n, &random)
  }

  /// A sample with n events from a source; a pure isotropic one for n = 0.
  ///
  /// - Precondition: n is from 0 to N.
  public func sample(
    fromSource n: Int, seed: UInt64, stream: UInt64, index: Int
  ) -> EventSample {
    precondition((0...events).contains(n), "0 ≤ n ≤ N")
    var random = Philox(seed: seed, stream: stream, counter: UInt64(index) &* Self.blocks)
    return sample(n, &random)
  }

  private func sample(_ n: Int, _ random: inout Philox) -> EventSample {
    var pixels: [Int32] = []
    var bins: [Int32] = []
    pixels.reserveCapacity(events)
    if isBinned { bins.reserveCapacity(events) }
    if let mixture {
      var shares = [Int](repeating: 0, count: sources.count)
      for _ in 0..<n { shares[mixture.draw(random.next())] += 1 }
      for (source, count) in shares.enumerated() {
        addSource(source, count, &pixels, &bins, &random)
      }
      shares = [Int](repeating: 0, count: sources.count)
      for _ in n..<events { shares[mixture.draw(random.next())] += 1 }
      for (source, count) in shares.enumerated() {
        addIsotropic(source, count, &pixels, &bins, &random)
      }
    } else {
      let source = sources.count == 1 ? 0 : random.index(below: sources.count)
      addSource(source, n, &pixels, &bins, &random)
      addIsotropic(source, events - n, &pixels, &bins, &random)
    }
    if !ring.isEmpty { for i in pixels.indices { pixels[i] = ring[Int(pixels[i])] } }
    return EventSample(fromSource: n, pixels: pixels, bins: bins)
  }

  private func addSource(
    _ source: Int, _ count: Int, _ pixels: inout [Int32], _ bins: inout [Int32],
    _ random: inout Philox
  ) {
    guard isBinned else {
      sources[source].drawDifferent(count, &random) { pixels.append($0) }
      return
    }
    for _ in 0..<count {
      let event = sources[source].draw(&random)
      pixels.append(event.pixel)
      bins.append(event.bin)
    }
  }

  private func addIsotropic(
    _ source: Int, _ count: Int, _ pixels: inout [Int32], _ bins: inout [Int32],
    _ random: inout Philox
  ) {
    for _ in 0..<count {
      pixels.append(Int32(truncatingIfNeeded: random.index(below: sphere.pixels)))
      if isBinned {
        bins.append(Int32(truncatingIfNeeded: isotropic[source].draw(random.next())))
      }
    }
  }
}
