// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Testing

@testable import Learning

/// Three steps of each optimiser against `Scalar.step`.
@Suite(.enabled(if: !DeviceFixture.devices.isEmpty, DeviceFixture.reason))
struct DeviceOptimiserTests {
  static let rules: [Optimiser] = [
    .adadelta(), .adam(), .descent(rate: 0.1), .descent(rate: 0.1, momentum: 0.9),
  ]

  private func steps(
    _ device: Device, _ rule: Optimiser, as other: Optimiser? = nil, count: Int
  ) throws -> (found: [Float], wanted: [Float]) {
    let kernels = try NetworkKernels(device)
    var weights: [Float] = Fixture.numbers(count, seed: 1)
    var state = OptimiserState<Float>(rule, weights: count)
    let there = try device.buffer(weights)
    let slots = try state.slots.map { try device.buffer($0) }
    for number in 1...3 {
      let gradient: [Float] = Fixture.numbers(count, seed: UInt64(number) + 1)
      Float.step(rule, &state, gradient: gradient, weights: &weights)
      try kernels.step(
        other ?? rule, number: number, gradient: device.buffer(gradient), slots: slots,
        weights: there, count: count)
    }
    return (try there.read(), weights)
  }

  @Test(arguments: DeviceFixture.devices, rules)
  func equalTheCPU(device: Device, rule: Optimiser) throws {
    for count in [1, 259] {
      let (found, wanted) = try steps(device, rule, count: count)
      #expect(deviation(found, wanted) <= DeviceFixture.divisionBound(device), "\(count) weights")
    }
  }

  /// Another rate by one part in a million is caught.
  @Test(arguments: DeviceFixture.devices)
  func otherRateIsCaught(device: Device) throws {
    let (found, wanted) = try steps(
      device, .descent(rate: 0.1), as: .descent(rate: 0.1 * (1 + 1e-5)), count: 259)
    #expect(deviation(found, wanted) > DeviceFixture.divisionBound(device))
  }
}
