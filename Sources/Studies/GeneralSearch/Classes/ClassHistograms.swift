// SPDX-License-Identifier: GPL-3.0-or-later
public import Events
private import Foundation
public import Numerics

/// Histograms of m_eff and m_inv of all event classes, from data and weighted background events.
public struct ClassHistograms: Sendable {
  public var selection = EventSelection()
  /// Range of both histograms [GeV]; events outside are left out.
  public var range: ClosedRange<Double> = 100...10_000
  /// Bins of equal ratio in a factor of ten.
  public var binsPerDecade = 20
  /// What the background's weights are multiplied by.
  public var scale = 1.0
  /// Relative uncertainty common to the background of all bins and classes.
  public var systematic = 0.0

  /// The histograms, and what was seen where nothing is expected.
  public struct Answer: Sendable {
    public var histograms: [SearchHistogram]
    /// Names of the sources of the histograms' shifts.
    public var sources: [String]
    /// Classes with data but without background, which have no p-value, and their events.
    public var withoutBackground: [(name: String, events: Int)]
    /// Events of the data and of the background outside the range of m_eff.
    public var outside: (data: Int, background: Int)
  }

  public init() {}

  /// Edges [GeV].
  public var edges: [Double] {
    let decades = log10(range.upperBound / range.lowerBound)
    let bins = max(1, Int((decades * Double(binsPerDecade)).rounded()))
    return (0...bins).map {
      range.lowerBound * pow(range.upperBound / range.lowerBound, Double($0) / Double(bins))
    }
  }

  /// Fills the histograms. Backgrounds below zero, from negative weights, count as zero.
  public func fill(
    data: EventSample, background: EventSample
  ) throws(AssayError) -> Answer {
    guard range.lowerBound > 0, range.upperBound > range.lowerBound, range.upperBound.isFinite,
      (1...1000).contains(binsPerDecade)
    else {
      throw .badValue(
        name: "bins of the histograms",
        found: "\(binsPerDecade) a decade from \(range.lowerBound) to \(range.upperBound) GeV",
        accepted: "1 to 1000 a decade from above 0 GeV on")
    }
    guard scale > 0, scale.isFinite, systematic >= 0, systematic.isFinite else {
      throw .badValue(
        name: "scale and systematic uncertainty", found: "\(scale) and \(systematic)",
        accepted: "a positive scale and an uncertainty of 0 or more")
    }
    let edges = edges
    let seen = sums(data, edges, weighted: false)
    let expected = sums(background, edges, weighted: true)
    var answer = Answer(
      histograms: [], sources: systematic > 0 ? ["common"] : [], withoutBackground: [],
      outside: (seen.outside, expected.outside))
    for (key, sum) in seen.classes.sorted(by: { $0.key < $1.key })
    where expected.classes[key] == nil {
      answer.withoutBackground.append((key.name, sum.events))
    }
    for (key, sum) in expected.classes.sorted(by: { $0.key < $1.key }) {
      for (v, variable) in ["m_eff", "m_inv"].enumerated() {
        let b = sum.weights[v].map { max(0, $0 * scale) }
        guard b.contains(where: { $0 > 0 }) else { continue }
        let observed = seen.classes[key]?.weights[v] ?? [Double](repeating: 0, count: b.count)
        answer.histograms.append(
          SearchHistogram(
            eventClass: key.name, variable: variable, edges: edges,
            observed: observed.map { Int($0) },
            background: b, statistical: sum.squares[v].map { $0.squareRoot() * scale },
            shifts: systematic > 0 ? [b.map { $0 * systematic }] : []))
      }
    }
    return answer
  }

  private struct ClassSum {
    var events = 0
    var weights: [[Double]]
    var squares: [[Double]]
  }

  private func sums(
    _ sample: EventSample, _ edges: [Double], weighted: Bool
  ) -> (classes: [EventClass: ClassSum], outside: Int) {
    let empty = [[Double]](repeating: [Double](repeating: 0, count: edges.count - 1), count: 2)
    var classes: [EventClass: ClassSum] = [:]
    var outside = 0
    for event in 0..<sample.count {
      let measured = selection.measure(sample, event)
      let weight = weighted ? sample.weights[event] : 1
      var sum = classes[measured.eventClass] ?? ClassSum(weights: empty, squares: empty)
      sum.events += 1
      for (v, mass) in [measured.effectiveMass, measured.invariantMass].enumerated() {
        guard let bin = Self.bin(mass / 1e3, edges) else {
          if v == 0 { outside += 1 }
          continue
        }
        sum.weights[v][bin] += weight
        sum.squares[v][bin] += weight * weight
      }
      classes[measured.eventClass] = sum
    }
    return (classes, outside)
  }

  /// The bin of a value, by bisection; nil outside.
  static func bin(_ x: Double, _ edges: [Double]) -> Int? {
    guard x >= edges[0], x < edges[edges.count - 1] else { return nil }
    var (low, high) = (0, edges.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if x < edges[middle] { high = middle } else { low = middle }
    }
    return low
  }
}
