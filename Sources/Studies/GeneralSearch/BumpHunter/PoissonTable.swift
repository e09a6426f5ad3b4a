private import Glibc
// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels

/// Poisson draws by inversion for fixed means, from tables that the toys of ``BumpHunter`` share.
///
/// The draw of a 52-bit number k is the first n with k < 2⁵² F(n), F the distribution function. So
/// probabilities are exact to 2⁻⁵², about 2·10⁻¹⁶: what is rarer does not occur in any feasible
/// number of toys. A guide of 2^10 entries a bin says where the search begins. Memory: 4 kB a bin
/// and 8 bytes for each of about 17 √μ counts.
struct PoissonTable: Sendable {
  static let guideBits = 10

  let bins: Int
  private(set) var start: [Int32] = []
  private(set) var base: [Int32] = []
  private(set) var threshold: [UInt64] = []
  private(set) var guide: [Int32] = []

  /// - Parameter means: 0 to 10⁸, so that sums of counts stay below 2³¹ for tens of bins.
  init(means: [Double]) {
    bins = means.count
    for mean in means { append(mean) }
  }

  private mutating func append(_ mean: Double) {
    let one = UInt64(1) << 52
    let reach = Int(8.5 * mean.squareRoot()) + 20
    let mode = Int(mean)
    let lowest = max(0, mode - reach)
    start.append(Int32(threshold.count))
    base.append(Int32(lowest))
    let first = threshold.count
    // Each side is summed from its far end, so that small probabilities keep their digits.
    let masses = Self.masses(mean, lowest...mode + reach)
    var below = 0.0
    for mass in masses[...(mode - lowest)] {
      below += mass
      threshold.append(UInt64((min(below, 1) * Double(one)).rounded()))
    }
    var above = 0.0
    var upper: [UInt64] = []
    for mass in masses[(mode - lowest + 1)...].reversed() {
      upper.append(one - UInt64((above * Double(one)).rounded()))
      above += mass
    }
    threshold += upper.reversed()
    threshold[threshold.count - 1] = one
    var m = 0
    for entry in 0..<1 << Self.guideBits {
      let k = UInt64(entry) << (52 - UInt64(Self.guideBits))
      while threshold[first + m] <= k { m += 1 }
      guide.append(Int32(m))
    }
  }

  /// Probabilities of the counts in a range that holds the mode, by recurrence from there.
  private static func masses(_ mean: Double, _ range: ClosedRange<Int>) -> [Double] {
    var masses = [Double](repeating: 0, count: range.count)
    let mode = Int(mean)
    let top = mode - range.lowerBound
    masses[top] = exp(PoissonTail.logProbability(mode, mean: mean))
    for n in stride(from: mode, to: range.lowerBound, by: -1) {
      masses[n - 1 - range.lowerBound] = masses[n - range.lowerBound] * Double(n) / mean
    }
    for n in mode + 1...range.upperBound {
      masses[n - range.lowerBound] = masses[n - 1 - range.lowerBound] * mean / Double(n)
    }
    return masses
  }

  /// The draw of bin i for a word of the generator: the specification, by bisection.
  func draw(_ i: Int, word: UInt64) -> Int {
    let k = word >> 12
    var low = Int(start[i])
    var high = (i + 1 < bins ? Int(start[i + 1]) : threshold.count) - 1
    while low < high {
      let middle = (low + high) / 2
      if k < threshold[middle] { high = middle } else { low = middle + 1 }
    }
    return Int(base[i]) + low - Int(start[i])
  }

  /// Hands the tables to a kernel.
  func withTables<Result>(_ body: (AssayPoissonTables) -> Result) -> Result {
    start.withUnsafeBufferPointer { start in
      base.withUnsafeBufferPointer { base in
        threshold.withUnsafeBufferPointer { threshold in
          guide.withUnsafeBufferPointer { guide in
            body(
              AssayPoissonTables(
                bins: Int32(bins), guide_bits: Int32(Self.guideBits), start: start.baseAddress,
                base: base.baseAddress, threshold: threshold.baseAddress,
                guide: guide.baseAddress))
          }
        }
      }
    }
  }
}
