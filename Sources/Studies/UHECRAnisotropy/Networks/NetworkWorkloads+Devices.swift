// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Learning
internal import Numerics
private import Synchronization
internal import Timing

extension NetworkCase {
  /// A variant on each accelerator, all of the work there; where CUDA has cuBLAS, one with it too.
  ///
  /// The bound is that of the other variants in single precision, for the reason given there: sums
  /// of as many terms, and maxima that are shared but for rounding. Seen on a CPU behind OpenCL:
  /// 6.1e-6 forward, of a step 4.1e-7 with two maps and 2.9e-4 with eight, as of the CPU's variants.
  func deviceVariants(
    _ weights: [Float], _ samples: [LabelledMap<Float>]
  ) throws(AssayError) -> [Variant] {
    guard !devices.isEmpty else { return [] }
    let network = try gathered(Float.self, weights: weights)
    return devices.flatMap { device in
      var variants = [
        variant("\(device.info.id) single", device, network, samples) { () throws(AssayError) in nil
        }
      ]
      if device.info.backend == .cuda, CuBLASMatrices.isPresent() {
        variants.append(
          variant("\(device.info.id) single cublas", device, network, samples) {
            () throws(AssayError) in try CuBLASMatrices(device, native: device)
          })
      }
      return variants
    }
  }

  /// - Parameter matrices: nil for the kernel of this program.
  private func variant(
    _ id: String, _ device: Device, _ network: Network<Float>, _ samples: [LabelledMap<Float>],
    matrices: @escaping @Sendable () throws(AssayError) -> (any DeviceMatrices)?
  ) -> Variant {
    Variant(
      id: id, precision: .single, threads: 1, device: device.info.id, bound: bound
    ) { () throws(AssayError) in
      let there = try NetworksOnDevices.shared.network(id, of: "\(self.id) \(maps)") {
        () throws(AssayError) in
        try DeviceNetwork(
          network, on: device, loss: BinaryCrossEntropy<Float>(), matrices: matrices())
      }
      return try result(of: there, samples)
    }
  }

  /// As the other variants give it.
  private func result(
    of network: DeviceNetwork, _ samples: [LabelledMap<Float>]
  ) throws(AssayError) -> [Double] {
    switch task {
    case .forward: return try network.outputs(of: samples.map(\.input)).map { Double($0) }
    case .step:
      // So that every run begins with the same weights.
      try network.restart()
      let loss = try network.evaluate(samples)
      try network.step()
      let gradient = try network.gradient()
      return [loss] + stride(from: 0, to: gradient.count, by: 7).map { Double(gradient[$0]) }
    }
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
