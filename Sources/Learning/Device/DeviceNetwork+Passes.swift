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
      if error.isOutOfMemory { state.most = (samples + 1) / 2 }
      throw error
    }
  }

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

  /// The inputs of a pass: dense samples as they are, of others the events alone, those of one place
  /// added up in their order.
  func load(_ inputs: [SampleInput<Float>], _ space: DeviceWorkspace) throws(DeviceError) {
    let width = network.input.count
    var (places, values): ([Int32], [Float]) = ([], [])
    for (number, input) in inputs.enumerated() {
      guard case .sparse(let sample) = input else { continue }
      for (place, value) in sample.cells {
        places.append(Int32(number * width + place))
        values.append(value)
      }
    }
    if inputs.contains(where: { if case .sparse = $0 { true } else { false } }) {
      try space.input.zero()
    }
    if !places.isEmpty {
      try kernels.set(
        device.buffer(values), at: device.buffer(places), count: places.count, of: space.input)
    }
    for (number, input) in inputs.enumerated() {
      if case .dense(let values) = input { try space.input.write(values, at: number * width) }
    }
  }
}

extension SparseSample {
  /// The places with events, in rising order, and the sums of their values.
  fileprivate var cells: [(place: Int, value: Element)] {
    let places = events.map { Int($0.pixel) * shape.channels + Int($0.channel) }
    let order = events.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    var cells: [(place: Int, value: Element)] = []
    for event in order {
      if let last = cells.last, last.place == places[event] {
        cells[cells.count - 1].value += events[event].value
      } else {
        cells.append((places[event], events[event].value))
      }
    }
    return cells
  }
}
