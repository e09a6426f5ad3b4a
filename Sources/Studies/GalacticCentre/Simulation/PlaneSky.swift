// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// Simulated photons of the inner Galaxy on a plane: diffuse and isotropic emission, and an excess
/// partly smooth, partly from sources.
///
/// A map: normalisations from flat priors; Poisson photons of the smooth parts; a Poisson number of
/// sources, each at a place after the excess, of a flux after the source counts, with Poisson photons
/// each moved by the point spread function. Every map is a function of the seed and its number.
struct PlaneSky: Sendable {
  /// What is drawn for a map, in mean photons a pixel, and the share of the excess from sources.
  struct Truth: Sendable, Equatable {
    var diffuse: Double
    var isotropic: Double
    var excess: Double
    var sourceShare: Double
  }

  struct Map: Sendable {
    var truth: Truth
    var counts: [Int]
    var diffuse: [Double]
  }

  let components: SkyComponents
  var family: DiffuseFamily
  /// Whether the excess has sources at all.
  var hasSources = true
  let psf = KingFunction.fermiAt2GeV
  /// Source counts, bright to faint.
  let law: SourceCountLaw
  private let fluxes: FluxTable
  var seed: UInt64
  /// A fault: photons of sources stay where their source is.
  var forgetsSpread = false

  static let priors = (diffuse: 1.0...4.0, isotropic: 0.2...1.0, excess: 0.3...1.5)

  init(
    _ components: SkyComponents, family: DiffuseFamily, seed: UInt64
  ) throws(AssayError) {
    (self.components, self.family, self.seed) = (components, family, seed)
    law = try SourceCountLaw(breaks: [20], slopes: [6, 0.5])
    fluxes = FluxTable(law)
  }

  /// Photons of a mean source.
  var meanFlux: Double { fluxes.mean }

  func map(_ number: Int) -> Map {
    var random = Philox(
      seed: seed, stream: Philox.stream(of: "plane sky \(family.rawValue) \(hasSources)"),
      counter: UInt64(number) << 32)
    func draw(_ range: ClosedRange<Double>) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform()
    }
    let truth = Truth(
      diffuse: draw(Self.priors.diffuse), isotropic: draw(Self.priors.isotropic),
      excess: draw(Self.priors.excess), sourceShare: hasSources ? random.uniform() : 0)
    return map(truth, &random)
  }

  func map(_ truth: Truth, _ random: inout Philox) -> Map {
    let diffuse = components.diffuse(family, &random)
    let smooth = truth.excess * (1 - truth.sourceShare)
    var counts = (0..<components.side * components.side).map { p in
      random.poisson(
        truth.diffuse * diffuse[p] + truth.isotropic + smooth * components.excess[p])
    }
    addSources(truth, &counts, &random)
    return Map(truth: truth, counts: counts, diffuse: diffuse)
  }

  private func addSources(_ truth: Truth, _ counts: inout [Int], _ random: inout Philox) {
    // Those of the patch give its mean; the margin has its own share on top.
    let photons =
      truth.excess * truth.sourceShare * Double(counts.count) / components.shareOfPatch
    let sources = random.poisson(photons / meanFlux)
    let (cells, side) = (components.cells, components.side)
    let step = components.pixel / Double(SkyComponents.finer)
    let skip = Double(cells - side * SkyComponents.finer) / 2 * step
    let degree = Double.pi / 180
    for _ in 0..<sources {
      let cell = components.cell(random.uniform())
      let x = (Double(cell % cells) + random.uniform()) * step - skip
      let y = (Double(cell / cells) + random.uniform()) * step - skip
      for _ in 0..<random.poisson(fluxes.flux(random.uniform())) {
        var (l, b) = (x, y)
        let angle = psf.angle(random.uniform(), random.uniform()) / degree
        let turn = 2 * .pi * random.uniform()
        if !forgetsSpread { (l, b) = (l + angle * cos(turn), b + angle * sin(turn)) }
        let column = Int((l / components.pixel).rounded(.down))
        let row = Int((b / components.pixel).rounded(.down))
        if (0..<side).contains(column), (0..<side).contains(row) {
          counts[row * side + column] += 1
        }
      }
    }
  }
}

extension SkyComponents {
  /// The cell in which a source sits, from a uniform number.
  func cell(_ u: Double) -> Int {
    var (low, high) = (0, positions.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if positions[middle] < u { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Of the sources of patch and margin, those in the patch.
  var shareOfPatch: Double {
    let skip = (cells - side * Self.finer) / 2
    var sum = 0.0
    for row in skip..<cells - skip {
      let (first, last) = (row * cells + skip, row * cells + cells - skip - 1)
      sum += positions[last] - (first > 0 ? positions[first - 1] : 0)
    }
    return sum
  }
}

/// Fluxes drawn from source counts by inversion, above a thousandth of the lowest break, below which
/// the law must give few photons.
struct FluxTable: Sendable {
  private let edges: [Double]
  /// Cumulated numbers of sources from bright to faint by segment, ending at 1.
  private let cumulated: [Double]
  private let law: SourceCountLaw
  /// Photons of a mean source.
  let mean: Double

  init(_ law: SourceCountLaw) {
    self.law = law
    let least = law.breaks[law.breaks.count - 1] / 1000
    let edges = [Double.infinity] + law.breaks + [least]
    var (numbers, photons) = ([Double](), 0.0)
    for s in law.slopes.indices {
      numbers.append(Self.integral(law, s, 0, from: edges[s + 1], to: edges[s]))
      photons += Self.integral(law, s, 1, from: edges[s + 1], to: edges[s])
    }
    let total = numbers.reduce(0, +)
    var running = 0.0
    cumulated = numbers.map {
      running += $0 / total
      return running
    }
    mean = photons / total
    self.edges = edges
  }

  /// ∫ S^power dN/dS dS within a segment.
  private static func integral(
    _ law: SourceCountLaw, _ s: Int, _ power: Double, from low: Double, to high: Double
  ) -> Double {
    let reference = law.reference(s)
    let e = power + 1 - law.slopes[s]
    let (a, b) = (low / reference.flux, high / reference.flux)
    let part = abs(e) < 1e-12 ? log(b / a) : ((b == .infinity ? 0 : pow(b, e)) - pow(a, e)) / e
    return reference.density * pow(reference.flux, power + 1) * part
  }

  func flux(_ u: Double) -> Double {
    let s = cumulated.firstIndex { u < $0 } ?? cumulated.count - 1
    let before = s == 0 ? 0 : cumulated[s - 1]
    let t = (u - before) / (cumulated[s] - before)
    // From the bright edge down: a share t of the numbers of this segment lies above.
    let e = 1 - law.slopes[s]
    let (low, high) = (edges[s + 1], edges[s])
    if abs(e) < 1e-12 { return high * pow(low / high, t) }
    let top = high == .infinity ? 0 : pow(high, e)
    return pow(top + t * (pow(low, e) - top), 1 / e)
  }
}
