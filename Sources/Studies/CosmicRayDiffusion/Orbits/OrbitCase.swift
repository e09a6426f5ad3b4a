// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Numerics
internal import Timing
internal import Turbulence

/// A field and its settings, for a workload; the number of particles is free.
struct OrbitCase: Sendable {
  let field: MagneticField
  let settings: OrbitSettings
  /// Edge of the cube of starts.
  let box: Double
  let threads: Int
  let seed: UInt64
  /// Bounds of the variants in double and single precision. On a device a grid gives the bits of the
  /// CPU's lanes (where it divides exactly), and waves have their phases in more digits: the bounds
  /// are the same.
  let double: Double
  let single: Double
  /// One field a device, for all variants and sizes.
  private var fields: [(Device, Kept<DeviceField>)]

  init(
    field: MagneticField, settings: OrbitSettings, box: Double, threads: Int, seed: UInt64,
    devices: [Device], double: Double, single: Double
  ) {
    (self.field, self.settings, self.box, self.threads) = (field, settings, box, threads)
    (self.seed, self.double, self.single) = (seed, double, single)
    fields = devices.map { device in
      (device, Kept { () throws(AssayError) in try DeviceField.uploaded(field, to: device) })
    }
  }

  /// The same fields without some of the devices.
  func on(_ isChosen: (Device) -> Bool) -> OrbitCase {
    var part = self
    part.fields = fields.filter { isChosen($0.0) }
    return part
  }

  func workload(
    _ id: String, _ title: String, flops: Double, bytes: Double, workingSet: Double,
    particles: Int, steps: Int
  ) throws(AssayError) -> Workload {
    Workload(
      study: CosmicRayDiffusionStudy.card.id, id: id, title: title, item: "particle step",
      items: Double(particles * steps), flopsPerItem: flops, bytesPerItem: bytes,
      workingSet: workingSet, isWorkingSetShared: true,
      variants: try variants(particles, steps),
      sized: { factor throws(AssayError) in
        // Fewer particles in whole blocks of lanes, and fewer steps: a part of a block takes as
        // long as a whole one.
        let blocks = max(
          1, (Double(particles) * factor.squareRoot() / DiffusionWorkloads.block).rounded())
        let fewer = Int(blocks * DiffusionWorkloads.block)
        let work = Double(particles * steps) * factor
        return try workload(
          id, title, flops: flops, bytes: bytes, workingSet: workingSet, particles: fewer,
          steps: max(1, Int((work / Double(fewer)).rounded())))
      })
  }

  /// As many particles as fill an accelerator. Of the CPU only its lanes on all threads run: the
  /// scalar specification would take minutes, and `workload` holds the lanes against it. The
  /// reference is in double precision, whose bits an accelerator has in a grid.
  func large(
    _ id: String, _ title: String, flops: Double, bytes: Double, workingSet: Double,
    particles: Int, steps: Int
  ) throws(AssayError) -> Workload {
    var same = 0.0
    if case .waves = field.turbulence { same = double }
    return Workload(
      study: CosmicRayDiffusionStudy.card.id, id: id, title: title, item: "particle step",
      items: Double(particles * steps), flopsPerItem: flops, bytesPerItem: bytes,
      workingSet: workingSet, isWorkingSetShared: true,
      variants: try variants(
        particles, steps, [(.simdDouble, .double, 0), (.simdSingle, .single, single)],
        counts: [threads], onDevice: same))
  }

  private func variants(_ particles: Int, _ steps: Int) throws(AssayError) -> [Variant] {
    try variants(
      particles, steps,
      [(.scalar, .double, 0), (.simdDouble, .double, double), (.simdSingle, .single, single)],
      counts: [1] + ThreadCounts.beyondOne(upTo: threads), onDevice: double)
  }

  /// - Parameter onDevice: bound of double precision there.
  private func variants(
    _ particles: Int, _ steps: Int, _ kinds: [(OrbitVariant, Variant.Precision, Double)],
    counts: [Int], onDevice: Double
  ) throws(AssayError) -> [Variant] {
    let (box, seed) = (box, seed)
    let starts = Kept { () throws(AssayError) in
      DiffusionWorkloads.batch(particles, box: box, seed)
    }
    var variants: [Variant] = []
    for count in counts {
      for (kind, precision, bound) in kinds {
        let pusher = try OrbitPusher(field: field, settings: settings, variant: kind)
        variants.append(
          Variant(
            id: count == 1 ? kind.rawValue : "\(kind.rawValue) threads=\(count)",
            precision: precision, threads: count, bound: bound
          ) { () throws(AssayError) in
            let start = try starts.value()
            var particles = start
            pusher.advance(&particles, steps: steps, threads: count)
            return particles.displacements(from: start)
          })
      }
    }
    for (device, field) in fields {
      for precision in precisions(of: device) {
        variants.append(
          Variant(
            id: "\(device.id) \(precision)", precision: precision, device: device.id,
            bound: precision == .single ? single : onDevice
          ) { () throws(AssayError) in
            let pusher = try DeviceOrbitPusher(
              field: field.value(), settings: settings, precision: precision, threads: threads)
            let start = try starts.value()
            var particles = start
            try pusher.run(&particles, steps: steps)
            return particles.displacements(from: start)
          })
      }
    }
    return variants
  }

  /// Places in plane waves are held in double precision by either variant.
  private func precisions(of device: Device) -> [Variant.Precision] {
    if device.info.hasDouble { return [.single, .double] }
    if case .waves = field.turbulence { return [] }
    return [.single]
  }
}

extension DeviceField {
  static func uploaded(
    _ field: MagneticField, to device: Device
  ) throws(AssayError) -> DeviceField {
    do throws(DeviceError) { return try DeviceField(field, on: device) } catch {
      throw AssayError(error)
    }
  }
}

extension DeviceOrbitPusher {
  func run(_ particles: inout ParticleBatch, steps: Int) throws(AssayError) {
    do throws(DeviceError) { try advance(&particles, steps: steps) } catch {
      throw AssayError(error)
    }
  }
}

extension ParticleBatch {
  /// Three numbers a particle.
  func displacements(from start: ParticleBatch) -> [Double] {
    [Double](unsafeUninitializedCapacity: 3 * count) { numbers, filled in
      for p in 0..<count {
        let moved = positions[p] - start.positions[p]
        for d in 0..<3 { numbers.initializeElement(at: 3 * p + d, to: moved[d]) }
      }
      filled = 3 * count
    }
  }
}
