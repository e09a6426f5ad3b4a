// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation

/// When a run began.
struct RunClock: Sendable {
  let began = Date()
  private let instant = ContinuousClock.now

  var seconds: Double { (ContinuousClock.now - instant) / .seconds(1) }

  /// ISO 8601, UTC, whole seconds.
  static func text(_ date: Date) -> String { ISO8601DateFormatter().string(from: date) }
}
