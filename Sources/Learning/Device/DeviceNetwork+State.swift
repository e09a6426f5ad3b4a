// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
public import Numerics

extension DeviceNetwork {
  /// Goes back to the weights of the beginning, and to an optimiser that remembers nothing.
  public func restart() throws(AssayError) {
    try running { (state) throws(DeviceError) in
      state.steps = 0
      try deviceWeights.copy(firstWeights)
      for slot in slots { try slot.zero() }
    }
  }

  /// What the optimiser remembers now.
  public func optimiserState() throws(AssayError) -> OptimiserState<Float> {
    try running { (state) throws(DeviceError) in
      var there = OptimiserState<Float>(optimiser, weights: 0)
      there.steps = state.steps
      for number in slots.indices { there.slots[number] = try slots[number].read() }
      return there
    }
  }

  /// Puts back what an optimiser remembered, here or on the CPU.
  ///
  /// Throws `badValue` where it has not as many numbers as this one.
  public func set(optimiser remembered: OptimiserState<Float>) throws(AssayError) {
    let found = remembered.slots.map(\.count)
    let count = network.weights.count
    guard found == Array(repeating: count, count: slots.count), remembered.steps >= 0 else {
      throw .badValue(
        name: "what the optimiser remembers",
        found: "\(found) numbers after \(remembered.steps) steps",
        accepted: "\(slots.count) times \(count) numbers")
    }
    try running { (state) throws(DeviceError) in
      state.steps = remembered.steps
      for (slot, values) in zip(slots, remembered.slots) { try slot.write(values) }
    }
  }
}
