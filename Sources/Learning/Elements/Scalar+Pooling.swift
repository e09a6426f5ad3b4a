// SPDX-License-Identifier: GPL-3.0-or-later

extension Scalar {
  /// The largest child of each output pixel, and which child that is: the first of equal ones.
  public static func poolMaximum(
    rows: Int, of input: UnsafePointer<Self>, channels: Int, through table: PoolTable,
    into output: UnsafeMutablePointer<Self>, chosen: UnsafeMutablePointer<Int32>
  ) {
    table.entries.withUnsafeBufferPointer { entries in
      for row in 0..<rows {
        let (sample, pixel) = row.quotientAndRemainder(dividingBy: table.outputs)
        let base = input + sample * table.inputs * channels
        let best = output + row * channels
        let which = chosen + row * channels
        let children = pixel * table.children
        best.copy(from: base + Int(entries[children]) * channels, count: channels)
        which.update(repeating: 0, count: channels)
        for child in 1..<max(1, table.children) {
          let from = base + Int(entries[children + child]) * channels
          let number = Int32(truncatingIfNeeded: child)
          for c in 0..<channels {
            let larger = from[c] > best[c]
            best[c] = larger ? from[c] : best[c]
            which[c] = larger ? number : which[c]
          }
        }
      }
    }
  }

  /// Hands the gradient of each output to the child that was chosen.
  public static func unpoolMaximum(
    rows: Int, of gradient: UnsafePointer<Self>, channels: Int, through table: PoolTable,
    chosen: UnsafePointer<Int32>, onto input: UnsafeMutablePointer<Self>
  ) {
    table.entries.withUnsafeBufferPointer { entries in
      for row in 0..<rows {
        let (sample, pixel) = row.quotientAndRemainder(dividingBy: table.outputs)
        let base = input + sample * table.inputs * channels
        let from = gradient + row * channels
        let which = chosen + row * channels
        for child in 0..<table.children {
          let to = base + Int(entries[pixel * table.children + child]) * channels
          let number = Int32(truncatingIfNeeded: child)
          for c in 0..<channels { to[c] += which[c] == number ? from[c] : 0 }
        }
      }
    }
  }

  /// The mean of the children of each output pixel, summed in their order.
  public static func poolAverage(
    rows: Int, of input: UnsafePointer<Self>, channels: Int, through table: PoolTable,
    into output: UnsafeMutablePointer<Self>
  ) {
    let share = 1 / Self(table.children)
    table.entries.withUnsafeBufferPointer { entries in
      for row in 0..<rows {
        let (sample, pixel) = row.quotientAndRemainder(dividingBy: table.outputs)
        let base = input + sample * table.inputs * channels
        let out = output + row * channels
        out.clear(count: channels)
        for child in pixel * table.children..<(pixel + 1) * table.children {
          let from = base + Int(entries[child]) * channels
          for c in 0..<channels { out[c] += from[c] }
        }
        for c in 0..<channels { out[c] *= share }
      }
    }
  }

  /// Shares the gradient of each output among its children.
  public static func unpoolAverage(
    rows: Int, of gradient: UnsafePointer<Self>, channels: Int, through table: PoolTable,
    onto input: UnsafeMutablePointer<Self>
  ) {
    let share = 1 / Self(table.children)
    table.entries.withUnsafeBufferPointer { entries in
      for row in 0..<rows {
        let (sample, pixel) = row.quotientAndRemainder(dividingBy: table.outputs)
        let base = input + sample * table.inputs * channels
        let from = gradient + row * channels
        for child in pixel * table.children..<(pixel + 1) * table.children {
          let to = base + Int(entries[child]) * channels
          for c in 0..<channels { to[c] += share * from[c] }
        }
      }
    }
  }
}
