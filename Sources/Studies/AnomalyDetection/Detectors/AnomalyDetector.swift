// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// What tells how anomalous events are.
public protocol AnomalyDetector: Sendable {
  /// One score a row; high is anomalous. The same for any number of threads.
  ///
  /// Throws `badValue` where the rows have other features than those of the training.
  func scores(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double]
}
