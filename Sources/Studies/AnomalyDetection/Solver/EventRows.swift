// SPDX-License-Identifier: GPL-3.0-or-later
internal import Events
internal import Numerics

/// Events of a file with their summaries, features and weights.
struct EventRows: Sendable {
  var events: [CollisionFeatures.Summary]
  var features: FeatureRows
  /// Whole numbers with uniform ones added.
  var smooth: FeatureRows
  var weights: [Double]

  var count: Int { events.count }

  /// Reads a file.
  ///
  /// - Parameter role: what the file is in the request, such as "signal 2"; it names the streams of
  ///   random numbers, so that they do not depend on how a path is spelt.
  ///
  /// Throws `badInput` for a file that cannot be read, for an event with a negative weight, and where
  /// no event passes the cuts or all that do have the weight 0.
  init(
    file: String, role: String, cutsToChannelOne: Bool, seed: UInt64
  ) throws(AssayError) {
    let sample = try EventFile.read(file)
    if let bad = sample.weights.firstIndex(where: { $0 < 0 }) {
      throw .badInput(
        file: file, place: "event \(bad + 1) (ID \(sample.ids[bad]))",
        found: "the negative weight \(sample.weights[bad])", accepted: "weights >= 0")
    }
    let features = CollisionFeatures()
    let all = (0..<sample.count).map { features.summary(sample, $0) }
    let kept = all.indices.filter { !cutsToChannelOne || ChannelOne.passes(all[$0]) }
    guard !kept.isEmpty else {
      throw .badInput(
        file: file, place: nil, found: "no event that passes the cuts of channel 1",
        accepted: "at least one")
    }
    weights = kept.map { sample.weights[$0] }
    guard weights.contains(where: { $0 > 0 }) else {
      throw .badInput(
        file: file, place: nil, found: "weights that are all 0", accepted: "a sum above 0")
    }
    events = kept.map { all[$0] }
    self.features = features.rows(sample).rows(kept)
    smooth = CollisionFeatures.smooth(self.features, seed: seed, stream: role)
  }

  private init(_ rows: EventRows, at places: [Int]) {
    events = places.map { rows.events[$0] }
    features = rows.features.rows(places)
    smooth = rows.smooth.rows(places)
    weights = places.map { rows.weights[$0] }
  }

  func rows(_ places: [Int]) -> EventRows { EventRows(self, at: places) }

  /// In random order: files are often sorted by process.
  func shuffled(seed: UInt64, role: String) -> EventRows {
    rows(EventOrder.shuffled(count, seed: seed, stream: role))
  }

  /// As many events of weight one, drawn in proportion to the weights; the same events where all
  /// weights are equal. For detectors, which know no weights.
  func unweighted(seed: UInt64, role: String) -> EventRows {
    var rows = rows(EventOrder.drawn(weights, seed: seed, stream: role))
    rows.weights = weights.map { _ in 1 }
    return rows
  }
}

/// Orders of events that are drawn.
enum EventOrder {
  /// All places once, in an order drawn after Fisher and Yates.
  static func shuffled(_ count: Int, seed: UInt64, stream: String) -> [Int] {
    var random = Philox(seed: seed, stream: Philox.stream(of: "\(stream) order"))
    var places = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      places.swapAt(last, Int(random.uniform() * Double(last + 1)))
    }
    return places
  }

  /// Systematic drawing: with one uniform number u, event k comes as often as (i + u) W/n, of
  /// i = 0 … n − 1, lies within its stretch of the running sum of weights W; so it comes n w_k/W times,
  /// rounded down or up. Copies stand together, so that a part kept for validation shares one event at
  /// most with the rest. Equal weights give every event once.
  static func drawn(_ weights: [Double], seed: UInt64, stream: String) -> [Int] {
    guard let first = weights.first, weights.contains(where: { $0 != first }) else {
      return Array(weights.indices)
    }
    var random = Philox(seed: seed, stream: Philox.stream(of: "\(stream) weights"))
    let start = random.uniform()
    let step = weights.reduce(0, +) / Double(weights.count)
    let last = weights.lastIndex { $0 > 0 } ?? weights.count - 1
    var (places, event, sum): ([Int], Int, Double) = ([], 0, weights[0])
    for i in weights.indices {
      let mark = (Double(i) + start) * step
      // The last mark may lie beyond the sum by rounding.
      while sum <= mark, event < last {
        event += 1
        sum += weights[event]
      }
      places.append(event)
    }
    return places
  }
}
