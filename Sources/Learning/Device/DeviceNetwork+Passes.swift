// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

extension DeviceNetwork {
  /// Memory for so many samples, made anew where what there is is too small.
  func space(_ samples: Int, _ state: inout State) throws(DeviceError) -> DeviceWorkspace {
    if let space = state.space, space.capacity >= samples { return space }
    // Given back first: two would need the room of both.
    state.space = nil
    do throws(DeviceError) {
      let space = try DeviceWorkspace(
        network, layers, matrices, targetCount: targetCount, capacity: samples, on: device)
      state.space = space
      return space
    } catch {
      if error.isOutOfMemory { (state.most, state.isLowered) = ((samples + 1) / 2, true) }
      throw error
    }
  }

  /// The most samples of a pass, where memory had no room for those asked for; nil where it had so
  /// far. With this number as `most`, another network of this kind makes the same parts.
  public var samplesPerPass: Int? { state.withLock { $0.isLowered ? $0.most : nil } }

  /// Samples that the memory at hand is for; 0 before the first batch.
  var capacity: Int { state.withLock { $0.space?.capacity ?? 0 } }

  func forward(samples: Int, _ space: DeviceWorkspace) throws(DeviceError) {
    for index in layers.indices where !network.layers[index].isView {
      try layers[index].forward(pass(index, samples: samples, space))
    }
  }

  /// From the gradient by the outputs, in `space.gradients[0]`, to that by the weights.
  func backward(samples: Int, _ space: DeviceWorkspace) throws(DeviceError) {
    var (now, other) = (space.gradients[0], space.gradients[1])
    for index in layers.indices.reversed() where !network.layers[index].isView {
      try layers[index].backward(
        pass(index, samples: samples, space),
        DeviceWayBack(
          outputGradient: now, inputGradient: index > 0 ? other : nil,
          weightGradient: DeviceSlice(deviceGradient, from: network.offsets[index])))
      swap(&now, &other)
    }
  }

  private func pass(_ index: Int, samples: Int, _ space: DeviceWorkspace) -> DevicePass {
    DevicePass(
      samples: samples, input: index > 0 ? space.outputs[index - 1] : space.input,
      output: space.outputs[index],
      weights: DeviceSlice(deviceWeights, from: network.offsets[index]),
      chosen: space.chosen[index], gathered: space.gathered, partial: space.partial,
      kernels: kernels, matrices: matrices)
  }

  /// The inputs of a pass, in two transfers at most.
  func load(
    _ inputs: [SampleInput<Float>], _ space: DeviceWorkspace, _ state: inout State
  ) throws(DeviceError) {
    try state.inputs.load(inputs, width: network.input.count, kernels, into: space.input)
  }
}
