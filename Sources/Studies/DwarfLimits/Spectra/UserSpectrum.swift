// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A spectrum from a user's file: mass [GeV], energy [GeV], dN/dE [1/GeV] in each row.
///
/// E dN/dE is straight in ln E between the energies of the file and zero above the last one;
/// energies below the first one are refused. Between masses it is linear in m at fixed x = E/m.
public struct UserSpectrum: AnnihilationSpectrum {
  public let title: String
  /// The spectra of the file, by rising mass.
  private let slices: [TabulatedSlice]

  public var masses: ClosedRange<Double> { slices[0].mass...slices[slices.count - 1].mass }

  /// - Parameter path: text or CSV (with or without a heading), or FITS with columns MASS, ENERGY
  ///   and DNDE in its first table.
  public init(reading path: String) throws(AssayError) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    title = "spectrum of \(name)"
    slices = try UserSpectrumFile(path).slices(title: "spectrum of \(name)")
  }

  public func slice(mass: Double) throws(AssayError) -> any SpectrumSlice {
    if slices.count == 1, (slices[0].mass - mass).magnitude <= 1e-9 * mass { return slices[0] }
    try check(mass)
    let nodes = slices.map(\.mass)
    let (k, w) = try MassInterpolation.linear.place(mass, in: nodes, title: title)
    return w == 0 ? slices[k] : Self.between(slices[k], slices[k + 1], w, mass, title)
  }

  /// (1 - w) a + w b at fixed x, on the points of both.
  private static func between(
    _ a: TabulatedSlice, _ b: TabulatedSlice, _ w: Double, _ mass: Double, _ title: String
  ) -> TabulatedSlice {
    let first = max(a.nodes[0] / a.mass, b.nodes[0] / b.mass)
    let x = (a.nodes.map { $0 / a.mass } + b.nodes.map { $0 / b.mass })
      .filter { $0 >= first }.sorted()
    // Points of the two files that differ by rounding only would make a piece without width.
    let nodes = x.enumerated().filter { i, value in i == 0 || value > x[i - 1] * (1 + 1e-12) }
      .map(\.element)
    let values = nodes.map { x in
      (1 - w) * at(a, x) + w * at(b, x)
    }
    return TabulatedSlice(
      mass: mass, nodes: nodes.map { $0 * mass }, values: values,
      interpolation: .linearInLogEnergy, title: title)
  }

  /// E dN/dE at x, safe against x·m falling off the table's end by rounding.
  private static func at(_ slice: TabulatedSlice, _ x: Double) -> Double {
    let energy = x * slice.mass
    let (low, high) = (slice.energies.lowerBound, slice.energies.upperBound)
    return energy > high * (1 + 1e-9) ? 0 : slice.energySpectrum(min(max(energy, low), high))
  }
}
