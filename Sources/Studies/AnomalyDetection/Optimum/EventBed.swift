// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Toy events of a background and of several signals, with the exact scores of each.
///
/// - optimum: the likelihood ratio of the signal to the background, which no test can beat;
/// - density: −ln p of the background, which knows nothing of signals ("rare");
/// - mixture: the likelihood ratio of an equal mixture of all signals to the background, the best
///   that can be done for theories known but for which of them is true ("different").
public struct EventBed: Sendable {
  public let background: EventTheory
  public let signals: [EventTheory]
  let conventions: EventConventions

  public init(background: EventTheory, signals: [EventTheory]) {
    self.init(background: background, signals: signals, EventConventions())
  }

  init(background: EventTheory, signals: [EventTheory], _ conventions: EventConventions) {
    (self.background, self.signals, self.conventions) = (background, signals, conventions)
  }

  /// The background of the reference table `np-optimum-toy-events`, which its comments state.
  public static let background = EventTheory(
    name: "background", jets: 3, scale: 60, missing: 40)

  /// The bed of that table: a signal a row.
  init(_ axes: TableAxes, _ conventions: EventConventions) throws(AssayError) {
    var signals: [EventTheory] = []
    let names = try axes.texts(0)
    let (jets, scale, missing) = (try axes.numbers(1), try axes.numbers(2), try axes.numbers(3))
    for (i, name) in names.enumerated() {
      guard min(jets[i], scale[i], missing[i]) > 0 else {
        throw .badInput(
          file: axes.table.file, place: name, found: "a parameter that is not positive",
          accepted: "positive numbers")
      }
      signals.append(
        EventTheory(name: name, jets: jets[i], scale: scale[i], missing: missing[i]))
    }
    self.init(background: Self.background, signals: signals, conventions)
  }

  /// The likelihood ratio of one signal.
  public func optimum(_ signal: Int, _ events: [ToyEvent]) -> [Double] {
    let ratio = signals[signal].logRatio(over: background, conventions)
    return events.map(ratio.value)
  }

  public func density(_ events: [ToyEvent]) -> [Double] {
    events.map { -background.logDensity($0, conventions) }
  }

  public func mixture(_ events: [ToyEvent]) -> [Double] {
    let ratios = signals.map { $0.logRatio(over: background, conventions) }
    let favour = conventions.favoursFirst ? Double(signals.count) * 10 : 1
    return events.map { event in
      var sum = 0.0
      for (k, ratio) in ratios.enumerated() {
        sum += (k == 0 ? favour : 1) * Numbers.exponential(ratio.value(event))
      }
      return Numbers.logarithm(sum / Double(ratios.count))
    }
  }
}
