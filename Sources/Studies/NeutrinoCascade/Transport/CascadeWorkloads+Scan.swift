// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Hardware
internal import Numerics
internal import Timing

extension CascadeWorkloads {
  /// Energies at Earth in which the dip is looked for: those of IceCube's cascades of six years
  /// (arXiv:2001.09520) [eV].
  static let scanWindow = 16e12...2.6e15

  /// Sizes up to this number of solves are held against the scalar code, larger ones against the
  /// vector code: the scalar code, ten times as slow, would take minutes to prove them.
  private static let provenByScalar = 16

  /// A plane of `side` × `side` points, m_Z' in 5...20 MeV and g in 2e-4...1e-3, each a cascade of
  /// its own on one grid of energies from 10 TeV: the depth of the all-flavour dip at every point.
  /// (``CouplingScan`` needs fewer cascades for such a plane.)
  static func scan(
    side: Int, threads: Int, devices: [Device] = []
  ) throws(AssayError) -> Workload {
    let plane = try ScanPlane(side: side)
    var variants: [Variant] = []
    if side * side <= provenByScalar {
      variants.append(
        Variant(id: "scalar", precision: .double, bound: 0) { () throws(AssayError) in
          try plane.points.map { (point) throws(AssayError) in
            try CascadeSolver(plane.problem.with(point)).solve(plane.source, variant: .scalar)
              .depth(within: scanWindow)
          }
        })
    }
    for count in [1] + ThreadCounts.beyondOne(upTo: threads) {
      variants.append(
        Variant(
          id: count == 1 ? "simd" : "simd threads=\(count)", precision: .double, threads: count,
          bound: variants.isEmpty ? 0 : 1e-11
        ) { () throws(AssayError) in plane.depths(threads: count) })
    }
    variants += devices.map { device in
      deviceVariant(device) { (device) throws(AssayError) in
        try DeviceCascade(plane.problem, on: device)
          .depths(plane.points, plane.source, window: scanWindow)
      }
    }
    let cells = Double(plane.problem.grid.count)
    return Workload(
      study: "neutrino-cascade", id: "scan", title: "A plane of Z' masses and couplings",
      item: "solve", items: Double(side * side), flopsPerItem: plane.flops,
      bytesPerItem: plane.bytes, workingSet: 8 * 47 * cells, variants: variants,
      sized: { factor throws(AssayError) in
        try scan(
          side: max(1, Int((4 * factor.squareRoot()).rounded())), threads: threads,
          devices: devices)
      }, sizes: [1.0 / 16, 0.25, 1, 4, 16])
  }
}

/// The points of the scan that is timed.
private struct ScanPlane: Sendable {
  let problem: CascadeProblem
  let source: SourceSpectrum
  let masses: [Double]
  let couplings: [Double]
  /// Couplings run fastest.
  let points: [ZPrime]

  init(side: Int) throws(AssayError) {
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
      zPrime: points.last!, masses: neutrinos, zmax: 5,
      grid: .automatic(
        lowest: 1e13, spacing: CascadeWorkloads.spacing, zPrime: points.last!, masses: neutrinos,
        zmax: 5))
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
