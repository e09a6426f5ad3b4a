// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

/// A neighbour or pool table on a device, and the same read backwards.
struct DeviceTable: Sendable {
  let inputs: Int
  let outputs: Int
  /// Taps or children.
  let width: Int
  let entries: DeviceBuffer<Int32>
  let starts: DeviceBuffer<Int32>
  let seen: DeviceBuffer<Int32>

  init(_ table: NeighbourTable, on device: Device) throws(DeviceError) {
    (inputs, outputs, width) = (table.inputs, table.outputs, table.taps)
    entries = try device.buffer(table.entries)
    starts = try device.buffer(table.starts)
    seen = try device.buffer(table.seen)
  }

  init(_ table: PoolTable, on device: Device) throws(DeviceError) {
    (inputs, outputs, width) = (table.inputs, table.outputs, table.children)
    let reverse = ReverseTable(inputs: table.inputs, entries: table.entries)
    entries = try device.buffer(table.entries)
    starts = try device.buffer(reverse.starts)
    seen = try device.buffer(reverse.seen)
  }
}

extension NetworkKernels {
  func gather(
    rows: Range<Int>, of input: DeviceBuffer<Float>, channels: Int, through table: DeviceTable,
    into gathered: DeviceBuffer<Float>
  ) throws(DeviceError) {
    try launch(
      .gather, items: rows.count * table.width * channels,
      [
        .buffer(input), .buffer(table.entries), .count(table.inputs), .count(table.outputs),
        .count(table.width), .count(channels), .count(rows.lowerBound), .count(rows.count),
        .buffer(gathered),
      ])
  }

  /// Rows must come in rising order, from 0 on; the sums of a sample begin with its first row.
  func scatterAdd(
    rows: Range<Int>, from gathered: DeviceBuffer<Float>, channels: Int,
    through table: DeviceTable, onto input: DeviceBuffer<Float>
  ) throws(DeviceError) {
    let first = rows.lowerBound / table.outputs
    let samples = (rows.upperBound - 1) / table.outputs + 1 - first
    try launch(
      .scatter, items: samples * table.inputs * channels,
      [
        .buffer(gathered), .buffer(table.starts), .buffer(table.seen), .count(table.inputs),
        .count(table.outputs), .count(table.width), .count(channels), .count(rows.lowerBound),
        .count(rows.count), .count(first), .count(samples), .buffer(input),
      ])
  }

  func poolMaximum(
    samples: Int, of input: DeviceBuffer<Float>, channels: Int, through table: DeviceTable,
    into output: DeviceBuffer<Float>, chosen: DeviceBuffer<Int32>
  ) throws(DeviceError) {
    let rows = samples * table.outputs
    try launch(
      .poolMaximum, items: rows * channels,
      [
        .buffer(input), .buffer(table.entries), .count(table.inputs), .count(table.outputs),
        .count(table.width), .count(channels), .count(rows), .buffer(output), .buffer(chosen),
      ])
  }

  /// Writes all of the input's gradient.
  func unpoolMaximum(
    samples: Int, of gradient: DeviceBuffer<Float>, channels: Int, through table: DeviceTable,
    chosen: DeviceBuffer<Int32>, into input: DeviceBuffer<Float>
  ) throws(DeviceError) {
    try launch(
      .unpoolMaximum, items: samples * table.inputs * channels,
      [
        .buffer(gradient), .buffer(chosen), .buffer(table.starts), .buffer(table.seen),
        .count(table.inputs), .count(table.outputs), .count(table.width), .count(channels),
        .count(samples), .buffer(input),
      ])
  }
}
