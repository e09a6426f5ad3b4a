// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Numerics
internal import Timing

extension RayCase {
  /// A field on an accelerator, uploaded when a variant runs for the first time, and the variants
  /// that follow rays through it there.
  struct Upload: Sendable {
    let device: Device
    private let field: GalacticField
    private let rays = SharedCache<DeviceRays>()

    init(_ field: GalacticField, _ device: Device) { (self.field, self.device) = (field, device) }

    /// Variants with the bits of the CPU's kernels, or the same but for rounding where a device
    /// divides single numbers otherwise: what is allowed to those is allowed to these.
    ///
    /// The directions go up and the ends come back within the time.
    /// - Parameter threads: of the host, for that.
    func variants(
      _ starts: Starts, threads: Int, bounds: (double: Double, single: Double)
    ) throws(AssayError) -> [Variant] {
      var kinds: [(BacktrackVariant, Variant.Precision, Double)] = [
        (.simdSingle, .single, bounds.single)
      ]
      if device.info.hasDouble { kinds.append((.simdDouble, .double, bounds.double)) }
      var variants: [Variant] = []
      for (kind, precision, bound) in kinds {
        let tracer = try Backtracker(
          field: field, rigidity: BacktrackingWorkloads.rigidity, variant: kind)
        variants.append(
          Variant(
            id: "\(device.id) \(precision.rawValue)", precision: precision, device: device.id,
            bound: bound
          ) { () throws(AssayError) in
            let rays = try starts.rays()
            return starts.changes(
              try uploaded().trace(rays, as: tracer, threads: threads), from: rays)
          })
      }
      return variants
    }

    private func uploaded() throws(AssayError) -> DeviceRays {
      try rays.value(device.id) { () throws(AssayError) in try DeviceRays(field, on: device) }
    }
  }
}
