// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Numerics
private import Sky
internal import Timing

/// A field and what its rays cost, for a workload; the number of rays is free.
struct RayCase: Sendable {
  var id: String
  var title: String
  let field: GalacticField
  let flops: Double
  let bytes: Double
  let workingSet: Double
  /// Of double and single precision, against the scalar specification.
  let bounds: (double: Double, single: Double)
  let threads: Int
  /// Rays that follow each other whose changes are averaged: one that grazes an edge takes either
  /// side, and would be all that a comparison ray by ray could see.
  static let together = 16
  /// Of single precision in `large`, where more rays are averaged.
  static let largeBound = 7e-3
  private var uploads: [Upload]

  /// - Parameter flops: and `bytes`, a ray.
  init(
    _ id: String, _ title: String, _ field: GalacticField, flops: Double, bytes: Double,
    workingSet: Double, bounds: (double: Double, single: Double), threads: Int, devices: [Device]
  ) {
    (self.id, self.title, self.field, self.flops, self.bytes) = (id, title, field, flops, bytes)
    (self.workingSet, self.bounds, self.threads) = (workingSet, bounds, threads)
    uploads = devices.map { Upload(field, $0) }
  }

  func workload(rays: Int) throws(AssayError) -> Workload {
    try workload(
      rays,
      variants(
        rays,
        [
          (.scalar, .double, 0), (.simdDouble, .double, bounds.double),
          (.simdSingle, .single, bounds.single),
        ], counts: [1] + ThreadCounts.beyondOne(upTo: threads), uploads, bounds,
        together: Self.together),
      sized: { factor throws(AssayError) in
        try workload(rays: max(1, Int((Double(rays) * factor).rounded())))
      })
  }

  /// As many rays as fill an accelerator; for those devices that are none of the processor. Of the
  /// CPU only its lanes on all threads run: the scalar specification would take half an hour, and
  /// `workload` holds the lanes against it. The reference is in double precision, whose bits an
  /// accelerator has.
  ///
  /// Of so many rays some graze the edge of an arm or a cell, and single precision takes them along
  /// either side. Compared are means over 64 rays that follow each other: off by 1.4e-3 and 0.9e-3
  /// of the largest for 16384 and 32768 rays in the whole field, each ray by itself by 0.026.
  func large(
    rays: Int, on isChosen: (Device) -> Bool = { !$0.info.isProcessor }
  ) throws(AssayError) -> Workload {
    var large = self
    large.id += "-large"
    large.title += ", \(rays) rays"
    return try large.workload(
      rays,
      variants(
        rays, [(.simdDouble, .double, 0), (.simdSingle, .single, Self.largeBound)],
        counts: [threads], uploads.filter { isChosen($0.device) }, (0, Self.largeBound),
        together: 64),
      sized: nil)
  }

  private func workload(
    _ rays: Int, _ variants: [Variant],
    sized: (@Sendable (Double) throws(AssayError) -> Workload)?
  ) throws(AssayError) -> Workload {
    Workload(
      study: "uhecr-anisotropy", id: id, title: title, item: "ray", items: Double(rays),
      flopsPerItem: flops, bytesPerItem: bytes, workingSet: workingSet,
      isWorkingSetShared: true, variants: variants,
      sized: sized,
      // Below 64 rays lanes are empty.
      sizes: [0.0316, 0.1, 0.316, 1])
  }

  private func variants(
    _ rays: Int, _ kinds: [(BacktrackVariant, Variant.Precision, Double)], counts: [Int],
    _ uploads: [Upload], _ onDevice: (double: Double, single: Double), together: Int
  ) throws(AssayError) -> [Variant] {
    let starts = Starts(count: rays, together: together)
    var variants: [Variant] = []
    for count in counts {
      for (kind, precision, bound) in kinds {
        let backtracker = try Backtracker(
          field: field, rigidity: BacktrackingWorkloads.rigidity, variant: kind)
        variants.append(
          Variant(
            id: count == 1 ? kind.rawValue : "\(kind.rawValue) threads=\(count)",
            precision: precision, threads: count, bound: bound
          ) { () throws(AssayError) in
            let rays = try starts.rays()
            return starts.changes(backtracker.trace(rays, threads: count), from: rays)
          })
      }
    }
    for upload in uploads {
      variants += try upload.variants(starts, threads: threads, bounds: onDevice)
    }
    return variants
  }
}

/// Rays from the Sun, made when a variant runs for the first time.
struct Starts: Sendable {
  let count: Int
  /// Rays over which the changes of direction are averaged.
  let together: Int
  private let made = SharedCache<[BacktrackedRay]>()

  init(count: Int, together: Int = 1) { (self.count, self.together) = (count, together) }

  /// Evenly over the pixels of a map in RING ordering, of which there are few more than rays:
  /// rays that follow each other set out side by side.
  func rays() throws(AssayError) -> [BacktrackedRay] {
    try made.value("\(count)") { () throws(AssayError) in
      let nside = Int((Double(count) / 12).squareRoot().rounded(.up))
      let centres = try HEALPix(nside: max(1, nside)).centres()
      return (0..<count).map { .fromSun(centres[$0 * centres.count / count]) }
    }
  }

  /// What the variants are held against each other by: the changes of direction.
  func changes(_ rays: [BacktrackedRay], from starts: [BacktrackedRay]) -> [Double] {
    let means = (rays.count + together - 1) / together
    return [Double](unsafeUninitializedCapacity: 3 * means) { numbers, filled in
      for m in 0..<means {
        var sum = SIMD3<Double>.zero
        for n in m * together..<min(rays.count, (m + 1) * together) {
          sum += rays[n].direction - starts[n].direction
        }
        for d in 0..<3 { numbers.initializeElement(at: 3 * m + d, to: sum[d] / Double(together)) }
      }
      filled = 3 * means
    }
  }
}
