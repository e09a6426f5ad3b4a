// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Signal efficiencies of many models, each for the same pairs of channel and signal.
public struct EfficiencyTable: Sendable {
  /// A signal in a channel.
  public struct Pair: Sendable, Hashable {
    public var channel: String
    public var signal: String

    public init(channel: String, signal: String) {
      (self.channel, self.signal) = (channel, signal)
    }
  }

  public let models: [String]
  public let pairs: [Pair]
  public let signals: [String]
  /// The place in `signals` of each pair.
  let signalOfPair: [Int]
  /// models × pairs × levels; the levels of a pair stand together.
  public let efficiencies: [Double]
  static let levels = SignificanceImprovement.levels.count

  /// Throws `badValue` where the numbers do not fill the table or lie outside [0, 1].
  public init(models: [String], pairs: [Pair], efficiencies: [Double]) throws(AssayError) {
    guard !models.isEmpty, !pairs.isEmpty,
      efficiencies.count == models.count * pairs.count * Self.levels
    else {
      throw .badValue(
        name: "efficiencies",
        found: "\(efficiencies.count) numbers for \(models.count) models and \(pairs.count) pairs",
        accepted: "\(Self.levels) for each model and pair, and at least one of both")
    }
    if let bad = efficiencies.firstIndex(where: { !(0...1).contains($0) }) {
      throw .badValue(
        name: "efficiency of \(models[bad / Self.levels / pairs.count])",
        found: "\(efficiencies[bad])", accepted: "0 to 1")
    }
    (self.models, self.pairs, self.efficiencies) = (models, pairs, efficiencies)
    var (signals, places, seen): ([String], [Int], [String: Int]) = ([], [], [:])
    for pair in pairs {
      if seen[pair.signal] == nil {
        seen[pair.signal] = signals.count
        signals.append(pair.signal)
      }
      places.append(seen[pair.signal]!)
    }
    (self.signals, signalOfPair) = (signals, places)
  }

  /// One model, channel and signal.
  public struct Row: Sendable {
    public var model: String
    public var pair: Pair
    /// At the three levels.
    public var efficiencies: [Double]

    public init(model: String, pair: Pair, efficiencies: [Double]) {
      (self.model, self.pair, self.efficiencies) = (model, pair, efficiencies)
    }
  }

  /// Rows in any order. A model that lacks a pair that another has is dropped, as in the challenge.
  ///
  /// Throws `badValue` where a row comes twice, or no model has all pairs.
  public init(rows: [Row]) throws(AssayError) {
    var (models, pairs): ([String], [Pair]) = ([], [])
    var (seen, cells): ([Pair: Int], [String: [Pair: [Double]]]) = ([:], [:])
    for row in rows {
      if cells[row.model] == nil { models.append(row.model) }
      if seen[row.pair] == nil {
        seen[row.pair] = pairs.count
        pairs.append(row.pair)
      }
      if cells[row.model, default: [:]].updateValue(row.efficiencies, forKey: row.pair) != nil {
        throw .badValue(
          name: "efficiencies of \(row.model)",
          found: "\(row.pair.channel), \(row.pair.signal) twice", accepted: "each once")
      }
    }
    let whole = models.filter { cells[$0]!.count == pairs.count }
    try self.init(
      models: whole, pairs: pairs,
      efficiencies: whole.flatMap { model in pairs.flatMap { cells[model]![$0]! } })
  }

  /// The table `darkmachines-per-signal`: axes model, channel, signal; AUC and three efficiencies.
  public init(_ table: ReferenceTable) throws(AssayError) {
    let axes = TableAxes(table)
    let (models, channels, signals) = (try axes.texts(0), try axes.texts(1), try axes.texts(2))
    let columns = table.dependent.suffix(Self.levels)
    var rows: [Row] = []
    for i in models.indices {
      var efficiencies: [Double] = []
      for column in columns {
        guard let value = column.cells[i].number else {
          throw .badInput(
            file: table.file, place: "line \(column.cells[i].line)", found: "no number",
            accepted: "an efficiency")
        }
        efficiencies.append(value)
      }
      rows.append(
        Row(
          model: models[i], pair: Pair(channel: channels[i], signal: signals[i]),
          efficiencies: efficiencies))
    }
    try self.init(rows: rows)
  }
}
