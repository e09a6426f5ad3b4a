// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// A lane whose samples all stand between two layers. Used by one thread at a time.
private final class WholeLane<Element: Scalar>: @unchecked Sendable {
  let numbers: Range<Int>
  let space: Workspace<Element>
  let samples: [Sample<Element>]
  let input: LayerInput<Element>
  var gradients: GradientPair<Element>
  let sum: LaneSum<Element>

  init(
    _ numbers: Range<Int>, _ space: Workspace<Element>, _ samples: [Sample<Element>],
    _ network: Network<Element>, _ sum: LaneSum<Element>
  ) throws(AssayError) {
    (self.numbers, self.space, self.samples, self.sum) = (numbers, space, samples, sum)
    input = try network.load(samples, into: space)
    gradients = GradientPair(space)
  }
}

extension BatchGradient {
  /// As `evaluate`, all lanes going through a layer that sees the whole batch before any goes on.
  func evaluateTogether(
    _ network: Network<Element>, _ setting: PassSetting<Element>, count: Int, threads: Int,
    step: Int, inputsWanted: Bool, into result: inout LossGradient<Element>,
    sample: @Sendable (Int) throws(AssayError) -> Sample<Element>
  ) throws(AssayError) {
    precondition(count > 0, "a batch has samples")
    let capacity = (count + lanes - 1) / lanes
    let pool = try wholeLanes.value("\(capacity)") { () throws(AssayError) in
      WorkspacePool(network, forGradients: true, capacity: capacity)
    }
    let ranges = (0..<lanes).map { $0 * count / lanes..<($0 + 1) * count / lanes }
      .filter { !$0.isEmpty }
    let loaded = Parallel.map(ranges.count, threads: threads) { lane in
      Result { () throws(AssayError) in
        var samples: [Sample<Element>] = []
        for number in ranges[lane] { samples.append(try sample(number)) }
        return try WholeLane(
          ranges[lane], pool.take(), samples, network,
          memory.takeSum(count: network.weights.count))
      }
    }
    var parts: [WholeLane<Element>] = []
    for lane in loaded { parts.append(try lane.get()) }
    defer { for part in parts { pool.giveBack(part.space) } }

    var setting = setting
    forward(network, parts, &setting, threads: threads, step: step)
    let share = 1 / Double(count)
    let losses = Parallel.map(parts.count, threads: threads) { [parts] lane in
      Result { () throws(AssayError) in
        try self.losses(parts[lane].samples, network, share: share, parts[lane].space)
      }
    }
    for (part, loss) in zip(parts, losses) { part.sum.loss = try loss.get() }
    backward(network, parts, &setting, threads: threads, step: step, inputsWanted: inputsWanted)
    total(parts.map(\.sum), threads: threads, into: &result)
    result.statistics = setting.statistics
    memory.giveBack(parts.map(\.sum))
  }

  private func forward(
    _ network: Network<Element>, _ parts: [WholeLane<Element>],
    _ setting: inout PassSetting<Element>, threads: Int, step: Int
  ) {
    for range in pieces(of: network) {
      if let layer = network.layers[range.lowerBound] as? any BatchLayer<Element> {
        let given = each(parts, setting, threads: threads, step: step) { part, setting in
          network.withForwardPass(
            range.lowerBound, part.input, samples: part.samples.count, part.space, setting
          ) { layer.statistics(of: $0) }
        }
        setting.statistics[range.lowerBound] = given.dropFirst().reduce(given[0]) {
          layer.merged($0, $1)
        }
      }
      _ = each(parts, setting, threads: threads, step: step) { part, setting in
        network.forward(
          part.input, samples: part.samples.count, part.space, setting, layers: range)
      }
    }
  }

  private func backward(
    _ network: Network<Element>, _ parts: [WholeLane<Element>],
    _ setting: inout PassSetting<Element>, threads: Int, step: Int, inputsWanted: Bool
  ) {
    for range in pieces(of: network).reversed() {
      if range.count > 1 || !(network.layers[range.lowerBound] is any BatchLayer<Element>) {
        let first = range.lowerBound
        let own = network.layers[first] is any BatchLayer<Element> ? first + 1 : first
        _ = each(parts, setting, threads: threads, step: step) { part, setting in
          network.backward(
            part.input, samples: part.samples.count, part.space, setting, &part.gradients,
            onto: part.sum.weights, inputWanted: inputsWanted, layers: own..<range.upperBound)
        }
      }
      guard let layer = network.layers[range.lowerBound] as? any BatchLayer<Element> else {
        continue
      }
      let given = each(parts, setting, threads: threads, step: step) { part, setting in
        network.withBackwardPass(
          range.lowerBound, part.input, samples: part.samples.count, part.space, setting,
          part.gradients, onto: part.sum.weights, inputWanted: inputsWanted
        ) { layer.gradientSums(of: $0) }
      }
      setting.gradientSums[range.lowerBound] = given.dropFirst().reduce(given[0]) { sums, part in
        zip(sums, part).map { $0 + $1 }
      }
      _ = each(parts, setting, threads: threads, step: step) { part, setting in
        network.backward(
          part.input, samples: part.samples.count, part.space, setting, &part.gradients,
          onto: part.sum.weights, inputWanted: inputsWanted,
          layers: range.lowerBound..<range.lowerBound + 1)
      }
    }
    for part in parts {
      network.finish(part.space, onto: part.sum.weights)
      guard inputsWanted else { continue }
      part.sum.inputs = Array(
        UnsafeBufferPointer(
          start: part.gradients.now, count: part.samples.count * network.input.count))
    }
  }

  /// Runs of layers that need not wait, each but the first begun by a layer that waits for all.
  private func pieces(of network: Network<Element>) -> [Range<Int>] {
    let starts = network.layers.indices.filter {
      $0 == 0 || network.layers[$0] is any BatchLayer<Element>
    }
    return zip(starts, starts.dropFirst() + [network.layers.count]).map { $0..<$1 }
  }

  private func each<R: Sendable>(
    _ parts: [WholeLane<Element>], _ setting: PassSetting<Element>, threads: Int, step: Int,
    _ body: @Sendable (WholeLane<Element>, PassSetting<Element>) -> R
  ) -> [R] {
    Parallel.map(parts.count, threads: threads) { lane in
      var setting = setting
      setting.mode = .training(step: step, first: parts[lane].numbers.lowerBound)
      return body(parts[lane], setting)
    }
  }
}
