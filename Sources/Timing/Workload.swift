// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A piece of a solver with a known amount of work, and the ways to run it.
///
/// What makes an honest clock: a variant is timed only after its result has been held against the
/// scalar double-precision reference within `bound`.
public struct Workload: Sendable {
  public var study: String
  public var id: String
  public var title: String
  /// What one item is, in the singular: "particle step", "solve".
  public var item: String
  /// Items of one run.
  public var items: Double
  public var flopsPerItem: Double
  public var bytesPerItem: Double
  /// Bytes that a run goes over again and again: they decide which bandwidth its ceiling has. Nil
  /// where all bytes come from memory.
  public var workingSet: Double?
  /// Whether the working set is one for all items, such as a table; otherwise each item at work has
  /// its own, and an accelerator works on very many.
  public var isWorkingSetShared: Bool
  /// The first is the reference.
  public var variants: [Variant]
  /// The same workload with about that multiple of the items; nil where it has one size only.
  public var sized: (@Sendable (Double) throws(AssayError) -> Workload)?
  /// Multiples to be asked of `sized`, rising: three decades unless the workload cannot.
  public var sizes: [Double]

  public init(
    study: String, id: String, title: String, item: String, items: Double, flopsPerItem: Double,
    bytesPerItem: Double, workingSet: Double? = nil, isWorkingSetShared: Bool = false,
    variants: [Variant],
    sized: (@Sendable (Double) throws(AssayError) -> Workload)? = nil,
    sizes: [Double] = Workload.threeDecades
  ) {
    (self.study, self.id, self.title, self.item) = (study, id, title, item)
    (self.items, self.flopsPerItem, self.bytesPerItem) = (items, flopsPerItem, bytesPerItem)
    (self.workingSet, self.isWorkingSetShared) = (workingSet, isWorkingSetShared)
    self.variants = variants
    (self.sized, self.sizes) = (sized, sizes)
  }

  /// Two sizes a decade, up to the workload's own.
  public static let threeDecades = [1e-3, 3.16e-3, 1e-2, 3.16e-2, 0.1, 0.316, 1]

  /// "study/workload".
  public var name: String { "\(study)/\(id)" }
}

/// A way to run a workload.
public struct Variant: Sendable {
  public enum Precision: String, Sendable, Codable { case single, double }
  /// "scalar", "simd", "threads=2", "opencl:0 single".
  public var id: String
  public var precision: Precision
  public var threads: Int
  /// Id of the accelerator it runs on ("opencl:0"); nil for the CPU itself.
  public var device: String?
  /// Largest |result − reference| accepted, relative to the largest |reference|; 0 asks for the
  /// same bits.
  public var bound: Double
  /// Runs the workload once. The first result is held against the reference's and is as long; later
  /// ones, which are timed, may be shorter where the rest would only be copied out.
  public var run: @Sendable () throws(AssayError) -> [Double]

  public init(
    id: String, precision: Precision, threads: Int = 1, device: String? = nil, bound: Double,
    run: @escaping @Sendable () throws(AssayError) -> [Double]
  ) {
    (self.id, self.precision, self.threads) = (id, precision, threads)
    (self.device, self.bound, self.run) = (device, bound, run)
  }
}
