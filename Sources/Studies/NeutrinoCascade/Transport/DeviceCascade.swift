// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Hardware
public import Numerics

/// Many cascades at once on an accelerator: masses and couplings of the Z′, and sources, that share
/// a grid, the neutrinos and the universe.
///
/// The equations are those of ``CascadeSolver``, the kernel text is that of its vector code. Double
/// precision only: R is a difference of sums of which each is up to six times as large, and a step
/// changes the density by the order of du.
///
/// Cost: see `Kernels/Devices/CascadeSteps.h`. Memory of the device: 24 bytes a cell of the grid and
/// a redshift step for each cascade, and 24 bytes a cell of the windows for each mass, of which the
/// host holds a tenth in tables. Where that is more than there is, the work is cut into batches; the
/// bits stay the same.
public struct DeviceCascade: Sendable {
  public enum Variant: String, Sendable, CaseIterable {
    /// One work-item a cascade, three suffix sums from the top cell down: the bits of
    /// ``CascadeSolver/Variant/simd``.
    case suffix
    /// One group of 32 work-items a cascade, R as a product with the triangular matrix of h: within
    /// 1e-12 of `suffix`.
    case dense
  }

  public let device: Device
  public let variant: Variant
  let problem: CascadeProblem
  /// Bytes that one array of a batch may take; nil for what the device gives.
  var room: Int?

  /// - Parameter problem: what all cascades share; its Z′ is replaced by those of the points.
  public init(_ problem: CascadeProblem, on device: Device, variant: Variant = .suffix) {
    (self.problem, self.device, self.variant) = (problem, device, variant)
  }

  /// One cascade of a batch.
  struct Point: Sendable {
    var zPrime: ZPrime
    /// Factor on κ g²/m².
    var strength = 1.0
    /// Index of its source.
    var source = 0
  }

  /// The spectra at Earth by Z′ and source.
  ///
  /// Throws as ``CascadeSolver`` does for any of the Z′, where an evolution table ends below zmax,
  /// where the device fails, and for ``Variant/dense`` where a window has more cells than the
  /// device's local memory can hold.
  public func solve(
    _ points: [ZPrime], _ sources: [SourceSpectrum]
  ) throws(AssayError) -> [[CascadeSpectrum]] {
    try check(points, sources)
    // Neighbouring work-items share the thermal integrals of a mass.
    let order = points.indices.sorted { (points[$0].mass, $0) < (points[$1].mass, $1) }
    let all = order.flatMap { p in sources.indices.map { Point(zPrime: points[p], source: $0) } }
    let mixing = problem.mixing.moduliSquared
    let cells = problem.grid.count
    var spectra = [[CascadeSpectrum]](repeating: [], count: points.count)
    do throws(DeviceError) {
      let run = try DeviceCascadeRun(self, sources)
      try run.inBatches(all) { (range, ratios) throws(DeviceError) in
        let values = try ratios.read()
        let (cell, state, point) = run.strides(range.count)
        for (k, index) in range.enumerated() {
          let states = (0..<3).map { i in
            (0..<cells).map { values[$0 * cell + i * state + k * point] }
          }
          let terms = run.sources[all[index].source]
          spectra[order[index / sources.count]].append(
            CascadeSpectrum(
              grid: problem.grid, source: terms.source, mixing: mixing, massStates: states,
              freeStreaming: terms.emitted.last!))
        }
      }
    } catch {
      throw AssayError(error)
    }
    return spectra
  }

  /// The depth of the all-flavour dip of each Z′: 1 − the lowest ratio at the grid's energies within
  /// the window [eV at Earth]. Only these numbers leave the device.
  ///
  /// Throws as ``solve(_:_:)``.
  public func depths(
    _ points: [ZPrime], _ source: SourceSpectrum, window: ClosedRange<Double>
  ) throws(AssayError) -> [Double] {
    try check(points, [source])
    let order = points.indices.sorted { (points[$0].mass, $0) < (points[$1].mass, $1) }
    let cells = problem.grid.cells(window)
    let lowest = try lowest(
      order.map { Point(zPrime: points[$0]) }, source,
      order.indices.map { Search(point: $0, first: cells.first, last: cells.last) })
    var depths = [Double](repeating: 0, count: points.count)
    for (k, p) in order.enumerated() { depths[p] = 1 - lowest[k].ratio }
    return depths
  }

  private func check(_ points: [ZPrime], _ sources: [SourceSpectrum]) throws(AssayError) {
    for source in sources { try problem.check(source) }
    let strongest = Self.strongest(points)
    for zPrime in strongest { _ = try CascadeSolver(problem.with(zPrime)) }
    guard variant == .dense else { return }
    let masses = Set(strongest.map(\.mass)).sorted()
    let window = WindowCascade(problem)
    let threads = ProcessInfo.processInfo.activeProcessorCount
    let widths = Parallel.map(masses.count, threads: threads) { k in
      window.spans(of: masses[k]).map { $0.upper - $0.lower }.max()!
    }
    for (mass, widest) in zip(masses, widths) {
      guard widest <= widestDense else {
        throw .badValue(
          name: "cells of a window", found: "\(widest) for a Z' of \(mass) eV",
          accepted: "at most \(widestDense) in the dense variant on \(device.info.name), by its "
            + "local memory; the suffix variant takes any")
      }
    }
  }
}

extension DeviceCascade {
  /// Those of each mass that ``CascadeSolver`` refuses if it refuses any: it asks how high in energy
  /// they absorb, which goes with κ g², and how much they scatter off the resonance, with κ g⁴.
  static func strongest(_ points: [ZPrime]) -> [ZPrime] {
    var absorbing: [Double: ZPrime] = [:]
    var scattering: [Double: ZPrime] = [:]
    func second(_ z: ZPrime) -> Double { z.kappa * z.coupling * z.coupling }
    func fourth(_ z: ZPrime) -> Double { second(z) * z.coupling * z.coupling }
    for point in points {
      if absorbing[point.mass].map({ second($0) < second(point) }) ?? true {
        absorbing[point.mass] = point
      }
      if scattering[point.mass].map({ fourth($0) < fourth(point) }) ?? true {
        scattering[point.mass] = point
      }
    }
    return absorbing.keys.sorted().flatMap { mass in
      let (a, b) = (absorbing[mass]!, scattering[mass]!)
      return a == b ? [a] : [a, b]
    }
  }
}

extension CascadeProblem {
  func with(_ zPrime: ZPrime) -> CascadeProblem {
    var problem = self
    problem.zPrime = zPrime
    return problem
  }
}

extension CascadeGrid {
  /// First and last cell within a window of energies; none where the last is below the first.
  ///
  /// - Parameter scale: of the Z′ mass; energies go with its square.
  func cells(_ window: ClosedRange<Double>, scale: Double = 1) -> (first: Int, last: Int) {
    func cell(_ energy: Double) -> Double { log(energy * scale * scale / lowest) / spacing }
    return (
      max(Int(cell(window.lowerBound).rounded(.up)), 0),
      min(Int(cell(window.upperBound).rounded(.down)), count - 1)
    )
  }
}
