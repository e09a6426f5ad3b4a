// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Hardware
private import Kernels
public import Numerics
private import Synchronization

/// The depth of the dip over the plane of Z′ mass and coupling.
///
/// The rates depend on E/m² and g/m alone, so
///
///     r(E; m, g) = r(E (m₀/m)²; m₀, g m₀/m)                                     (1)
///
/// exactly: the plane needs one cascade for each distinct g/m, at a mass m₀ of our choice. On grids
/// with equal logarithmic steps these are few (199 for 100 × 100). All share the thermal integrals.
public struct CouplingScan: Sendable {
  public let masses: [Double]
  public let couplings: [Double]
  public let window: ClosedRange<Double>
  private let reference: CascadeProblem
  private let source: SourceSpectrum
  /// Distinct (g/m)² over that of the reference, rising.
  private let strengths: [Double]
  /// Index into `strengths` by coupling and mass; mass runs fastest.
  private let place: [Int]

  /// - Parameters:
  ///   - masses: of the Z′ [eV]; couplings: g.
  ///   - window: energies at Earth in which the dip is looked for [eV].
  ///   - spacing: du of the grid.
  ///
  /// Throws where a mass or coupling is out of range (``ZPrime``), the grid too coarse
  /// (``CascadeSolver``), a list empty, the window narrower than a step, or the evolution not known
  /// up to zmax.
  public init(
    masses: [Double], couplings: [Double], neutrinos: NeutrinoMasses, kappa: Double = 1,
    cosmology: Cosmology = .reference, relics: RelicNeutrinos = .reference, zmax: Double = 5,
    source: SourceSpectrum, window: ClosedRange<Double>, spacing: Double = 2e-3
  ) throws(AssayError) {
    guard let heaviest = masses.max(), let lightest = masses.min(),
      let strongest = couplings.max()
    else {
      throw .badValue(
        name: "plane of the scan", found: "\(masses.count) masses, \(couplings.count) couplings",
        accepted: "at least one of each")
    }
    guard window.lowerBound > 0, window.upperBound.isFinite,
      !(log(window.upperBound / window.lowerBound) < spacing)
    else {
      throw .badValue(
        name: "window of the scan", found: "\(window.lowerBound) to \(window.upperBound) eV",
        accepted: "positive energies, the upper one higher by a factor of at least "
          + "\(exp(spacing)), a step of the grid")
    }
    for mass in masses { _ = try ZPrime(mass: mass, coupling: couplings[0], kappa: kappa) }
    for coupling in couplings {
      _ = try ZPrime(mass: heaviest, coupling: coupling, kappa: kappa)
    }
    try ZPrime(mass: lightest, coupling: strongest, kappa: kappa)
      .checkNarrowWidth(relics, cosmology)
    // At the heaviest mass the window lies lowest on the scaled axis: the grid begins there.
    let zPrime = try ZPrime(mass: heaviest, coupling: strongest, kappa: kappa)
    let probe = try CascadeGrid(
      lowest: window.lowerBound, highest: window.lowerBound * 2, spacing: 0.05)
    var problem = try CascadeProblem(zPrime: zPrime, masses: neutrinos, zmax: zmax, grid: probe)
    problem.cosmology = cosmology
    problem.relics = relics
    (strengths, place) = Self.distinct(masses, couplings, heaviest / strongest)
    problem.grid = try CascadeGrid(
      lowest: window.lowerBound * (1 - 1e-12),
      highest: max(
        problem.highestAbsorbed(strength: strengths.last!), window.lowerBound)
        * exp(4 * spacing), spacing: spacing)
    try problem.check(source)
    reference = try CascadeSolver(problem).problem
    (self.masses, self.couplings, self.window, self.source) = (masses, couplings, window, source)
  }

  /// Distinct g/m, each solved once.
  public var solves: Int { strengths.count }

  /// What one of the solves by the vector code amounts to.
  var work: CascadeWork { WindowCascade(reference).work }

  /// Of the grid.
  var cells: Int { reference.grid.count }

  /// Solves by the vector code that share thermal integrals: few enough that their states stay in
  /// the second-level cache; fixed, so that the bits do not depend on the threads.
  static let shared = 8

  /// - Parameter progress: told the number of solves done; called from any thread.
  public func run(
    threads: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) throws(AssayError) -> CouplingPlane {
    let chunks = stride(from: 0, to: strengths.count, by: Self.shared).map {
      Array(strengths[$0..<min($0 + Self.shared, strengths.count)])
    }
    let done = Mutex(0)
    let cascade = WindowCascade(reference)
    let ratios = Parallel.map(chunks.count, threads: threads) { k in
      let spectra = cascade.solve([source], strengths: chunks[k]).map { $0[0].allFlavours }
      let count = done.withLock {
        $0 += chunks[k].count
        return $0
      }
      progress?(count)
      return spectra
    }
    let all = ratios.flatMap { $0 }
    return plane(
      searches.map { search in
        let ratio = all[search.point]
        let cell = assay_cascade_lowest(ratio, Int32(search.first), Int32(search.last))
        return (Int(cell), cell < 0 ? 1 : ratio[Int(cell)])
      })
  }

  /// The same on an accelerator, with the same bits.
  ///
  /// - Parameter progress: told the number of solves done.
  public func run(
    on device: Device, progress: (Int) -> Void = { _ in }
  ) throws(AssayError) -> CouplingPlane {
    let points = strengths.map { DeviceCascade.Point(zPrime: reference.zPrime, strength: $0) }
    let all = searches
    // The device takes them by cascade.
    let order = all.indices.sorted { (all[$0].point, $0) < (all[$1].point, $1) }
    let sorted = try DeviceCascade(reference, on: device)
      .lowest(points, source, order.map { all[$0] }, progress: progress)
    var lowest = sorted
    for (k, index) in order.enumerated() { lowest[index] = sorted[k] }
    return plane(lowest)
  }

  /// Where the lowest ratio of every point of the plane is looked for.
  private var searches: [DeviceCascade.Search] {
    couplings.indices.flatMap { c in
      masses.enumerated().map { m, mass in
        let scale = reference.zPrime.mass / mass
        let cells = reference.grid.cells(window, scale: scale)
        return DeviceCascade.Search(
          point: place[c * masses.count + m], first: cells.first, last: cells.last)
      }
    }
  }

  private func plane(_ lowest: [(cell: Int, ratio: Double)]) -> CouplingPlane {
    let energies = lowest.enumerated().map { k, found in
      let scale = reference.zPrime.mass / masses[k % masses.count]
      return found.cell < 0 ? .nan : reference.grid.energy(found.cell) / (scale * scale)
    }
    return CouplingPlane(
      masses: masses, couplings: couplings, depth: lowest.map { 1 - $0.ratio },
      energyOfDip: energies)
  }

  /// The distinct values of (g m₀ / (g₀ m))² and which of them each point has; values that agree to
  /// 1e-10 are one, because a grid with equal steps repeats them but for rounding.
  private static func distinct(
    _ masses: [Double], _ couplings: [Double], _ unit: Double
  ) -> (strengths: [Double], place: [Int]) {
    let all = couplings.flatMap { g in masses.map { g / $0 * unit } }
    var strengths: [Double] = []
    var place = [Int](repeating: 0, count: all.count)
    for k in all.indices.sorted(by: { (all[$0], $0) < (all[$1], $1) }) {
      let square = all[k] * all[k]
      if strengths.isEmpty || square > strengths.last! * (1 + 2e-10) { strengths.append(square) }
      place[k] = strengths.count - 1
    }
    return (strengths, place)
  }
}

/// The result of a scan.
public struct CouplingPlane: Sendable, Equatable {
  /// [eV].
  public let masses: [Double]
  public let couplings: [Double]
  /// 1 − min over the window of the all-flavour ratio; mass runs fastest.
  public let depth: [Double]
  /// Where that minimum lies [eV at Earth]; not a number where the ratio is nowhere below 1.
  public let energyOfDip: [Double]
}
