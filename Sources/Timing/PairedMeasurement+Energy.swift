// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

extension PairedMeasurement {
  /// Why the energy of an accelerator was not measured, or not of all its rows; nil where it was.
  ///
  /// - Parameters:
  ///   - counter: why there is no counter; nil where there is one.
  ///   - rows: those of the accelerator.
  func energyReason(counter: String?, rows: [VariantRecord]) -> String? {
    if let counter { return counter }
    guard limits.seconds >= Self.energySeconds else {
      return String(
        format: "a stretch of %g s is wanted, and a workload has %g s (--seconds)",
        Self.energySeconds, limits.seconds)
    }
    let summaries = rows.compactMap(\.summary)
    let unread = summaries.filter { $0.joulesPerItem == nil }.count
    guard unread > 0 else { return nil }
    return "the counter or the device failed in \(unread) of \(summaries.count) rows"
  }
}
