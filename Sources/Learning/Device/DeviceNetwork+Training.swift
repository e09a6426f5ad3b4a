// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
public import Numerics

extension DeviceNetwork {
  /// The mean loss of samples; its gradient by the weights stays on the device, for ``step()``.
  ///
  /// The losses of the samples are added in double precision, in their order.
  ///
  /// Throws `badValue` where a sample or target does not fit, and what the device refuses.
  public func evaluate(_ samples: [Sample<Float>]) throws(AssayError) -> Double {
    guard !samples.isEmpty else {
      throw .badValue(name: "samples of a batch", found: "none", accepted: "at least one")
    }
    for sample in samples {
      try check(sample.input)
      try network.check(sample.target, loss)
    }
    let share = 1 / Double(samples.count)
    var losses: [Float] = []
    try running { (state) throws(DeviceError) in
      try deviceGradient.zero()
      try inParts(samples.count, &state) { (part, space, state) throws(DeviceError) in
        let own = samples[part]
        try load(own.map(\.input), space, &state)
        try space.targets.write(own.flatMap(\.target))
        try forward(samples: own.count, space)
        try kernels.losses(
          lossKernel, samples: own.count, width: targetCount, share: Float(share),
          outputs: space.outputs[layers.count - 1], targets: space.targets, losses: space.losses,
          gradients: space.gradients[0])
        try backward(samples: own.count, space)
        losses += try space.losses.read(0..<own.count)
      }
    }
    return losses.reduce(0) { $0 + share * Double($1) }
  }

  /// Moves the weights by the gradient of the last ``evaluate(_:)``.
  public func step() throws(AssayError) { try step(optimiser) }

  /// The same by the optimiser with other numbers, such as those of a ``RateCycle``.
  func step(_ rule: Optimiser) throws(AssayError) {
    precondition(rule.isKind(of: optimiser), "what is remembered is the other rule's")
    try running { (state) throws(DeviceError) in
      state.steps += 1
      try kernels.step(
        rule, number: state.steps, gradient: deviceGradient, slots: slots,
        weights: deviceWeights, count: network.weights.count)
    }
  }

  /// The outputs for samples, one after the other. They do not depend on how many there are.
  public func outputs(of inputs: [SampleInput<Float>]) throws(AssayError) -> [Float] {
    for input in inputs { try check(input) }
    var outputs: [Float] = []
    try running { (state) throws(DeviceError) in
      try inParts(inputs.count, &state) { (part, space, state) throws(DeviceError) in
        try load(Array(inputs[part]), space, &state)
        try forward(samples: part.count, space)
        outputs += try space.outputs[layers.count - 1].read(0..<part.count * network.output.count)
      }
    }
    return outputs
  }

  /// The weights as they are now.
  public func weights() throws(AssayError) -> [Float] {
    try running { (_) throws(DeviceError) in try deviceWeights.read() }
  }

  /// The gradient of the last ``evaluate(_:)``, by the parameter vector or the first `count` of it.
  /// It is there when all that was asked before is done.
  public func gradient(first count: Int? = nil) throws(AssayError) -> [Float] {
    let all = deviceGradient.count
    return try running { (_) throws(DeviceError) in
      try deviceGradient.read(0..<min(all, count ?? all))
    }
  }

  /// Puts other weights in place; the optimiser keeps what it remembers.
  public func set(weights: [Float]) throws(AssayError) {
    guard weights.count == network.weights.count else {
      throw .badValue(
        name: "weights", found: "\(weights.count) numbers",
        accepted: "\(network.weights.count), the parameters of the network")
    }
    try running { (_) throws(DeviceError) in try deviceWeights.write(weights) }
  }

  private func check(_ input: SampleInput<Float>) throws(AssayError) {
    switch input {
    case .sparse(let sample): if sample.shape == network.input { return }
    case .dense(let values): if values.count == network.input.count { return }
    }
    throw network.refusal(input.count)
  }

  /// One call after the other, with errors in the words of the program.
  func running<R: Sendable>(
    _ body: (inout State) throws(DeviceError) -> R
  ) throws(AssayError) -> R {
    do throws(DeviceError) {
      return try state.withLock { (state) throws(DeviceError) in try body(&state) }
    } catch {
      throw AssayError(error)
    }
  }

  /// Works through samples in parts that fit the device.
  private func inParts(
    _ count: Int, _ state: inout State,
    _ body: (Range<Int>, DeviceWorkspace, inout State) throws(DeviceError) -> Void
  ) throws(DeviceError) {
    try device.inBatches(count, most: state.most) { (part) throws(DeviceError) in
      let space = try space(part.count, &state)
      do throws(DeviceError) {
        try body(part, space, &state)
      } catch {
        // A second try would add to sums that have begun.
        guard error.isOutOfMemory else { throw error }
        throw .call(
          device: device.id, call: "a pass of \(part.count) samples", code: "\(error)")
      }
    }
  }
}

extension SampleInput {
  fileprivate var count: Int {
    switch self {
    case .sparse(let sample): sample.shape.count
    case .dense(let values): values.count
    }
  }
}
