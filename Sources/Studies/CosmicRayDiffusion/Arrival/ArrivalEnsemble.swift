// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics
internal import Sky
internal import Turbulence

/// Observers in independent fields: what they see of the local tensor and of the arrival directions.
///
/// Kolmogorov turbulence on a 256³ grid, L_max = 9.239 pc and L_min = 0.2001 pc, so that l_c = 2 pc
/// (two-sided), r_L = 0.3 l_c, no mean field: the parameters of the peer's run.
struct ArrivalEnsemble: Sendable {
  /// What one observer sees after each time; tensors and power in units of l_c.
  struct Observer: Sendable {
    var tensors: [LocalTensor] = []
    var powers: [[Double]] = []
  }

  var fields = 12
  var observers = 8
  var nside = 32
  /// τ in l_c.
  var times: [Double] = [2.5, 5, 10, 20]
  var gridCount = 256
  var variant = OrbitVariant.simdSingle
  var conventions = ArrivalConventions()

  /// l_c of the spectrum below, two-sided [pc].
  static let correlationLength = 2.0
  static let spacing = 0.1
  static let larmor = 0.3 * correlationLength
  static let step = 0.05
  /// L_max is that of the peer, whose l_c is 2.000 pc by Harari et al. 2002.
  static let spectrum = TurbulenceSpectrum.powerLaw(
    index: 5.0 / 3, smallest: 0.2001, largest: 9.239)

  /// Particle steps of a run.
  var particleSteps: Double {
    let perObserver = Double(12 * nside * nside) * (times.last ?? 0)
    return Double(fields * observers) * perObserver * Self.correlationLength / Self.step
  }

  /// All observers, field by field. Streams: the field's own is stream + 2f, its observers'
  /// stream + 2f + 1, so that results depend on neither threads nor the number of fields.
  func run(
    seed: UInt64, stream: UInt64, threads: Int
  ) throws(AssayError) -> [[Observer]] {
    var all: [[Observer]] = []
    for field in 0..<fields {
      let own = stream &+ 2 * UInt64(field)
      let turbulence = try GridTurbulence.generate(
        count: gridCount, spacing: Self.spacing, spectrum: Self.spectrum, seed: seed, stream: own,
        threads: threads)
      let places = places(
        in: turbulence.grid.length, seed: seed, stream: own &+ 1)
      all.append(
        try look(MagneticField(.grid(turbulence.grid)), from: places, threads: threads))
    }
    return all
  }

  /// Observers uniform in the box.
  func places(in length: Double, seed: UInt64, stream: UInt64) -> [SIMD3<Double>] {
    var random = Philox(seed: seed, stream: stream)
    return (0..<observers).map { _ in
      SIMD3(random.uniform(), random.uniform(), random.uniform()) * length
    }
  }

  /// What observers of one field see.
  func look(
    _ field: MagneticField, from places: [SIMD3<Double>], threads: Int
  ) throws(AssayError) -> [Observer] {
    let unit = Self.correlationLength
    let backtracking = Backtracking(
      field: field, settings: OrbitSettings(larmor: Self.larmor, step: Self.step),
      variant: variant, conventions: conventions)
    let maps = try backtracking.maps(
      observers: places, sphere: try HEALPix(nside: nside), times: times.map { $0 * unit },
      threads: threads)
    let flat = maps.flatMap { $0 }
    let powers = Parallel.map(flat.count, threads: threads) { n in
      Result { () throws(AssayError) in try conventions.power(flat[n]) }
    }
    var seen: [Observer] = []
    for (o, own) in maps.enumerated() {
      var observer = Observer()
      for (t, map) in own.enumerated() {
        observer.tensors.append(conventions.tensor(map, unit: unit))
        observer.powers.append(try powers[o * own.count + t].get())
      }
      seen.append(observer)
    }
    return seen
  }
}

/// Statistics over observers, with errors over fields.
extension ArrivalEnsemble {
  /// The mean over all observers of a number.
  static func mean(
    _ fields: [[Observer]], _ value: @escaping (Observer) -> Double
  ) -> Estimate {
    FieldResampling.jackknife(fields.map { $0.map(value) }) { average($0.flatMap { $0 }) }
  }

  /// The median over all observers of the largest over the smallest singular value.
  static func medianRatio(
    _ fields: [[Observer]], time: Int, rank: Int = 2, seed: UInt64, stream: UInt64
  ) -> Estimate {
    let ratios = fields.map { field in
      field.map { observer in
        let values = observer.tensors[time].singularValues
        return values[0] / values[rank]
      }
    }
    return FieldResampling.bootstrap(ratios, seed: seed, stream: stream) {
      FieldResampling.median($0.flatMap { $0 })
    }
  }

  /// ⟨C_l⟩/⟨C_1⟩, means over all observers.
  static func powerRatio(_ fields: [[Observer]], time: Int, l: Int) -> Estimate {
    let sums = fields.map { field in
      field.reduce(SIMD2<Double>.zero) {
        $0 + SIMD2($1.powers[time][l], $1.powers[time][1])
      }
    }
    return FieldResampling.jackknife(sums) { sums in
      let total = sums.reduce(.zero, +)
      return total.x / total.y
    }
  }

  private static func average(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
