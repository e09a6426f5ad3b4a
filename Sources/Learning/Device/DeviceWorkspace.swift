// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

/// The memory of a pass of a network on a device, for up to `capacity` samples: made once, used by
/// every batch.
struct DeviceWorkspace: Sendable {
  let capacity: Int
  let input: DeviceBuffer<Float>
  let targets: DeviceBuffer<Float>
  let losses: DeviceBuffer<Float>
  /// Of each layer; a view shares that of the layer before.
  let outputs: [DeviceBuffer<Float>]
  let chosen: [DeviceBuffer<Int32>]
  /// Two gradients by outputs, used in turn.
  let gradients: [DeviceBuffer<Float>]
  let gathered: DeviceBuffer<Float>
  let partial: DeviceBuffer<Float>

  /// - Parameter targetCount: numbers of a sample's target.
  init(
    _ network: Network<Float>, _ layers: [any DeviceLayer], _ matrices: any DeviceMatrices,
    targetCount: Int, capacity: Int, on device: Device
  ) throws(DeviceError) {
    self.capacity = capacity
    func floats(_ count: Int) throws(DeviceError) -> DeviceBuffer<Float> {
      let buffer = try device.buffer(of: Float.self, count: count)
      // Drivers may give memory not before it is used: a lack of it is to be known here, ahead of
      // any sum that a second try would add to again.
      try buffer.zero()
      return buffer
    }
    input = try floats(capacity * network.input.count)
    targets = try floats(capacity * targetCount)
    losses = try floats(capacity)
    var outputs: [DeviceBuffer<Float>] = []
    var chosen: [DeviceBuffer<Int32>] = []
    for (index, layer) in network.layers.enumerated() {
      outputs.append(
        layer.isView ? outputs.last ?? input : try floats(capacity * layer.output.count))
      let choices = try device.buffer(of: Int32.self, count: capacity * layers[index].chosenCount)
      try choices.zero()
      chosen.append(choices)
    }
    (self.outputs, self.chosen) = (outputs, chosen)
    let largest = Self.largest(network)
    gradients = [try floats(capacity * largest), try floats(capacity * largest)]
    gathered = try floats(layers.map { $0.gatheredCount(samples: capacity) }.max() ?? 0)
    partial = try floats(layers.map { $0.partialCount(samples: capacity, matrices) }.max() ?? 0)
  }

  /// Numbers of the largest input or output of a layer, for one sample.
  static func largest(_ network: Network<Float>) -> Int {
    network.layers.map { max($0.input.count, $0.output.count) }.max() ?? 1
  }
}
