// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// One histogram of one event class: what was seen, what is expected, and how well that is known.
public struct SearchHistogram: Sendable, Equatable {
  /// Event class, such as "1mu 3j 1b MET".
  public var eventClass: String
  /// What is histogrammed, such as "m_eff".
  public var variable: String
  /// One more than bins, rising.
  public var edges: [Double]
  /// Events seen in each bin.
  public var observed: [Int]
  /// Events expected in each bin.
  public var background: [Double]
  /// Standard deviation of the expectation from finite simulation, independent from bin to bin.
  public var statistical: [Double]
  /// For each source of systematic uncertainty, in the order of the search's sources: the change of each
  /// bin by one standard deviation. Sources are common to all histograms.
  public var shifts: [[Double]]

  public init(
    eventClass: String, variable: String, edges: [Double], observed: [Int], background: [Double],
    statistical: [Double]? = nil, shifts: [[Double]] = []
  ) {
    (self.eventClass, self.variable, self.edges) = (eventClass, variable, edges)
    (self.observed, self.background, self.shifts) = (observed, background, shifts)
    self.statistical = statistical ?? [Double](repeating: 0, count: background.count)
  }

  public var name: String { "\(eventClass), \(variable)" }
  public var bins: Int { background.count }

  /// Refuses what no p-value can be formed from; `place` is where the histogram stands.
  public func check(file: String, place: String? = nil) throws(AssayError) {
    func bad(_ found: String, _ accepted: String) -> AssayError {
      .badInput(
        file: file, place: (place.map { $0 + ", " } ?? "") + "histogram \(name)", found: found,
        accepted: accepted)
    }
    guard bins > 0, observed.count == bins, statistical.count == bins, edges.count == bins + 1,
      shifts.allSatisfy({ $0.count == bins })
    else { throw bad("columns of different lengths", "one value a bin in every column") }
    for bin in 0..<bins {
      guard edges[bin] < edges[bin + 1] else {
        throw bad("edges \(edges[bin]), \(edges[bin + 1])", "rising edges")
      }
      guard observed[bin] >= 0, observed[bin] < 1 << 30 else {
        throw bad("\(observed[bin]) observed events", "0 to 2^30")
      }
      guard background[bin] >= 0, background[bin] <= 1e8 else {
        throw bad("a background of \(background[bin])", "0 to 1e8 events")
      }
      guard statistical[bin] >= 0, statistical[bin] <= 1e8 else {
        throw bad("a statistical uncertainty of \(statistical[bin])", "0 to 1e8 events")
      }
      guard shifts.allSatisfy({ $0[bin].magnitude <= 1e8 }) else {
        throw bad("a systematic shift beyond 1e8 events", "at most 1e8 events")
      }
    }
    guard background.contains(where: { $0 > 0 }) else {
      throw bad("a background of zero in every bin", "at least one bin with background")
    }
    guard background.reduce(0, +) < 5e8, observed.reduce(0, +) < 1 << 30 else {
      throw bad("too many events in all", "a background below 5e8 and fewer than 2^30 events")
    }
  }
}
