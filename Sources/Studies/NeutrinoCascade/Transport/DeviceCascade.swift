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
/// a redshift step for each cascade, and 24 bytes a cell of the windows for each mass. Where that is
/// more than there is, the work is cut into batches; the bits stay the same.
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
    for zPrime in points { _ = try CascadeSolver(problem.with(zPrime)) }
    guard variant == .dense else { return }
    var seen: Set<Double> = []
    for zPrime in points where seen.insert(zPrime.mass).inserted {
      let widest = WindowCascade(problem.with(zPrime)).spans().map { $0.upper - $0.lower }.max()!
      guard widest <= widestDense else {
        throw .badValue(
          name: "cells of a window", found: "\(widest) for a Z' of \(zPrime.mass) eV",
          accepted: "at most \(widestDense) in the dense variant on \(device.info.name), by its "
            + "local memory; the suffix variant takes any")
      }
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
