// SPDX-License-Identifier: GPL-3.0-or-later

/// Sorting of many numbers by the digits of their bits.
///
/// The bits of a double, the sign bit flipped for positive numbers and all bits for negative ones,
/// rise with the number. They are sorted by six digits of eleven bits, the lowest first; a digit that
/// all numbers share costs no pass. Cost: about 10 ns a number, against 70 ns of a comparison sort of
/// a million. The result is that of any correct sort, so it does not depend on how it is made.
enum RadixSort {
  private static let bits = 11
  private static let passes = 6
  private static let buckets = 1 << bits
  /// Below, clearing the counts of the digits costs more than comparisons.
  private static let fewest = 4096

  /// The numbers, rising; −0 becomes 0. None may be NaN.
  static func sorted(_ values: [Double]) -> [Double] {
    guard values.count >= fewest else { return values.map { $0 + 0 }.sorted() }
    let count = values.count
    var keys = [UInt64](unsafeUninitializedCapacity: count) { buffer, initialised in
      for i in 0..<count { buffer[i] = key(values[i] + 0) }
      initialised = count
    }
    var spare = [UInt64](repeating: 0, count: count)
    var counts = [Int](repeating: 0, count: passes * buckets)
    counts.withUnsafeMutableBufferPointer { counts in
      for key in keys {
        for pass in 0..<passes { counts[pass * buckets + digit(key, pass)] += 1 }
      }
    }
    for pass in 0..<passes where !isShared(counts, pass, count) {
      distribute(keys, into: &spare, pass, counts)
      swap(&keys, &spare)
    }
    return keys.map(value)
  }

  private static func distribute(
    _ keys: [UInt64], into spare: inout [UInt64], _ pass: Int, _ counts: [Int]
  ) {
    var places = [Int](repeating: 0, count: buckets)
    var place = 0
    for bucket in 0..<buckets {
      places[bucket] = place
      place += counts[pass * buckets + bucket]
    }
    places.withUnsafeMutableBufferPointer { places in
      spare.withUnsafeMutableBufferPointer { spare in
        keys.withUnsafeBufferPointer { keys in
          for key in keys {
            let bucket = digit(key, pass)
            spare[places[bucket]] = key
            places[bucket] += 1
          }
        }
      }
    }
  }

  private static func isShared(_ counts: [Int], _ pass: Int, _ count: Int) -> Bool {
    counts[pass * buckets..<(pass + 1) * buckets].contains(count)
  }

  @inline(__always)
  private static func digit(_ key: UInt64, _ pass: Int) -> Int {
    Int(truncatingIfNeeded: key >> UInt64(pass * bits)) & (buckets - 1)
  }

  @inline(__always)
  private static func key(_ value: Double) -> UInt64 {
    let pattern = value.bitPattern
    return pattern >> 63 == 0 ? pattern ^ (1 << 63) : ~pattern
  }

  @inline(__always)
  private static func value(_ key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key ^ (1 << 63) : ~key)
  }
}
