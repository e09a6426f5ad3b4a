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
  /// The first is the reference.
  public var variants: [Variant]

  public init(
    study: String, id: String, title: String, item: String, items: Double, flopsPerItem: Double,
    bytesPerItem: Double, variants: [Variant]
  ) {
    (self.study, self.id, self.title, self.item) = (study, id, title, item)
    (self.items, self.flopsPerItem, self.bytesPerItem) = (items, flopsPerItem, bytesPerItem)
    self.variants = variants
  }
}

/// A way to run a workload.
public struct Variant: Sendable {
  public enum Precision: String, Sendable, Codable { case single, double }
  /// "scalar", "simd", "threads=2".
  public var id: String
  public var precision: Precision
  public var threads: Int
  /// Largest |result − reference| accepted, relative to the largest |reference|; 0 asks for the
  /// same bits.
  public var bound: Double
  /// Runs the workload once and returns a result of fixed length to hold against the reference's.
  public var run: @Sendable () throws(AssayError) -> [Double]

  public init(
    id: String, precision: Precision, threads: Int = 1, bound: Double,
    run: @escaping @Sendable () throws(AssayError) -> [Double]
  ) {
    (self.id, self.precision, self.threads) = (id, precision, threads)
    (self.bound, self.run) = (bound, run)
  }
}
