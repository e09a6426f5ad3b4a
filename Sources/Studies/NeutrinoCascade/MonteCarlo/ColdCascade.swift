// SPDX-License-Identifier: GPL-3.0-or-later

private import Foundation
public import Numerics

/// The cascade by single neutrinos, with relic neutrinos at rest: an analogue Monte Carlo that shares
/// masses, couplings, cosmology and sources with ``CascadeSolver`` but no transport.
///
/// With targets at rest a neutrino is absorbed at given redshifts only (``ColdTransport``), so
/// histories are exact: no grid and no step. The result is the ratio to free streaming, averaged
/// over bins of energy today,
///
///     r_i(bin) = 1 + Σ (arrivals − departures) w / (w_i ∫_bin E₀^−γ dE₀)         (1)
///
/// where only histories with an interaction count: a neutrino that arrives as it left cancels. In
/// bins that no interaction reaches, the ratio is 1 without error.
///
/// Sources follow S dξ dE₀ ∝ W (1+z)^{1−γ} E₀^−γ /H dξ dE₀, the same at every E₀ but for E₀^−γ; so
/// redshift and energy are drawn apart, E₀ uniform in ln E₀ (stratified: one in each of N equal
/// cells of a batch) with weight ∝ E₀^{1−γ}. Energies that meet no resonance are not drawn.
///
/// Cost: about 0.1 µs a primary.
public struct ColdCascade: Sendable {
  /// Edges of the bins of energy at Earth [eV], rising.
  public let edges: [Double]
  /// Drawn energies today [eV]; empty where no primary meets a resonance above the lowest edge.
  let drawn: Range<Double>
  private let transport: ColdTransport
  private let redshifts: RedshiftSampler
  private let source: SourceSpectrum
  /// Independent batches, from whose spread the standard errors come.
  static let batches = 32

  /// Throws where the edges do not rise, zmax is not positive, or W is not known up to there.
  public init(
    zPrime: ZPrime, masses: NeutrinoMasses, mixing: MixingMatrix? = nil,
    cosmology: Cosmology = .reference, relics: RelicNeutrinos = .reference, zmax: Double = 5,
    source: SourceSpectrum, edges: [Double]
  ) throws(AssayError) {
    guard edges.count >= 2, edges[0] > 0, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      throw .badValue(
        name: "edges of the energy bins", found: "\(edges)",
        accepted: "two or more energies in eV, positive and rising")
    }
    guard zmax > 0, zmax <= 100 else {
      throw .badValue(name: "zmax", found: "\(zmax)", accepted: "above 0, at most 100")
    }
    let mixing = mixing ?? .nuFIT5(masses.ordering)
    transport = ColdTransport(
      zPrime: zPrime, masses: masses, couplings: ZPrimeCouplings(mixing), cosmology: cosmology,
      relics: relics, floor: edges[0])
    redshifts = try RedshiftSampler(source, cosmology: cosmology, zmax: zmax)
    (self.source, self.edges) = (source, edges)
    // A massless target is met by no neutrino.
    let met = transport.resonances.filter(\.isFinite)
    let lowest = max(edges[0], (met.last ?? 0) / (1 + zmax))
    drawn = lowest..<max(lowest, met.first ?? 0)
  }

  /// Follows `primaries` neutrinos (rounded up to whole batches).
  ///
  /// Batch b draws from stream `stream` + b, so that the result has the same bits for any number of
  /// threads.
  public func run(
    primaries: Int, seed: UInt64, stream: UInt64, threads: Int = 1
  ) throws(AssayError) -> ColdSpectrum {
    guard primaries >= Self.batches else {
      throw .badValue(
        name: "number of primaries", found: "\(primaries)", accepted: "\(Self.batches) or more")
    }
    let size = (primaries + Self.batches - 1) / Self.batches
    let changes = Parallel.map(Self.batches, threads: threads) { k in
      batch(size, Philox(seed: seed, stream: stream &+ UInt64(k)))
    }.flatMap { $0 }
    return ColdSpectrum(
      edges: edges, source: source, batches: Self.batches, scale: edges[0], changes: changes)
  }

  /// Arrivals less departures of one batch, by mass state and bin, in units of the source at
  /// E_ref = the lowest edge.
  private func batch(_ count: Int, _ stream: Philox) -> [Double] {
    guard !drawn.isEmpty else { return [Double](repeating: 0, count: 3 * (edges.count - 1)) }
    var random = stream
    var tally = ColdTally(edges: edges)
    let range = log(drawn.upperBound / drawn.lowerBound)
    let offset = log(drawn.lowerBound / edges[0])
    // dN = (E₀/E_ref)^−γ dE₀/E_ref, with d ln E₀ = range/count a primary.
    let scale = range / Double(count)
    let (first, second) = (source.weights[0], source.weights[0] + source.weights[1])
    for k in 0..<count {
      let lnE = offset + (Double(k) + random.uniform()) * scale
      let pick = random.uniform()
      let neutrino = ColdNeutrino(
        state: pick < first ? 0 : pick < second ? 1 : 2, energy: edges[0] * exp(lnE),
        start: redshifts(random.uniform()))
      tally.begin(neutrino, weight: scale * exp((1 - source.index) * lnE))
      transport.follow(neutrino, &random, &tally)
    }
    return tally.changes
  }
}

/// Arrivals less departures of histories with an interaction.
private struct ColdTally: ColdRecorder {
  private let edges: [Double]
  private(set) var changes: [Double]
  private var weight = 0.0
  private var interacted = false

  init(edges: [Double]) {
    self.edges = edges
    changes = [Double](repeating: 0, count: 3 * (edges.count - 1))
  }

  mutating func begin(_ neutrino: ColdNeutrino, weight: Double) {
    self.weight = weight
    interacted = false
  }

  @inline(__always)
  mutating func arrived(_ neutrino: ColdNeutrino) {
    if interacted { add(neutrino, weight) }
  }

  mutating func absorbed(_ neutrino: ColdNeutrino, at onePlusZ: Double) {
    if !interacted { add(neutrino, -weight) }
    interacted = true
  }

  private mutating func add(_ neutrino: ColdNeutrino, _ weight: Double) {
    var low = 0
    var high = edges.count - 1
    guard neutrino.energy >= edges[low], neutrino.energy < edges[high] else { return }
    while high - low > 1 {
      let middle = (low + high) / 2
      if neutrino.energy >= edges[middle] { low = middle } else { high = middle }
    }
    changes[neutrino.state * (edges.count - 1) + low] += weight
  }
}
