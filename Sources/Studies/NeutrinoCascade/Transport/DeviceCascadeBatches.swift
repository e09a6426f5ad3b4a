// SPDX-License-Identifier: GPL-3.0-or-later
private import Kernels

/// How many cascades a batch of ``DeviceCascade`` takes.
enum DeviceCascadeBatches {
  /// Successive points of one mass, and what the mass takes whatever their number.
  struct Mass: Sendable {
    var points: Int
    /// Bytes of its thermal integrals, on the device.
    var integrals: Int
    /// Bytes of its tables (``DeviceCascadeTables``), on the device and on the host.
    var tables: Int
  }

  /// The largest number of successive points such that any that many fit: at most `points`, and
  /// their masses within `integrals` and `tables` [bytes]; at least 1.
  static func most(_ masses: [Mass], points: Int, integrals: Int, tables: Int) -> Int {
    var most = points
    var (end, between, room) = (0, 0, (integrals, tables))
    // Masses first ..< end fit together; one more does not, which a batch reaches from the last
    // point of `first` by all `between` and one.
    for first in masses.indices {
      while end < masses.count, masses[end].integrals <= room.0, masses[end].tables <= room.1 {
        room.0 -= masses[end].integrals
        room.1 -= masses[end].tables
        if end > first { between += masses[end].points }
        end += 1
      }
      guard end < masses.count else { break }
      guard end > first else { return 1 }
      most = min(most, between + 1)
      room.0 += masses[first].integrals
      room.1 += masses[first].tables
      if end > first + 1 { between -= masses[first + 1].points }
    }
    return max(1, most)
  }
}

extension DeviceCascadeBatches.Mass {
  init(points: Int, spans: [WindowCascade.Span], sources: Int, spacing: Double) {
    self.points = points
    (integrals, tables) = (0, 0)
    for span in spans {
      integrals += 24 * (span.upper - span.lower)
      tables += MemoryLayout<assay_cascade_span>.stride + 24 * sources
      for window in span.windows {
        let nodes = ThermalSums.rule(window.mu, spacing: spacing).nodes.count
        tables += MemoryLayout<assay_cascade_row>.stride + 32 * nodes
      }
    }
  }
}
