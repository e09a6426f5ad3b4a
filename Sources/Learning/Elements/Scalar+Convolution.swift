// SPDX-License-Identifier: GPL-3.0-or-later

extension Scalar {
  /// Rows of the gathered matrix: for each output pixel the channels of its taps, side by side;
  /// a missing tap is zero.
  ///
  /// Row r is the output pixel r mod `table.outputs` of sample r / `table.outputs`.
  public static func gather(
    rows: Range<Int>, of input: UnsafePointer<Self>, channels: Int, through table: NeighbourTable,
    into gathered: UnsafeMutablePointer<Self>
  ) {
    table.entries.withUnsafeBufferPointer { entries in
      var out = gathered
      for row in rows {
        let (sample, pixel) = row.quotientAndRemainder(dividingBy: table.outputs)
        let base = input + sample * table.inputs * channels
        for tap in pixel * table.taps..<(pixel + 1) * table.taps {
          let from = Int(entries[tap])
          if from < 0 {
            out.clear(count: channels)
          } else if channels == 1 {
            out[0] = base[from]
          } else {
            out.copy(from: base + from * channels, count: channels)
          }
          out += channels
        }
      }
    }
  }

  /// The transpose of `gather`: adds each gathered element to the input element it came from.
  public static func scatterAdd(
    rows: Range<Int>, from gathered: UnsafePointer<Self>, channels: Int,
    through table: NeighbourTable, onto input: UnsafeMutablePointer<Self>
  ) {
    table.entries.withUnsafeBufferPointer { entries in
      var from = gathered
      for row in rows {
        let (sample, pixel) = row.quotientAndRemainder(dividingBy: table.outputs)
        let base = input + sample * table.inputs * channels
        for tap in pixel * table.taps..<(pixel + 1) * table.taps {
          let to = Int(entries[tap])
          if to >= 0 {
            let sums = base + to * channels
            for c in 0..<channels { sums[c] += from[c] }
          }
          from += channels
        }
      }
    }
  }

  /// Every row set to the bias.
  public static func fill(
    rows: Int, with bias: UnsafePointer<Self>, columns: Int, _ out: UnsafeMutablePointer<Self>
  ) {
    for row in 0..<rows { (out + row * columns).copy(from: bias, count: columns) }
  }

  /// The gradient of a bias: sums over rows, in rising order.
  public static func addColumnSums(
    rows: Int, of values: UnsafePointer<Self>, columns: Int, onto sums: UnsafeMutablePointer<Self>
  ) {
    for row in 0..<rows {
      let from = values + row * columns
      for j in 0..<columns { sums[j] += from[j] }
    }
  }

  public static func add(
    _ factor: Self, times values: UnsafePointer<Self>, count: Int,
    onto sums: UnsafeMutablePointer<Self>
  ) {
    for i in 0..<count { sums[i] += factor * values[i] }
  }
}
