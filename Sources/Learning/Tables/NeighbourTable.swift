// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Which input pixels each output pixel of a convolution looks at.
///
/// Entry (p, k) is the input pixel under tap k of output pixel p, or −1 where there is none: such a
/// tap reads zero. What the taps mean (self, south-west, …) is the maker's affair, as long as it is
/// the same for every pixel.
public struct NeighbourTable: Sendable, Equatable {
  public let inputs: Int
  public let outputs: Int
  public let taps: Int
  /// Output by output: (p, k) stands at p × taps + k.
  public let entries: [Int32]
  /// The table read backwards, for inputs that are nearly all zero: input pixel q is seen at
  /// `seen[starts[q] ..< starts[q + 1]]`, in rising order of p × taps + k.
  let starts: [Int32]
  let seen: [Int32]

  /// Throws `badValue` where a size is not positive, the number of entries is not outputs × taps,
  /// or an entry is no pixel of the input and not −1.
  public init(inputs: Int, outputs: Int, taps: Int, entries: [Int32]) throws(AssayError) {
    try TableRules.check(
      "neighbour table", inputs: inputs, outputs: outputs, width: taps, entries, lowest: -1)
    (self.inputs, self.outputs, self.taps, self.entries) = (inputs, outputs, taps, entries)
    let reverse = ReverseTable(inputs: inputs, entries: entries)
    (starts, seen) = (reverse.starts, reverse.seen)
  }

  /// The places p × taps + k at which an input pixel is seen.
  func places(of pixel: Int) -> ArraySlice<Int32> {
    seen[Int(starts[pixel])..<Int(starts[pixel + 1])]
  }
}

/// What both kinds of tables refuse.
enum TableRules {
  static func check(
    _ name: String, inputs: Int, outputs: Int, width: Int, _ entries: [Int32], lowest: Int32
  ) throws(AssayError) {
    guard inputs > 0, outputs > 0, width > 0, inputs <= Int(Int32.max) else {
      throw .badValue(
        name: name, found: "\(inputs) inputs, \(outputs) outputs, width \(width)",
        accepted: "positive numbers, inputs below 2^31")
    }
    let (count, overflow) = outputs.multipliedReportingOverflow(by: width)
    guard !overflow, entries.count == count, count <= Int(Int32.max) else {
      throw .badValue(
        name: name, found: "\(entries.count) entries",
        accepted: "\(outputs) × \(width) of them, below 2^31")
    }
    if let at = entries.firstIndex(where: { $0 < lowest || Int($0) >= inputs }) {
      throw .badValue(
        name: "\(name), output \(at / width), entry \(at % width)", found: "\(entries[at])",
        accepted: "a pixel in \(lowest)...\(inputs - 1)")
    }
  }
}
