// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

/// Takes the inputs of a pass to a device, in memory that is kept from batch to batch: events as
/// places and values, which a kernel sets in a map of zeros; a batch with dense maps written out.
struct DeviceInputs: Sendable {
  private var maps: [Float] = []
  private var places: [Int32] = []
  private var values: [Float] = []
  private var keys: [UInt64] = []
  private var devicePlaces: DeviceBuffer<Int32>?
  private var deviceValues: DeviceBuffer<Float>?

  /// Writes all of the first samples of `input`, `width` numbers each.
  mutating func load(
    _ inputs: [SampleInput<Float>], width: Int, _ kernels: NetworkKernels,
    into input: DeviceBuffer<Float>
  ) throws(DeviceError) {
    if inputs.contains(where: { if case .dense = $0 { true } else { false } }) {
      writeOut(inputs, width)
      try input.write(maps)
      return
    }
    places.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    for (number, given) in inputs.enumerated() {
      if case .sparse(let sample) = given { add(sample, from: number * width) }
    }
    try input.zero()
    guard !places.isEmpty else { return }
    let (devicePlaces, deviceValues) = try room(kernels.device)
    try devicePlaces.write(places)
    try deviceValues.write(values)
    try kernels.set(deviceValues, at: devicePlaces, count: places.count, of: input)
  }

  private mutating func writeOut(_ inputs: [SampleInput<Float>], _ width: Int) {
    if maps.count != inputs.count * width {
      maps = [Float](repeating: 0, count: inputs.count * width)
    }
    maps.withUnsafeMutableBufferPointer { maps in
      for (number, given) in inputs.enumerated() {
        let own = UnsafeMutableBufferPointer(rebasing: maps[number * width..<(number + 1) * width])
        switch given {
        case .dense(let values): _ = own.update(fromContentsOf: values)
        case .sparse(let sample): if let base = own.baseAddress { sample.write(to: base) }
        }
      }
    }
  }

  /// The places with events, in rising order, and the sums of their values in the order given.
  private mutating func add(_ sample: SparseSample<Float>, from start: Int) {
    keys.removeAll(keepingCapacity: true)
    for (number, event) in sample.events.enumerated() {
      keys.append(UInt64(sample.place(event)) << 32 | UInt64(number))
    }
    keys.sort()
    var last = UInt64.max
    for key in keys {
      let value = sample.events[Int(key & 0xffff_ffff)].value
      if key >> 32 == last {
        values[values.count - 1] += value
      } else {
        last = key >> 32
        places.append(Int32(start + Int(last)))
        values.append(value)
      }
    }
  }

  /// Memory on the device for the places at hand, twice as much as before where it is too small.
  private mutating func room(
    _ device: Device
  ) throws(DeviceError) -> (DeviceBuffer<Int32>, DeviceBuffer<Float>) {
    if let devicePlaces, let deviceValues, devicePlaces.count >= places.count {
      return (devicePlaces, deviceValues)
    }
    let count = max(places.count, 2 * (devicePlaces?.count ?? 0))
    (devicePlaces, deviceValues) = (nil, nil)
    let made = (
      try device.buffer(of: Int32.self, count: count),
      try device.buffer(of: Float.self, count: count)
    )
    (devicePlaces, deviceValues) = made
    return made
  }
}

extension SparseSample {
  /// Where an event stands in the map written out.
  fileprivate func place(_ event: Event) -> Int {
    Int(event.pixel) * shape.channels + Int(event.channel)
  }
}
