// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Samples that threads draw while a device is at work on those before, so that it waits for none
/// but the first.
struct SamplesAhead {
  /// Samples that a thread draws at a time: those of the sphere take some microseconds each.
  private static let piece = 16

  private let threads: Int
  private var range = 0..<0
  private var samples: [Sample<Float>] = []

  init(threads: Int) { self.threads = threads }

  /// Does `body` with the samples of a batch, and draws as many of the next ones meanwhile.
  ///
  /// Batches come in rising order up to `count`, which is where another row of samples may begin.
  mutating func work<Answer: Sendable>(
    on batch: Range<Int>, of count: Int, sample: SampleDraw<Float>,
    _ body: @Sendable ([Sample<Float>]) throws(AssayError) -> Answer
  ) throws(AssayError) -> Answer {
    let ready = range == batch ? samples : try draw(batch, sample)
    let next = batch.upperBound..<max(batch.upperBound, min(count, batch.upperBound + batch.count))
    let pieces = Passes.ranges(next, size: Self.piece)
    let results = Parallel.map(1 + pieces.count, threads: threads) { job in
      Result { () throws(AssayError) -> (answer: Answer?, drawn: [Sample<Float>]) in
        if job == 0 { return (try body(ready), []) }
        return (nil, try Self.drawn(pieces[job - 1], sample))
      }
    }
    let answer = try results[0].get().answer
    (range, samples) = (next, [])
    for result in results.dropFirst() { samples += try result.get().drawn }
    guard let answer else { preconditionFailure("the first job has an answer") }
    return answer
  }

  private func draw(_ range: Range<Int>, _ sample: SampleDraw<Float>) throws(AssayError) -> [Sample<
    Float
  >] {
    let pieces = Passes.ranges(range, size: Self.piece)
    let results = Parallel.map(pieces.count, threads: threads) { piece in
      Result { () throws(AssayError) in try Self.drawn(pieces[piece], sample) }
    }
    var samples: [Sample<Float>] = []
    for result in results { samples += try result.get() }
    return samples
  }

  private static func drawn(
    _ range: Range<Int>, _ sample: SampleDraw<Float>
  ) throws(AssayError) -> [Sample<Float>] {
    var samples: [Sample<Float>] = []
    samples.reserveCapacity(range.count)
    for index in range { samples.append(try sample(index)) }
    return samples
  }
}
