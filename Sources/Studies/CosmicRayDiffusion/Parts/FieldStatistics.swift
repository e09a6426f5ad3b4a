// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics
internal import Turbulence

/// Measures fields of the generators; the rows of the table `field_statistics`.
struct FieldStatistics: Sendable {
  /// N of the single field whose spectrum is measured.
  var count: Int
  var task: TaskContext
  var conventions: FieldConventions

  /// N of the many fields whose means are taken.
  private static let small = 64
  /// Kolmogorov in a box of 2.8 L_max, down to two spacings; lengths in spacings.
  private static func kolmogorov(_ count: Int) -> TurbulenceSpectrum {
    .powerLaw(index: 5 / 3, smallest: 2, largest: Double(count) / 2.8)
  }
  /// The box is 25 bend-over lengths.
  private static let bendOver = TurbulenceSpectrum.bendOver(
    low: 4, index: 5 / 3, length: Double(small) / 25, smallest: 2, largest: Double(small))

  func rows() throws(AssayError) -> [(String, Estimate)] {
    try single() + interpolation() + unscaled() + largeBox() + axisLength()
  }

  // MARK: Rows

  /// One field in a box of 2.8 L_max.
  private func single() throws(AssayError) -> [(String, Estimate)] {
    let spectrum = Self.kolmogorov(count)
    let field = try generate(spectrum, count: count, number: 0, threads: task.threads)
    let measured = GridSpectrum(field.grid)
    let total = measured.components.sum()
    // The decade in the middle of the wavenumbers 2.8 to N/2 that are filled.
    let first = (2.8 * Double(count) / 20).squareRoot()
    let shares = zip(["x", "y", "z"], 0..<3).map { name, i in
      ("3 x share of B_\(name), L = 2.8 L_max", Estimate(3 * measured.components[i] / total))
    }
    return [
      ("variance after rescaling", Estimate(GridStatistics.variance(field.grid))),
      ("mean field", Estimate(measured.mean)),
      ("divergence in k space over gradient", Estimate(measured.divergence)),
      (
        "slope of the shell spectrum",
        Estimate(try measured.slope(first...(10 * first), count: count))
      ),
    ] + shares
  }

  private func interpolation() throws(AssayError) -> [(String, Estimate)] {
    let grid = try generate(Self.kolmogorov(32), count: 32, number: 1).grid
    let ratio = GridStatistics.interpolatedVariance(grid) / GridSpectrum(grid).interpolated
    return [("variance of the trilinear field over its closed form", Estimate(ratio))]
  }

  private func unscaled() throws(AssayError) -> [(String, Estimate)] {
    let spectrum = TurbulenceSpectrum.powerLaw(index: 5 / 3, smallest: 2, largest: 16)
    let values = try collect(64) { i throws(AssayError) in
      try generate(spectrum, count: 32, number: 100 + i).unscaledVariance
    }
    return [("variance before rescaling over its expectation, 64 fields", Self.mean(values))]
  }

  private func largeBox() throws(AssayError) -> [(String, Estimate)] {
    let spectra = try collect(8) { i throws(AssayError) in
      GridSpectrum(try generate(Self.bendOver, count: Self.small, number: 200 + i).grid)
    }
    let length = try Self.bendOver.correlationLength(.oneSided)
    let lengths = spectra.map { conventions.convention.factor * $0.correlationLength / length }
    return zip(["x", "y", "z"], 0..<3).map { name, i in
      (
        "3 x share of B_\(name), L = 25 L_bo, 8 fields",
        Self.mean(spectra.map { 3 * $0.components[i] / $0.components.sum() })
      )
    } + [("correlation length over its closed form, L = 25 L_bo, 8 fields", Self.mean(lengths))]
  }

  private func axisLength() throws(AssayError) -> [(String, Estimate)] {
    let spectrum = Self.kolmogorov(Self.small)
    let table = try ModeTable(
      count: Self.small, length: Double(Self.small), spectrum: spectrum,
      conventions: FieldConventions())
    let expected = table.axisLength(count: Self.small, length: Double(Self.small))
    let values = try collect(48) { i throws(AssayError) in
      let grid = try generate(spectrum, count: Self.small, number: 300 + i).grid
      return conventions.convention.factor * GridStatistics.axisLength(grid) / expected
    }
    return [
      ("correlation length along the axes over that of the box, 48 fields", Self.mean(values))
    ]
  }

  /// L_c1 over all directions of `fields` realisations.
  func length(
    _ spectrum: TurbulenceSpectrum, spacing: Double, fields: Int
  ) throws(AssayError) -> Estimate {
    // Not side by side: a field of 256³ and its spectrum take 0.7 GB.
    var values: [Double] = []
    for i in 0..<fields {
      let field = try GridTurbulence.generate(
        count: count, spacing: spacing, spectrum: spectrum, seed: task.seed,
        stream: task.stream &+ UInt64(i), threads: task.threads, conventions: conventions)
      values.append(
        conventions.convention.factor * GridSpectrum(field.grid).correlationLength)
    }
    return Self.mean(values)
  }

  // MARK: Many fields

  private func generate(
    _ spectrum: TurbulenceSpectrum, count: Int, number: Int, threads: Int = 1
  ) throws(AssayError) -> TurbulenceField {
    try GridTurbulence.generate(
      count: count, spacing: 1, spectrum: spectrum, seed: task.seed,
      stream: task.stream &+ UInt64(number), threads: threads, conventions: conventions)
  }

  private func collect<Value: Sendable>(
    _ number: Int, _ body: @Sendable (Int) throws(AssayError) -> Value
  ) throws(AssayError) -> [Value] {
    let results = Parallel.map(number, threads: task.threads) { i -> Result<Value, AssayError> in
      do throws(AssayError) { return .success(try body(i)) } catch { return .failure(error) }
    }
    var values: [Value] = []
    for result in results { values.append(try result.get()) }
    return values
  }

  /// The mean with its error from the scatter.
  static func mean(_ values: [Double]) -> Estimate {
    let number = Double(values.count)
    let mean = values.reduce(0, +) / number
    let scatter = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Estimate(mean, standardError: (scatter / (number * (number - 1))).squareRoot())
  }
}
