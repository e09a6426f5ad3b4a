// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Hardware
public import Numerics
public import Timing

/// Solves to be timed: a Z′ of 10 MeV with g = 5e-4, normal ordering, Σm = 0.1 eV, star formation
/// to z = 5, energies 1e12...1e17 eV.
public enum CascadeWorkloads {
  /// One solve on a grid of du = 4e-3, several source spectra on threads, and a plane of masses and
  /// couplings; with an accelerator that is no processor, larger planes too.
  ///
  /// - Parameters:
  ///   - threads: most threads of a variant.
  ///   - devices: accelerators; those without double precision are left out.
  public static func all(
    threads: Int, devices: [Device] = []
  ) throws(AssayError) -> [Workload] {
    let devices = devices.filter(\.info.hasDouble)
    let accelerators = devices.filter { !$0.info.isProcessor }
    return [
      try solve(indices: [2.5], devices: devices), try spectra(threads: threads, devices: devices),
      try scan(side: 4, threads: threads, devices: devices),
    ] + (accelerators.isEmpty ? [] : try large(threads: threads, devices: accelerators))
  }

  /// du of the timed grid, below the coarsest that the narrowest resonance allows.
  static let spacing = 4e-3

  /// One source spectrum: the scalar code, the moving window in vector code, the dense product.
  static func solve(
    indices: [Double], devices: [Device] = []
  ) throws(AssayError) -> Workload {
    let solver = try solver()
    let sources = try sources(indices)
    let cells = Double(solver.problem.grid.count)
    let work = solver.work
    return Workload(
      study: "neutrino-cascade", id: "solve", title: "One solve, du = 4e-3", item: "solve",
      items: Double(indices.count), flopsPerItem: work.flops(sources: sources.count),
      bytesPerItem: bytes(work, sources: 1), workingSet: 8 * 47 * cells,
      variants: [
        variant(solver, sources, .scalar, bound: 0), variant(solver, sources, .simd, bound: 1e-11),
        variant(solver, sources, .dense, bound: 1e-12),
      ]
        + devices.flatMap { device in
          DeviceCascade.Variant.allCases.map { variant(solver, sources, $0, device) }
        })
  }

  /// 16 source spectra of one problem, which share its rates: eight to a piece, on threads.
  ///
  /// The scalar reference solves one by one, so that sizes above 64 would take minutes to prove.
  static func spectra(
    threads: Int, devices: [Device] = []
  ) throws(AssayError) -> Workload {
    try spectra(count: 16, threads: threads, devices)
  }

  private static func spectra(
    count: Int, threads: Int, _ devices: [Device]
  ) throws(AssayError) -> Workload {
    let solver = try solver()
    let all = try sources((0..<count).map { 2 + 0.7 * Double($0) / Double(count) })
    let pieces = stride(from: 0, to: count, by: 8).map { Array(all[$0..<min($0 + 8, count)]) }
    let scalar = Variant(id: "scalar", precision: .double, bound: 0) { () throws(AssayError) in
      try solver.solve(all, variant: .scalar).flatMap(\.allFlavours)
    }
    let variants = ([1] + ThreadCounts.beyondOne(upTo: threads)).map { count in
      Variant(
        id: count == 1 ? "simd" : "simd threads=\(count)", precision: .double, threads: count,
        bound: 1e-11
      ) { () throws(AssayError) in
        let parts = Parallel.map(pieces.count, threads: count) { k in
          Result { () throws(AssayError) in
            try solver.solve(pieces[k]).flatMap(\.allFlavours)
          }
        }
        var values: [Double] = []
        for part in parts { values += try part.get() }
        return values
      }
    }
    let cells = Double(solver.problem.grid.count)
    return Workload(
      study: "neutrino-cascade", id: "spectra", title: "Source spectra of one problem, 8 a solve",
      item: "spectrum", items: Double(count),
      flopsPerItem: solver.work.flops(sources: 8) / 8,
      bytesPerItem: bytes(solver.work, sources: 8) / 8, workingSet: 8 * (27 + 20 * 8) * cells,
      variants: [scalar] + variants
        + devices.map {
          deviceVariant($0) { (device) throws(AssayError) in
            try DeviceCascade(solver.problem, on: device).solve([solver.problem.zPrime], all)[0]
              .flatMap(\.allFlavours)
          }
        },
      sized: { factor throws(AssayError) in
        try spectra(count: max(1, Int((factor * 16).rounded())), threads: threads, devices)
      }, sizes: [1.0 / 16, 0.125, 0.25, 0.5, 1, 2, 4])
  }

  /// Bytes that the vector loops of a solve read and write, by the arrays of `Cascade.h`: per cell
  /// and step 9 doubles for the thermal integrals of three states and 15 for the coefficients, and
  /// 20 for the sweep of each source.
  static func bytes(_ work: CascadeWork, sources: Int) -> Double {
    8 * (24 + 20 * Double(sources)) * Double(work.cells)
  }

  private static func variant(
    _ solver: CascadeSolver, _ sources: [SourceSpectrum], _ kind: CascadeSolver.Variant,
    bound: Double
  ) -> Variant {
    Variant(id: kind.rawValue, precision: .double, bound: bound) { () throws(AssayError) in
      try solver.solve(sources, variant: kind).flatMap { $0.massStates.flatMap { $0 } }
    }
  }

  private static func variant(
    _ solver: CascadeSolver, _ sources: [SourceSpectrum], _ kind: DeviceCascade.Variant,
    _ device: Device
  ) -> Variant {
    deviceVariant(device, kind == .dense ? "dense " : "") { (device) throws(AssayError) in
      try DeviceCascade(solver.problem, on: device, variant: kind)
        .solve([solver.problem.zPrime], sources)[0].flatMap { $0.massStates.flatMap { $0 } }
    }
  }

  /// Bound as for the vector code, whose bits the suffix sums have and the dense product nearly: the
  /// scalar reference takes its exponentials from the C library.
  static func deviceVariant(
    _ device: Device, _ label: String = "", bound: Double = 1e-11,
    _ run: @escaping @Sendable (Device) throws(AssayError) -> [Double]
  ) -> Variant {
    Variant(
      id: "\(device.info.id) \(label)double", precision: .double, device: device.info.id,
      bound: bound
    ) { () throws(AssayError) in try run(device) }
  }

  private static func solver() throws(AssayError) -> CascadeSolver {
    try CascadeSolver(
      CascadeProblem(
        zPrime: ZPrime(mass: 10e6, coupling: 5e-4),
        masses: NeutrinoMasses(sum: 0.1, ordering: .normal), zmax: 5,
        grid: CascadeGrid(lowest: 1e12, highest: 1e17, spacing: spacing)))
  }

  private static func sources(_ indices: [Double]) throws(AssayError) -> [SourceSpectrum] {
    var sources: [SourceSpectrum] = []
    for index in indices {
      sources.append(try SourceSpectrum(index: index, evolution: .starFormation))
    }
    return sources
  }
}
