// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// The points of the scans that are timed, each a cascade of its own.
struct ScanPlane: Sendable {
  let problem: CascadeProblem
  let source: SourceSpectrum
  let masses: [Double]
  let couplings: [Double]
  /// Couplings run fastest.
  let points: [ZPrime]

  init(side: Int, zmax: Double = 5) throws(AssayError) {
    func between(_ low: Double, _ high: Double) -> [Double] {
      (0..<side).map { low * pow(high / low, (Double($0) + 0.5) / Double(side)) }
    }
    (masses, couplings) = (between(5e6, 2e7), between(2e-4, 1e-3))
    var points: [ZPrime] = []
    for mass in masses {
      for coupling in couplings { points.append(try ZPrime(mass: mass, coupling: coupling)) }
    }
    self.points = points
    let neutrinos = try NeutrinoMasses(sum: 0.1, ordering: .normal)
    problem = try CascadeProblem(
      zPrime: points.last!, masses: neutrinos, zmax: zmax,
      grid: .automatic(
        lowest: 1e13, spacing: CascadeWorkloads.spacing, zPrime: points.last!, masses: neutrinos,
        zmax: zmax))
    source = try SourceSpectrum(index: 2.5, evolution: .starFormation)
  }

  /// By the vector code: eight couplings of a mass at a time share its thermal integrals.
  func depths(threads: Int) -> [Double] {
    let unit = couplings.last!
    let chunks = stride(from: 0, to: couplings.count, by: 8).map {
      Array(couplings[$0..<min($0 + 8, couplings.count)])
    }
    return Parallel.map(masses.count * chunks.count, threads: threads) { k in
      let mass = points[k / chunks.count * couplings.count + couplings.count - 1]
      let strengths = chunks[k % chunks.count].map { ($0 / unit) * ($0 / unit) }
      return WindowCascade(problem.with(mass)).solve([source], strengths: strengths)
        .map { $0[0].depth(within: CascadeWorkloads.scanWindow) }
    }.flatMap { $0 }
  }

  /// Of a solve, with the thermal integrals shared by up to eight couplings, as ``depths(threads:)``
  /// does: the mean over the masses.
  var flops: Double {
    mean { work in
      38 * Double(work.thermalEvaluations) * (sharing - 1) + work.flops()
    }
  }

  var bytes: Double {
    mean { CascadeWorkloads.bytes($0, sources: 1) + 72 * (sharing - 1) * Double($0.cells) }
  }

  /// Bytes of the arrays that the vector code goes over again and again.
  var workingSet: Double { 8 * 47 * Double(problem.grid.count) }

  /// Computations of the thermal integrals for each solve.
  private var sharing: Double {
    (Double(couplings.count) / 8).rounded(.up) / Double(couplings.count)
  }

  private func mean(_ value: (CascadeWork) -> Double) -> Double {
    masses.indices.map {
      value(WindowCascade(problem.with(points[$0 * couplings.count])).work)
    }.reduce(0, +) / Double(masses.count)
  }
}
