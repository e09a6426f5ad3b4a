// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Numerics

/// A set of event classes of the size of a general search, made up from a few numbers.
///
/// The classes are the multisets of up to seven objects whose expected events,
/// N Π f_object^multiplicity, exceed one event. Each has a falling m_eff histogram of 17 bins of equal
/// ratio, so 153 regions. Nothing here is data or a background of an experiment.
struct SyntheticSet {
  static let bins = 17
  static let sources = ["luminosity", "jet scale", "identification"]
  /// Expected events without any object, and the factor of each object: e, mu, gamma, j, b, MET.
  private static let events = 4e7
  private static let factors = [0.05, 0.05, 0.07, 0.4, 0.18, 0.08]
  private static let most = 7

  /// Names and expected events, in a fixed order.
  static func classes(_ conventions: SearchConventions) -> [(name: String, events: Double)] {
    var all: [EventClass: Double] = [:]
    for code in 0..<(8 * 8 * 8 * 8 * 8 * 2) {
      var rest = code
      var counts: [UInt8] = []
      for _ in 0..<5 {
        counts.append(UInt8(rest % 8))
        rest /= 8
      }
      let objects = counts.reduce(0) { $0 + Int($1) } + rest
      guard objects > 0, objects <= most else { continue }
      var expected = events
      for (factor, count) in zip(factors, counts) { expected *= pow(factor, Double(count)) }
      if rest == 1 { expected *= factors[5] }
      guard expected > 1 else { continue }
      if conventions.mergesLeptons {
        counts[0] += counts[1]
        counts[1] = 0
      }
      all[EventClass(counts: counts, hasMET: rest == 1), default: 0] += expected
    }
    return all.sorted { $0.key < $1.key }.map { ($0.key.name, $0.value) }
  }

  /// The histograms, with a toy of seed and stream as data, and in one class a signal of twice the
  /// uncertainty of three bins, five times over.
  static func histograms(
    _ conventions: SearchConventions, seed: UInt64, stream: UInt64
  ) -> [SearchHistogram] {
    let edges = (0...bins).map { 200 * pow(40, Double($0) / Double(bins)) }
    var all: [SearchHistogram] = []
    for (name, events) in classes(conventions) {
      // From 200 GeV to 8 TeV a fall by e⁻⁶ and as much again for statistics of 1 in the tail.
      let shape = (0..<bins).map { exp(-6 * Double($0) / Double(bins)) }
      let sum = shape.reduce(0, +)
      let b = shape.map { events * $0 / sum }
      all.append(
        SearchHistogram(
          eventClass: name, variable: "m_eff", edges: edges,
          observed: b.map { _ in 0 }, background: b,
          statistical: b.map { 0.3 * $0.squareRoot() },
          shifts: [
            b.map { 0.03 * $0 },
            b.enumerated().map { 0.12 * $1 * Double($0) / Double(bins) },
            b.map { 0.05 * $0 },
          ]))
    }
    let drawn = GeneralSearch(all)
    for i in all.indices {
      all[i].observed = drawn.counts(channel: i, toy: 0, seed: seed, stream: stream)
    }
    let target = all.count / 2
    for bin in 6..<9 {
      let b = all[target].background[bin]
      let s = all[target].shifts.reduce(0) { $0 + $1[bin] * $1[bin] }
      all[target].observed[bin] += Int(4 * (b + s).squareRoot()) + 2
    }
    return all
  }

  /// Where the signal is.
  static func target(of histograms: [SearchHistogram]) -> Int { histograms.count / 2 }
}
