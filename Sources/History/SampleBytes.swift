// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation
internal import Timing

/// Samples as the bytes that the history keeps: IEEE 754 doubles of 64 bits, least byte first.
///
/// A sample is five of them: repeats, wall, thread and process seconds, joules (NaN where not
/// measured). A pair is thirteen: round, place, 1 where the reference went first or else 0, the
/// variant's sample, the reference's.
enum SampleBytes {
  static let samplesWidth = 5 * 8
  static let pairWidth = 13 * 8

  static func encode(_ samples: [Sample]) -> Data { data(samples.flatMap(numbers)) }

  static func encode(_ pairs: [SamplePair]) -> Data {
    data(
      pairs.flatMap {
        [Double($0.round), Double($0.place), $0.referenceFirst ? 1 : 0]
          + numbers($0.variant) + numbers($0.reference)
      })
  }

  /// Nil where the bytes are no samples.
  static func samples(_ data: Data) -> [Sample]? {
    guard data.count % samplesWidth == 0 else { return nil }
    let numbers = doubles(data)
    return whole(stride(from: 0, to: numbers.count, by: 5).map { sample(numbers[$0..<($0 + 5)]) })
  }

  /// Nil where the bytes are no pairs.
  static func pairs(_ data: Data) -> [SamplePair]? {
    guard data.count % pairWidth == 0 else { return nil }
    let numbers = doubles(data)
    return whole(
      stride(from: 0, to: numbers.count, by: 13).map { i in
        guard let round = Int(exactly: numbers[i]), let place = Int(exactly: numbers[i + 1]),
          let variant = sample(numbers[(i + 3)..<(i + 8)]),
          let reference = sample(numbers[(i + 8)..<(i + 13)])
        else { return nil }
        return SamplePair(
          round: round, place: place, referenceFirst: numbers[i + 2] == 1, variant: variant,
          reference: reference)
      })
  }

  private static func whole<T>(_ values: [T?]) -> [T]? {
    values.contains { $0 == nil } ? nil : values.compactMap(\.self)
  }

  private static func numbers(_ sample: Sample) -> [Double] {
    [
      Double(sample.repeats), sample.wall, sample.thread, sample.process, sample.joules ?? .nan,
    ]
  }

  private static func sample(_ numbers: ArraySlice<Double>) -> Sample? {
    let n = Array(numbers)
    guard let repeats = Int(exactly: n[0]) else { return nil }
    return Sample(
      repeats: repeats, wall: n[1], thread: n[2], process: n[3],
      joules: n[4].isNaN ? nil : n[4])
  }

  private static func data(_ numbers: [Double]) -> Data {
    var data = Data(capacity: numbers.count * 8)
    for number in numbers {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    return data
  }

  private static func doubles(_ data: Data) -> [Double] {
    data.withUnsafeBytes { bytes in
      (0..<(bytes.count / 8)).map {
        Double(
          bitPattern: UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)))
      }
    }
  }
}
