// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// A loss averaged over samples, and its gradients.
public struct LossGradient<Element: Scalar>: Sendable, Equatable {
  public var loss: Double
  /// By the parameter vector.
  public var weights: [Element]
  /// By the inputs, sample by sample; empty unless asked for.
  public var inputs: [Element]
  /// What layers that see the whole batch have seen, by their index; for `Network.follow`.
  public var statistics: [Int: [Double]] = [:]
}

extension LossGradient {
  /// Of nothing yet.
  public init() { self.init(loss: 0, weights: [], inputs: []) }
}

/// Gradients of batches of one network, whose memory is kept from batch to batch.
///
/// A batch is split in a fixed number of lanes, runs of neighbouring samples; a lane adds up its
/// samples in order, and the lanes are added in order. So the bits do not depend on threads, but
/// they do on the number of lanes, which is also the largest number of threads that help. Memory:
/// one gradient a lane and one workspace a thread. A network with a `BatchLayer` takes all lanes
/// through a layer before any goes on, and keeps the outputs of the whole batch.
public struct BatchGradient<Element: Scalar>: Sendable {
  public let loss: any Loss<Element>
  public let matrices: any MatrixBackend<Element>
  public let lanes: Int
  private let pool: WorkspacePool<Element>
  let memory = GradientMemory<Element>()
  let wholeLanes: SharedCache<WorkspacePool<Element>>

  public init(
    _ network: Network<Element>, loss: any Loss<Element>, matrices: any MatrixBackend<Element>,
    lanes: Int = 8
  ) {
    precondition(lanes > 0, "at least one lane")
    (self.loss, self.matrices, self.lanes) = (loss, matrices, lanes)
    pool = WorkspacePool(network, forGradients: true)
    wholeLanes = SharedCache()
  }

  /// The mean loss of samples 0 ..< count and its gradient.
  ///
  /// - Parameter network: of the layers that the evaluator was made for, with any weights.
  /// - Parameter step: steps taken before, from which dropout draws its numbers.
  /// - Parameter sample: called once for each number, on any thread.
  ///
  /// Throws what `sample` throws, and `badValue` where a sample or target does not fit.
  public func evaluate(
    _ network: Network<Element>, count: Int, threads: Int, step: Int = 0,
    inputsWanted: Bool = false,
    sample: @Sendable (Int) throws(AssayError) -> Sample<Element>
  ) throws(AssayError) -> LossGradient<Element> {
    var result = LossGradient<Element>()
    try evaluate(
      network, count: count, threads: threads, step: step, inputsWanted: inputsWanted,
      into: &result, sample: sample)
    return result
  }

  /// The same into a result whose memory is used again.
  public func evaluate(
    _ network: Network<Element>, count: Int, threads: Int, step: Int = 0,
    inputsWanted: Bool = false, into result: inout LossGradient<Element>,
    sample: @Sendable (Int) throws(AssayError) -> Sample<Element>
  ) throws(AssayError) {
    var setting = PassSetting(network.prepare(reusing: memory.takePrepared()), matrices)
    setting.mode = .training(step: step, first: 0)
    defer { memory.giveBack(prepared: setting.prepared) }
    if network.layers.contains(where: { $0 is any BatchLayer<Element> }) {
      try evaluateTogether(
        network, setting, count: count, threads: threads, step: step,
        inputsWanted: inputsWanted, into: &result, sample: sample)
      return
    }
    let results = Parallel.map(lanes, threads: threads) { [setting] lane in
      Result { () throws(AssayError) in
        try self.lane(
          network, setting, lane * count / lanes..<(lane + 1) * count / lanes, of: count,
          step: step, inputsWanted: inputsWanted, sample: sample)
      }
    }
    var parts: [LaneSum<Element>] = []
    for result in results { parts.append(try result.get()) }
    total(parts, threads: threads, into: &result)
    memory.giveBack(parts)
  }

  /// The lanes' parts added in order, each thread its part of the parameters.
  func total(
    _ parts: [LaneSum<Element>], threads: Int, into result: inout LossGradient<Element>
  ) {
    result.loss = parts.reduce(0) { $0 + $1.loss }
    result.inputs = parts.flatMap(\.inputs)
    result.statistics = [:]
    let count = parts[0].count
    if result.weights.count != count { result.weights = [Element](repeating: 0, count: count) }
    result.weights.withUnsafeMutableBufferPointer { sums in
      guard let start = sums.baseAddress else { return }
      nonisolated(unsafe) let first = start
      _ = Parallel.map(threads, threads: threads) { thread in
        let (low, high) = (thread * count / threads, (thread + 1) * count / threads)
        (first + low).copy(from: parts[0].weights + low, count: high - low)
        for part in parts.dropFirst() {
          Element.add(1, times: part.weights + low, count: high - low, onto: first + low)
        }
      }
    }
  }

  private func lane(
    _ network: Network<Element>, _ setting: PassSetting<Element>, _ numbers: Range<Int>,
    of count: Int, step: Int, inputsWanted: Bool,
    sample: @Sendable (Int) throws(AssayError) -> Sample<Element>
  ) throws(AssayError) -> LaneSum<Element> {
    try pool.with { (space) throws(AssayError) in
      let sum = memory.takeSum(count: network.weights.count)
      var setting = setting
      for range in Passes.ranges(numbers, size: space.capacity) {
        var samples: [Sample<Element>] = []
        samples.reserveCapacity(range.count)
        for number in range { samples.append(try sample(number)) }
        setting.mode = .training(step: step, first: range.lowerBound)
        try add(
          samples, network, setting, share: 1 / Double(count), inputsWanted: inputsWanted, space,
          sum)
      }
      network.finish(space, onto: sum.weights)
      return sum
    }
  }

  private func add(
    _ samples: [Sample<Element>], _ network: Network<Element>, _ setting: PassSetting<Element>,
    share: Double, inputsWanted: Bool, _ space: Workspace<Element>, _ sum: LaneSum<Element>
  ) throws(AssayError) {
    let input = try network.load(samples, into: space)
    network.forward(input, samples: samples.count, space, setting)
    sum.loss += try losses(samples, network, share: share, space)
    var gradients = GradientPair(space)
    network.backward(
      input, samples: samples.count, space, setting, &gradients, onto: sum.weights,
      inputWanted: inputsWanted)
    if inputsWanted {
      sum.inputs += UnsafeBufferPointer(
        start: gradients.now, count: samples.count * network.input.count)
    }
  }

  /// The losses of a pass, each times its share; their gradients go to `space.gradients[0]`.
  func losses(
    _ samples: [Sample<Element>], _ network: Network<Element>, share: Double,
    _ space: Workspace<Element>
  ) throws(AssayError) -> Double {
    let width = network.output.count
    let outputs = network.lastOutputs(space, samples: samples.count)
    var sum = 0.0
    for (number, sample) in samples.enumerated() {
      try network.check(sample.target, loss)
      let part = number * width..<(number + 1) * width
      let gradient = UnsafeMutableBufferPointer(
        start: space.gradients[0] + part.lowerBound, count: width)
      let value = loss.value(
        output: UnsafeBufferPointer(rebasing: outputs[part]), target: sample.target,
        gradient: gradient)
      sum += share * value
    }
    Element.scale(space.gradients[0], by: Element(share), count: samples.count * width)
    return sum
  }
}

extension Network {
  /// Refuses a target that the loss cannot hold against the network's outputs.
  func check(_ target: [Element], _ loss: any Loss<Element>) throws(AssayError) {
    guard loss.outputs(forTargets: target.count) == output.count else {
      throw .badValue(
        name: "target", found: "\(target.count) numbers for \(output.count) outputs",
        accepted: "as many as the loss \"\(loss.name)\" takes")
    }
  }
}
