// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// The dynamic programme of ``StepFit``: for each number of levels the least absolute deviation of
/// the series up to each place, and where its last level begins.
struct StepSearch {
  private let count: Int
  private let most: Int
  /// Least deviation of the first j numbers with k + 1 levels, at j * most + k.
  private var least: [Double]
  /// First place of the last of those levels.
  private var begins: [Int32]

  init(_ values: [Double], _ weights: [Double], shortest: Int) {
    count = values.count
    most = max(1, min(StepFit.mostSteps + 1, values.count / shortest))
    least = [Double](repeating: .infinity, count: (count + 1) * most)
    begins = [Int32](repeating: -1, count: (count + 1) * most)
    // About the median, so that equal numbers are zeros and their deviation is exactly none.
    let middle = Self.median(values, weights)
    let centred = values.map { $0 - middle }
    let order = centred.indices.sorted { centred[$0] < centred[$1] }
    var stretch = MedianStretch(centred, weights, order: order)
    for begin in 0..<count {
      guard begin == 0 || least[begin * most].isFinite else { continue }
      stretch.restart(at: begin)
      for end in stride(from: count, through: begin + shortest, by: -1) {
        take(begin, end, stretch.deviation)
        stretch.removeLast()
      }
    }
  }

  /// Tries [begin, end) as the last level of the first `end` numbers.
  private mutating func take(_ begin: Int, _ end: Int, _ deviation: Double) {
    if begin == 0 {
      (least[end * most], begins[end * most]) = (deviation, 0)
      return
    }
    for k in 1..<max(1, most) {
      let sum = least[begin * most + k - 1] + deviation
      if sum < least[end * most + k] {
        (least[end * most + k], begins[end * most + k]) = (sum, Int32(begin))
      }
    }
  }

  /// The number of levels with the least criterion; the fewest of equal ones.
  func bestCount(penalty: Double) -> Int {
    let whole = least[count * most]
    // Fewer numbers than a level needs, or all equal.
    guard whole.isFinite, whole > 0 else { return 1 }
    var (best, lowest) = (1, 0.0)
    for k in 1..<max(1, most) {
      let share = max(least[count * most + k] / whole, StepFit.resolution)
      let criterion = Double(count) * log(share) + Double(k) * penalty
      if criterion < lowest { (best, lowest) = (k + 1, criterion) }
    }
    return best
  }

  /// Where the levels begin, and the end.
  func edges(of levels: Int) -> [Int] {
    guard levels > 1 else { return [0, count] }
    var edges = [count]
    for k in stride(from: levels - 1, through: 0, by: -1) {
      edges.append(Int(begins[edges.last! * most + k]))
    }
    return edges.reversed()
  }

  /// The weighted median: the mean of both where two are equally right.
  static func median(_ values: [Double], _ weights: [Double]) -> Double {
    let order = values.indices.sorted { values[$0] < values[$1] }
    let half = weights.reduce(0, +) / 2
    var below = 0.0
    for (k, i) in order.enumerated() {
      below += weights[i]
      if below == half, k + 1 < order.count { return (values[i] + values[order[k + 1]]) / 2 }
      if below >= half { return values[i] }
    }
    return values[order[order.count - 1]]
  }
}

/// A stretch of the series that loses its last number again and again and keeps the sum of weighted
/// deviations from its median: the numbers hang in a list by size, from which one is taken in a few
/// operations.
private struct MedianStretch {
  private let values: [Double]
  private let weights: [Double]
  /// Places by rising value, and the rank of each place.
  private let order: [Int]
  private let rank: [Int]
  private var next: [Int]
  private var previous: [Int]
  private var last = 0
  private var middle = -1
  /// Sums of weights and of weighted values before and after the middle one, by rank.
  private var (weightBelow, sumBelow, weightAbove, sumAbove) = (0.0, 0.0, 0.0, 0.0)

  init(_ values: [Double], _ weights: [Double], order: [Int]) {
    (self.values, self.weights, self.order) = (values, weights, order)
    var rank = [Int](repeating: 0, count: order.count)
    for (r, place) in order.enumerated() { rank[place] = r }
    self.rank = rank
    next = [Int](repeating: -1, count: order.count)
    previous = next
  }

  /// Holds all numbers from `begin` on.
  mutating func restart(at begin: Int) {
    var tail = -1
    var first = -1
    (weightBelow, sumBelow, weightAbove, sumAbove) = (0, 0, 0, 0)
    for place in order where place >= begin {
      previous[place] = tail
      if tail >= 0 { next[tail] = place } else { first = place }
      tail = place
      weightAbove += weights[place]
      sumAbove += weights[place] * values[place]
    }
    next[tail] = -1
    last = order.count - 1
    middle = first
    weightAbove -= weights[first]
    sumAbove -= weights[first] * values[first]
    balance()
  }

  /// Σ w |x − median|.
  var deviation: Double {
    let m = values[middle]
    return max(0, (m * weightBelow - sumBelow) + (sumAbove - m * weightAbove))
  }

  mutating func removeLast() {
    let place = last
    last -= 1
    let (low, high) = (previous[place], next[place])
    if low >= 0 { next[low] = high }
    if high >= 0 { previous[high] = low }
    if place == middle {
      if high >= 0 {
        middle = high
        weightAbove -= weights[high]
        sumAbove -= weights[high] * values[high]
      } else {
        middle = low
        guard low >= 0 else { return }
        weightBelow -= weights[low]
        sumBelow -= weights[low] * values[low]
      }
    } else if rank[place] < rank[middle] {
      weightBelow -= weights[place]
      sumBelow -= weights[place] * values[place]
    } else {
      weightAbove -= weights[place]
      sumAbove -= weights[place] * values[place]
    }
    balance()
  }

  /// Moves the middle until neither side weighs more than half of all.
  private mutating func balance() {
    while next[middle] >= 0, weightAbove > weightBelow + weights[middle] {
      let up = next[middle]
      weightBelow += weights[middle]
      sumBelow += weights[middle] * values[middle]
      weightAbove -= weights[up]
      sumAbove -= weights[up] * values[up]
      middle = up
    }
    while previous[middle] >= 0, weightBelow > weightAbove + weights[middle] {
      let down = previous[middle]
      weightAbove += weights[middle]
      sumAbove += weights[middle] * values[middle]
      weightBelow -= weights[down]
      sumBelow -= weights[down] * values[down]
      middle = down
    }
  }
}
