// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

extension NetworkKernels {
  /// One step of an optimiser, as `Scalar.step`.
  ///
  /// - Parameter number: of the step, counted from 1.
  func step(
    _ rule: Optimiser, number: Int, gradient: DeviceBuffer<Float>, slots: [DeviceBuffer<Float>],
    weights: DeviceBuffer<Float>, count: Int
  ) throws(DeviceError) {
    let arrays: [KernelArgument] =
      [.buffer(gradient)] + slots.map { .buffer($0) } + [.buffer(weights), .place(count)]
    switch rule {
    case .adadelta(let rate, let decay, let epsilon):
      try launch(
        .adadelta, items: count,
        [.single(Float(rate)), .single(Float(decay)), .single(Float(epsilon))] + arrays)
    case .adam(let rate, let first, let second, let epsilon):
      let corrected = Optimiser.corrected(
        rate: rate, first: first, second: second, epsilon: epsilon, step: number)
      try launch(
        .adam, items: count,
        [
          .single(Float(corrected.rate)), .single(Float(first)), .single(Float(second)),
          .single(Float(corrected.epsilon)),
        ] + arrays)
    case .descent(let rate, let momentum):
      try launch(
        .descent, items: count, [.single(Float(rate)), .single(Float(momentum))] + arrays)
    }
  }
}
