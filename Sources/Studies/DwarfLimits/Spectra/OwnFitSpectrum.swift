// SPDX-License-Identifier: GPL-3.0-or-later

private import Glibc
public import Harness
public import Numerics

/// Spectra without a table: a fit with eight coefficients a channel and mass.
///
///   ln(dN/dlog₁₀x) = c₀ + c₁ ln x + c₂ x + c₃ x² + c₄ x³ + c₅ ln(1-x) + c₆ ln²x + c₇ ln³x,  x = E/m
///
/// Fitted to PPPC4DMID (arXiv:1012.4515) for max(0.5 GeV/m, 10⁻⁴) < x < 0.98 at nine masses; the
/// coefficients and their errors stand in the reference table spectrum_fit_own.
public struct OwnFitSpectrum: AnnihilationSpectrum {
  public let title: String
  /// Masses that were fitted [GeV].
  public let nodes: [Double]
  public var masses: ClosedRange<Double> { nodes[0]...nodes[nodes.count - 1] }
  private let coefficients: [[Double]]
  private let interpolates: Bool

  /// - Parameter interpolates: linear in ln m between the fitted masses; not validated, so it is
  ///   for smoke tests and must be asked for.
  public init(
    channel: String, in library: ReferenceLibrary, interpolates: Bool = false
  ) throws(AssayError) {
    let table = try library.table("spectrum_fit_own")
    let columns = InputColumns(table)
    let names = try columns.names()
    let masses = try columns.axisNumbers(1)
    var terms: [[Double]] = []
    for k in 0..<8 { terms.append(try columns.numbers(named: "c\(k)")) }
    let rows = names.indices.filter {
      ChannelName.particle(names[$0]) == ChannelName.particle(channel)
    }
    guard !rows.isEmpty else {
      throw .badValue(
        name: "channel of spectrum_fit_own", found: channel,
        accepted: Set(names).sorted().joined(separator: ", "))
    }
    for (a, b) in zip(rows, rows.dropFirst()) where masses[b] <= masses[a] {
      throw .badInput(
        file: table.file, place: "m_DM", found: "\(masses[b]) GeV after \(masses[a]) GeV",
        accepted: "rising masses in each channel")
    }
    title = "own fit \(channel)"
    nodes = rows.map { masses[$0] }
    coefficients = rows.map { row in terms.map { $0[row] } }
    self.interpolates = interpolates
  }

  public func slice(mass: Double) throws(AssayError) -> any SpectrumSlice {
    try fitted(mass: mass)
  }

  func fitted(mass: Double) throws(AssayError) -> FittedSlice {
    try check(mass)
    let rule = interpolates ? MassInterpolation.logarithmic : .none
    let (k, w) = try rule.place(mass, in: nodes, title: title)
    let high = coefficients[w == 0 ? k : k + 1]
    let c = zip(coefficients[k], high).map { (1 - w) * $0 + w * $1 }
    return FittedSlice(mass: mass, coefficients: c, title: title)
  }
}

/// The own fit at one mass.
public struct FittedSlice: SpectrumSlice {
  public let mass: Double
  let coefficients: [Double]
  let title: String

  public var energies: ClosedRange<Double> {
    mass * max(0.5 / mass, 1e-4)...mass * 0.98
  }

  /// dN/dlog₁₀x.
  func logSpectrum(_ x: Double) -> Double {
    let c = coefficients
    let l = log(x)
    let polynomial = c[0] + x * (c[2] + x * (c[3] + x * c[4]))
    return exp(polynomial + l * (c[1] + l * (c[6] + l * c[7])) + c[5] * log(1 - x))
  }

  public func energySpectrum(_ energy: Double) -> Double {
    energies.contains(energy) ? logSpectrum(energy / mass) / ln10 : 0
  }

  public func photons(from low: Double, to high: Double) throws(AssayError) -> Double {
    try integral(low, high) { _ in 1 }
  }

  public func energy(from low: Double, to high: Double) throws(AssayError) -> Double {
    try integral(low, high) { $0 }
  }

  /// ∫ weight(E) (dN/dlog₁₀x)/ln 10 d ln E.
  private func integral(
    _ low: Double, _ high: Double, _ weight: (Double) -> Double
  ) throws(AssayError) -> Double {
    guard low > 0 && high >= low && high.isFinite, low >= energies.lowerBound * (1 - 1e-9) else {
      throw .badValue(
        name: "energy range for \(title)", found: "\(low) to \(high) GeV",
        accepted: "finite, from \(energies.lowerBound) GeV on, the lowest energy of the fit")
    }
    let top = min(high, energies.upperBound)
    guard top > low else { return 0 }
    return try Quadrature.integrate(from: log(low), to: log(top), relative: 1e-10) { t in
      let energy = exp(t)
      return weight(energy) * logSpectrum(energy / mass) / ln10
    }
  }
}
