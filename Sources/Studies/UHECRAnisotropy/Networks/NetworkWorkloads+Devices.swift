// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Learning
internal import Numerics
private import Synchronization
internal import Timing

extension NetworkCase {
  /// A variant on each accelerator, all of the work there; where CUDA has cuBLAS, one with it too.
  func deviceVariants(
    _ weights: [Float], _ samples: [LabelledMap<Float>], _ numbers: StepNumbers
  ) throws(AssayError) -> [Variant] {
    guard !devices.isEmpty else { return [] }
    let network = try gathered(Float.self, weights: weights)
    return devices.flatMap { device in
      var runs = [
        DeviceRun("\(device.info.id) single", device, network, samples, numbers) {
          () throws(AssayError) in nil
        }
      ]
      if device.info.backend == .cuda, CuBLASMatrices.isPresent() {
        runs.append(
          DeviceRun("\(device.info.id) single cublas", device, network, samples, numbers) {
            () throws(AssayError) in try CuBLASMatrices(device, native: device)
          })
      }
      return runs.map { variant($0) }
    }
  }

  private func variant(_ run: DeviceRun) -> Variant {
    Variant(
      id: run.id, precision: .single, threads: 1, device: run.device.info.id, bound: bound
    ) { () throws(AssayError) in
      let there = try NetworksOnDevices.shared.network(run.id, of: "\(id) \(maps) \(seed)") {
        () throws(AssayError) in
        try DeviceNetwork(
          run.network, on: run.device, loss: BinaryCrossEntropy<Float>(), matrices: run.matrices())
      }
      switch task {
      case .forward: return try there.outputs(of: run.samples.map(\.input)).map { Double($0) }
      case .step: return try run.step(there)
      }
    }
  }
}

/// A way to run a case on a device.
private final class DeviceRun: Sendable {
  typealias Matrices = @Sendable () throws(AssayError) -> (any DeviceMatrices)?

  let id: String
  let device: Device
  let network: Network<Float>
  let samples: [NetworkCase.LabelledMap<Float>]
  /// Nil for the kernel of this program.
  let matrices: Matrices
  private let numbers: StepNumbers
  private let isFirst = Mutex(true)

  init(
    _ id: String, _ device: Device, _ network: Network<Float>,
    _ samples: [NetworkCase.LabelledMap<Float>], _ numbers: StepNumbers,
    matrices: @escaping Matrices
  ) {
    (self.id, self.device, self.network, self.samples) = (id, device, network, samples)
    (self.numbers, self.matrices) = (numbers, matrices)
  }

  /// The first run begins with the weights of the case and gives all numbers, to be held against the
  /// reference. Later ones, which are timed, go on from there as training does, and give the loss and
  /// the first of the gradient: the end of the way back, so that nothing is left undone.
  func step(_ network: DeviceNetwork) throws(AssayError) -> [Double] {
    let isFirst = isFirst.withLock { first in
      defer { first = false }
      return first
    }
    if isFirst { try network.restart() }
    let loss = try network.evaluate(samples)
    try network.step()
    guard isFirst else { return [loss] + (try network.gradient(first: 16)).map { Double($0) } }
    return try numbers.numbers(loss: loss, gradient: try network.gradient())
  }
}

/// For each variant the network of the case that ran last: the memory of the one before is given
/// back, so that no case finds less of it than another.
private final class NetworksOnDevices: Sendable {
  static let shared = NetworksOnDevices()

  private struct Kept {
    var of: String
    var network: DeviceNetwork
  }

  private let kept = Mutex<[String: Kept]>([:])

  func network(
    _ variant: String, of name: String, make: () throws(AssayError) -> DeviceNetwork
  ) throws(AssayError) -> DeviceNetwork {
    if let kept = kept.withLock({ $0[variant] }), kept.of == name { return kept.network }
    kept.withLock { $0[variant] = nil }
    let network = try make()
    kept.withLock { $0[variant] = Kept(of: name, network: network) }
    return network
  }
}
