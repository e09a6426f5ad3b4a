// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics

/// Rays through one field on an accelerator: ends and fields with the bits of the CPU's kernels, but
/// in single precision where the device's divisions and roots are not correctly rounded; see
/// ``require(_:givesBitsOf:)``.
///
/// A work-item follows one ray from its start to its end (Devices/JF12Rays.h); the random parts of
/// the field are uploaded once. Nothing is drawn there: signs and nodes are those of the host's
/// Philox on every device.
///
/// Items that a device works on together wait for the longest of their rays, and paths from the Sun
/// are 11.5 to 30 kpc long by direction: hand rays over in an order in which those that set out side
/// by side stand side by side. Of 32 items, mean path over longest, 5 and 20 EV: 0.85 to 0.87 for
/// the pixels of a map of Nside 32 in RING ordering, 0.66 in random order.
public final class DeviceRays: Sendable {
  public let device: Device
  public let field: GalacticField
  private let signs: DeviceBuffer<UInt32>?
  private let nodes: DeviceBuffer<Int16>?
  private let changes: [KernelText.Piece]

  /// Rays on the device at a time, 7 numbers each: some times as many as the largest of today's
  /// devices keep in flight, so that few of its lanes wait for the last rays of a batch.
  static let batch = 1 << 21

  /// Uploads the random parts of a field: 135 MB for all components, 125 kB for a striated field.
  ///
  /// - Throws: `missing` where the device has no room for them, `failed` where it refuses.
  public convenience init(_ field: GalacticField, on device: Device) throws(AssayError) {
    try self.init(field, on: device, changes: [])
  }

  /// - Parameter changes: put into the kernel text before the field, to show that a changed text
  ///   is noticed.
  init(
    _ field: GalacticField, on device: Device, changes: [KernelText.Piece]
  ) throws(AssayError) {
    do throws(DeviceError) {
      signs = if let signs = field.signs { try device.buffer(signs.bits) } else { nil }
      nodes = if let grid = field.turbulence { try device.buffer(grid.nodes) } else { nil }
    } catch {
      throw AssayError(error)
    }
    (self.device, self.field, self.changes) = (device, field, changes)
  }

  /// Refuses a device whose rays would not end with the bits of the CPU's kernel, as the rays of maps
  /// must that are kept for whoever asks next. Clocks have bounds and ask for no bits.
  ///
  /// - Throws: `badValue`.
  static func require(
    _ device: Device, givesBitsOf variant: BacktrackVariant
  ) throws(AssayError) {
    guard variant == .simdSingle, !device.info.hasExactDivision else { return }
    throw .badValue(
      name: "device of a deflection map",
      found:
        "\(device.id) (\(device.info.name)), whose divisions and roots of single precision are "
        + "not correctly rounded: the map would not be the CPU's",
      accepted: "another of `assay devices`, or cpu; maps that are kept need none")
  }

  /// Follows rays as `tracer.trace(rays)` does, whose field is that of these rays.
  ///
  /// - Parameter threads: of the host, to bring the rays there and back.
  /// - Throws: `badValue` for the scalar variant, `missing` for double precision where the device
  ///   has none or memory for not even one ray, `failed` where the device refuses.
  public func trace(
    _ rays: [BacktrackedRay], as tracer: Backtracker, threads: Int = 1
  ) throws(AssayError) -> [BacktrackedRay] {
    precondition(tracer.field.isDrawn(as: field), "the field is the one that was uploaded")
    switch tracer.variant {
    case .scalar:
      throw .badValue(
        name: "variant of backtracking on \(device.id)", found: tracer.variant.rawValue,
        accepted: "\(BacktrackVariant.simdSingle.rawValue), \(BacktrackVariant.simdDouble.rawValue)"
      )
    case .simdSingle: return try trace(rays, tracer, Float.self, threads)
    case .simdDouble: return try trace(rays, tracer, Double.self, threads)
    }
  }

  /// Field and strength of turbulence at points, as a kernel has them.
  func values(
    at points: [SIMD3<Double>], single: Bool
  ) throws(AssayError) -> (vectors: [SIMD3<Double>], strengths: [Double]) {
    single ? try values(at: points, Float.self) : try values(at: points, Double.self)
  }
}

extension DeviceRays {
  private func trace<Real: BinaryFloatingPoint & BitwiseCopyable & Sendable>(
    _ rays: [BacktrackedRay], _ tracer: Backtracker, _: Real.Type, _ threads: Int
  ) throws(AssayError) -> [BacktrackedRay] {
    let model = field.deviceModel(
      weak: tracer.steps.weak, steps: tracer.kernelSteps, Real.self)
    var ends = rays
    do throws(DeviceError) {
      let kernel = try device.kernel(Self.tracing, of: Self.text(Real.self, changes))
      try device.inBatches(rays.count, most: Self.batch) { (range) throws(DeviceError) in
        let first = range.lowerBound
        let positions = try device.buffer(
          Self.flat(range.count, threads, Real.self) { rays[first + $0].position })
        let directions = try device.buffer(
          Self.flat(range.count, threads, Real.self) { rays[first + $0].direction })
        let paths = try device.buffer(range.map { Real(rays[$0].path) })
        try device.launch(
          kernel, items: range.count,
          arguments(
            model, range.count, [.buffer(positions), .buffer(directions), .buffer(paths)]))
        let (x, u, path) = (try positions.read(), try directions.read(), try paths.read())
        Parallel.replace(&ends, range, threads: threads) { _, n in
          BacktrackedRay(
            position: Self.vector(n, of: x), direction: Self.vector(n, of: u),
            path: Double(path[n]))
        }
      }
    } catch {
      throw AssayError(error)
    }
    return ends
  }

  private func values<Real: BinaryFloatingPoint & BitwiseCopyable & Sendable>(
    at points: [SIMD3<Double>], _: Real.Type
  ) throws(AssayError) -> (vectors: [SIMD3<Double>], strengths: [Double]) {
    let model = field.deviceModel(weak: 0, Real.self)
    var (vectors, strengths) = ([SIMD3<Double>](), [Double]())
    do throws(DeviceError) {
      let kernel = try device.kernel(Self.pointwise, of: Self.text(Real.self, changes))
      try device.inBatches(points.count, most: Self.batch) { (range) throws(DeviceError) in
        let positions = try device.buffer(
          Self.flat(range.count, 1, Real.self) { points[range.lowerBound + $0] })
        let out = try device.buffer(of: Real.self, count: 3 * range.count)
        let rms = try device.buffer(of: Real.self, count: range.count)
        try device.launch(
          kernel, items: range.count,
          arguments(model, range.count, [.buffer(positions), .buffer(out), .buffer(rms)]))
        let (b, s) = (try out.read(), try rms.read())
        vectors += s.indices.map { Self.vector($0, of: b) }
        strengths += s.map { Double($0) }
      }
    } catch {
      throw AssayError(error)
    }
    return (vectors, strengths)
  }

  private func arguments(
    _ model: KernelArgument, _ count: Int, _ arrays: [KernelArgument]
  ) -> [KernelArgument] {
    [
      model, signs.map { .buffer($0) } ?? .none, nodes.map { .buffer($0) } ?? .none,
      .int32(Int32(count)),
    ] + arrays
  }
}
