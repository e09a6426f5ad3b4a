// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics
internal import Sky
public import Timing
internal import Turbulence

extension DiffusionWorkloads {
  /// The map of one observer, one backtracked particle a pixel; an item is a particle.
  ///
  /// The slides (Genolini 2023) give particles/s for 49152 = 12·64² and 3145728 = 12·512² particles:
  /// pixels of HEALPix maps. They state neither steps per particle nor integrator, kind of field,
  /// precision, energy or stopping time. What is timed is this study's own backtracking instead:
  /// Boris steps of r_L/12 through Kolmogorov turbulence on 256³ nodes, r_L = 0.3 l_c, back to
  /// τ = 20 l_c, 800 steps a particle. A rate over theirs is one of maps, not of the same work.
  ///
  /// - Parameter nodes: along an edge of the grid, a power of two from 8; with less than 256 the
  ///   longest waves are missing.
  /// - Throws: `badValue` for an Nside or a grid that cannot be.
  public static func slides(
    nside: Int = 64, nodes: Int = 256, threads: Int, seed: UInt64 = 1, devices: [Device] = []
  ) throws(AssayError) -> Workload {
    try SlidesCase(
      sphere: HEALPix(nside: nside), nodes: nodes, threads: threads, seed: seed, devices: devices
    ).workload()
  }
}

/// A field that is made when the first variant runs, and the observer's map.
private struct SlidesCase: Sendable {
  private var sphere: HEALPix
  private let nodes: Int
  private let threads: Int
  private let field: Kept<MagneticField>
  private let devices: [(Device, Kept<DeviceField>)]

  private static let settings = OrbitSettings(
    larmor: ArrivalEnsemble.larmor, step: ArrivalEnsemble.step)
  /// τ = 20 l_c, as far as the study follows an observer.
  private static let steps = 800
  /// Orbits are compared one by one after l_c, before turbulence has magnified rounding: in single
  /// precision the largest of 2048 differences was 9e-7 pc then, 0.01 pc after 5 l_c, 5 pc after
  /// 10 l_c (two fields).
  private static let comparedSteps = 40

  init(
    sphere: HEALPix, nodes: Int, threads: Int, seed: UInt64, devices: [Device]
  ) throws(AssayError) {
    guard nodes >= 8, GridTurbulence.counts.contains(nodes) else {
      throw .badValue(
        name: "nodes along an edge", found: "\(nodes)", accepted: "a power of two, 8 to 1024")
    }
    (self.sphere, self.nodes, self.threads) = (sphere, nodes, threads)
    let spacing = ArrivalEnsemble.spacing
    let field = Kept { () throws(AssayError) in
      let longest = min(Double(nodes) * spacing, 9.239)
      let made = try GridTurbulence.generate(
        count: nodes, spacing: spacing,
        spectrum: ArrivalEnsemble.spectrum.limited(to: 0.2001...longest), seed: seed,
        stream: Philox.stream(of: "diffusion-workloads slides"), threads: threads)
      return MagneticField(.grid(made.grid))
    }
    self.field = field
    self.devices = devices.map { device in
      let uploaded = Kept { () throws(AssayError) in
        try DeviceField.uploaded(field.value(), to: device)
      }
      return (device, uploaded)
    }
  }

  func workload() -> Workload {
    // Maps of half, a quarter ... of Nside: few particles do not fill a device.
    let smaller = sequence(first: sphere.nside) { $0 > 1 ? $0 / 2 : nil }
    return Workload(
      study: CosmicRayDiffusionStudy.card.id, id: "slides-backtracking",
      title:
        "Backtracking of one particle a pixel, Nside \(sphere.nside), \(Self.steps) steps each",
      item: "particle", items: Double(sphere.pixels),
      flopsPerItem: Double(Self.steps) * DiffusionWorkloads.gridFlops,
      bytesPerItem: Double(Self.steps) * DiffusionWorkloads.gridBytes,
      workingSet: 16 * Double(nodes * nodes * nodes), isWorkingSetShared: true,
      variants: variants,
      sized: { factor throws(AssayError) in
        var part = self
        part.sphere = try HEALPix(
          nside: max(1, Int((Double(sphere.nside) * factor.squareRoot()).rounded())))
        return part.workload()
      },
      sizes: smaller.reversed().map { Double($0 * $0) / Double(sphere.nside * sphere.nside) })
  }

  /// The reference is in lanes of double precision: `grid-boris` holds them against the scalar
  /// specification, which would take 8 s a run here (0.2 µs a step).
  private var variants: [Variant] {
    let starts = Kept { [sphere] () throws(AssayError) in SlidesStart(sphere) }
    var variants: [Variant] = []
    for count in [1] + ThreadCounts.beyondOne(upTo: threads) {
      for kind in [OrbitVariant.simdDouble, .simdSingle] {
        let precision: Variant.Precision = kind == .simdDouble ? .double : .single
        variants.append(
          Variant(
            id: count == 1 ? kind.rawValue : "\(kind.rawValue) threads=\(count)",
            precision: precision, threads: count, bound: bound(precision)
          ) { () throws(AssayError) in
            let pusher = try OrbitPusher(
              field: field.value(), settings: Self.settings.backtracking, variant: kind)
            return try result(starts.value()) { particles, steps in
              pusher.advance(&particles, steps: steps, threads: count)
            }
          })
      }
    }
    for (device, uploaded) in devices {
      for precision in device.info.hasDouble ? [Variant.Precision.single, .double] : [.single] {
        variants.append(
          Variant(
            id: "\(device.id) \(precision)", precision: precision, device: device.id,
            bound: bound(precision)
          ) { () throws(AssayError) in
            let pusher = try DeviceOrbitPusher(
              field: uploaded.value(), settings: Self.settings.backtracking,
              precision: precision, threads: threads)
            return try result(starts.value()) { particles, steps throws(AssayError) in
              try pusher.run(&particles, steps: steps)
            }
          })
      }
    }
    return variants
  }

  /// Double precision gives the same bits everywhere. In single precision four maps of Nside 8 and 64
  /// in two fields were off by 5e-6 to 8e-6, all of it noise of K; the bound is five times that.
  private func bound(_ precision: Variant.Precision) -> Double { precision == .double ? 0 : 4e-5 }

  /// Displacements of some pixels after l_c, and K_ij of the map. The orbits of single precision are
  /// others by then, so K differs by noise that falls with the square root of the particles: it is
  /// weighted with that root.
  private func result(
    _ start: SlidesStart, _ advance: (inout ParticleBatch, Int) throws(AssayError) -> Void
  ) throws(AssayError) -> [Double] {
    var (few, all) = (start.few, start.all)
    try advance(&few, Self.comparedSteps)
    try advance(&all, Self.steps)
    let tensor = LocalTensor(
      directions: start.all.directions,
      displacements: all.positions.map { $0 - SlidesStart.observer })
    let weight = 4e-6 * Double(sphere.pixels).squareRoot()
    return few.displacements(from: start.few)
      + tensor.rows.flatMap { [weight * $0.x, weight * $0.y, weight * $0.z] }
  }
}

/// The particles of a map, as every run of a variant begins with them, and some of them.
private struct SlidesStart: Sendable {
  static let observer = SIMD3(1.0, 2, 3)
  /// Orbits that are compared one by one.
  private static let compared = 256

  let all: ParticleBatch
  let few: ParticleBatch

  init(_ sphere: HEALPix) {
    let centres = sphere.centres()
    let apart = max(1, centres.count / Self.compared)
    all = Self.batch(centres)
    few = Self.batch(stride(from: 0, to: centres.count, by: apart).map { centres[$0] })
  }

  private static func batch(_ directions: [SIMD3<Double>]) -> ParticleBatch {
    ParticleBatch(
      positions: Array(repeating: observer, count: directions.count), directions: directions)
  }
}
