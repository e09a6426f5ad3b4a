// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics
internal import Synchronization

/// A network that is trained on a device: weights, gradients and what the optimiser remembers stay
/// there from step to step, and only samples go in and losses come out.
///
///     let trained = try DeviceNetwork(network, on: device, loss: BinaryCrossEntropy<Float>())
///     for batch in batches {
///       let loss = try trained.evaluate(batch)
///       try trained.step()
///     }
///     network.weights = try trained.weights()
///
/// The layers are those of ``Network``: convolutions, dense layers, maximum pools and views, with the
/// activations identity, ReLU, leaky ReLU and tanh; a direct tower is worked as its convolutions and
/// pools. Sums run in a fixed order that neither blocks nor work-groups decide. From a
/// ``BatchGradient`` results differ by the rounding of sums in single precision; going back, a
/// maximum that two pixels share but for rounding may send its gradient to the other one.
///
/// Where the device has no room for a batch, it is worked in parts, whose gradients are added in
/// order; that changes the loss not at all and the gradient by rounding alone. ``samplesPerPass``
/// tells it.
///
/// It may be used from several threads; a call waits for the one before.
public final class DeviceNetwork: Sendable {
  public let device: Device
  public let optimiser: Optimiser
  /// The layers; its weights are those of the beginning.
  let network: Network<Float>
  let layers: [any DeviceLayer]
  let kernels: NetworkKernels
  let matrices: any DeviceMatrices
  let loss: any Loss<Float>
  let lossKernel: NetworkKernels.Name
  let targetCount: Int
  let deviceWeights: DeviceBuffer<Float>
  let firstWeights: DeviceBuffer<Float>
  let deviceGradient: DeviceBuffer<Float>
  let slots: [DeviceBuffer<Float>]
  let state: Mutex<State>

  struct State {
    var steps = 0
    var space: DeviceWorkspace?
    /// Samples of a pass: fewer than asked for where memory ran out.
    var most: Int
    var isLowered = false
    var inputs = DeviceInputs()
  }

  /// - Parameters:
  ///   - matrices: of the same device; nil for the kernel of this package.
  ///   - most: samples of a pass; larger batches are worked in parts.
  ///
  /// Throws `badValue` for a layer, an activation or a loss that has no kernel and for an optimiser
  /// out of range, and what the device refuses.
  public init(
    _ network: Network<Float>, on device: Device, loss: any Loss<Float>,
    optimiser: Optimiser = .adadelta(), matrices: (any DeviceMatrices)? = nil, most: Int = 1024
  ) throws(AssayError) {
    precondition(most >= 1, "at least one sample a pass")
    try optimiser.check()
    let network = try network.unfolded()
    let ready = try Self.ready(network)
    (lossKernel, targetCount) = try Self.kernel(of: loss, outputs: network.output.count)
    (self.device, self.network, self.loss, self.optimiser) = (device, network, loss, optimiser)
    // Kernels count the numbers of a pass in 32 bits.
    let largest = DeviceWorkspace.largest(network)
    state = Mutex(State(most: min(most, max(1, Int(Int32.max) / largest))))
    do throws(DeviceError) {
      var layers: [any DeviceLayer] = []
      for layer in ready { layers.append(try layer.onDevice(device)) }
      self.layers = layers
      kernels = try NetworkKernels(device)
      if let matrices {
        self.matrices = matrices
      } else {
        self.matrices = try TiledMatrices(device)
      }
      deviceWeights = try device.buffer(network.weights)
      firstWeights = try device.buffer(network.weights)
      deviceGradient = try device.buffer(of: Float.self, count: network.weights.count)
      try deviceGradient.zero()
      var slots: [DeviceBuffer<Float>] = []
      for _ in 0..<optimiser.slots {
        let slot = try device.buffer(of: Float.self, count: network.weights.count)
        try slot.zero()
        slots.append(slot)
      }
      self.slots = slots
    } catch {
      throw AssayError(error)
    }
  }

  private static func ready(_ network: Network<Float>) throws(AssayError) -> [any DeviceReady] {
    var ready: [any DeviceReady] = []
    for (name, layer) in zip(network.names, network.layers) {
      let found = layer as? any DeviceReady
      guard let found, found.missingKernel == nil else {
        throw .badValue(
          name: "layer \(name) on a device",
          found: found?.missingKernel.map { "the activation \($0)" } ?? "a \(type(of: layer))",
          accepted: "convolutions, dense layers, maximum pools and views, with identity, relu, "
            + "leaky or tanh, and direct towers")
      }
      ready.append(found)
    }
    return ready
  }

  private static func kernel(
    of loss: any Loss<Float>, outputs: Int
  ) throws(AssayError) -> (NetworkKernels.Name, targets: Int) {
    guard let known = loss as? any DeviceLoss else {
      throw .badValue(
        name: "loss on a device", found: loss.name,
        accepted: "binary cross-entropy or mean square")
    }
    // Both have a target for each output.
    return (known.kernel, outputs)
  }
}
