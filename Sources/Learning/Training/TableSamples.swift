// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
private import Synchronization

/// The rows of a table as samples, and what a network ought to say of them.
///
/// In training the rows come in an order drawn anew for each epoch, a function of the seed and the
/// epoch alone; in validation as they stand.
public struct TableSamples<Element: Scalar>: Sendable {
  /// What the target of a row is.
  public enum Target: Sendable, Equatable {
    /// Nothing, as for a density.
    case none
    /// The row itself, as for an autoencoder.
    case itself
    /// The same for all, as for deep support vector data description.
    case constant([Element])
    /// So many numbers for each row, one row's after the other's.
    case rows([Element], width: Int)
  }

  public let values: [Element]
  public let columns: Int
  public let count: Int
  public let target: Target
  public let seed: UInt64
  /// Fingerprint of all that the samples depend on.
  public let digest: String
  private let order: EpochOrder

  /// Throws `badValue` where the table has no rows, the values or targets are no whole number of
  /// rows, or a value is not finite.
  public init(
    _ values: [Element], columns: Int, target: Target = .none, seed: UInt64 = 1
  ) throws(AssayError) {
    guard columns > 0, !values.isEmpty, values.count % columns == 0 else {
      throw .badValue(
        name: "table of samples", found: "\(values.count) numbers in \(columns) columns",
        accepted: "whole rows, at least one")
    }
    if let at = values.firstIndex(where: { !$0.isFinite }) {
      throw .badValue(
        name: "table of samples, row \(at / columns + 1), column \(at % columns + 1)",
        found: "\(values[at])", accepted: "finite numbers")
    }
    count = values.count / columns
    if case .rows(let targets, let width) = target {
      guard width > 0, targets.count == count * width else {
        throw .badValue(
          name: "targets of a table", found: "\(targets.count) numbers, \(width) a row",
          accepted: "so many for each of \(count) rows")
      }
    }
    (self.values, self.columns) = (values, columns)
    (self.target, self.seed) = (target, seed)
    var bytes = TensorFile.bytes(of: values)
    switch target {
    case .none: bytes += Array("none".utf8)
    case .itself: bytes += Array("itself".utf8)
    case .constant(let numbers): bytes += TensorFile.bytes(of: numbers)
    case .rows(let numbers, _): bytes += TensorFile.bytes(of: numbers)
    }
    digest = "\(count) rows × \(columns), seed \(seed), \(SHA256.hex(bytes))"
    order = EpochOrder(count: count, seed: seed)
  }

  /// A row where it stands.
  public func sample(_ row: Int) -> Sample<Element> {
    let input = copied(values, row * columns, columns)
    switch target {
    case .none: return Sample(.dense(input), target: [])
    case .itself: return Sample(.dense(input), target: input)
    case .constant(let numbers): return Sample(.dense(input), target: numbers)
    case .rows(let numbers, let width):
      return Sample(.dense(input), target: copied(numbers, row * width, width))
    }
  }

  /// Bytes at once: a slice made an array goes number by number where the type is generic.
  private func copied(_ numbers: [Element], _ first: Int, _ count: Int) -> [Element] {
    [Element](unsafeUninitializedCapacity: count) { buffer, initialised in
      numbers.withUnsafeBufferPointer { numbers in
        guard let from = numbers.baseAddress else { return }
        buffer.baseAddress?.copy(from: from + first, count: count)
      }
      initialised = count
    }
  }

  /// The row that comes at place `index` of an epoch.
  public func sample(epoch: Int, index: Int) -> Sample<Element> {
    sample(order.row(epoch: epoch, index: index))
  }
}

/// The order of rows of the epoch asked for last.
private final class EpochOrder: Sendable {
  private let count: Int
  private let seed: UInt64
  private let last = Mutex<(epoch: Int, rows: [Int32])>((0, []))

  init(count: Int, seed: UInt64) { (self.count, self.seed) = (count, seed) }

  func row(epoch: Int, index: Int) -> Int {
    last.withLock { last in
      if last.epoch != epoch || last.rows.isEmpty {
        var random = Philox(
          seed: seed, stream: Philox.stream(of: "order of samples"), counter: UInt64(epoch) << 32)
        last = (epoch, random.permutation(count))
      }
      return Int(last.rows[index])
    }
  }
}

extension Philox {
  /// 0 ..< count in an order of Fisher and Yates's. (The standard library's own may change.)
  public mutating func permutation(_ count: Int) -> [Int32] {
    var numbers = Array(0..<Int32(count))
    for i in stride(from: count - 1, to: 0, by: -1) {
      numbers.swapAt(i, Int(next() % UInt64(i + 1)))
    }
    return numbers
  }
}

extension Trainer {
  /// A trainer on the rows of a table, validated on all rows of another.
  ///
  /// Throws `badValue` where an epoch asks for more samples than there are. The options' number of
  /// validation samples is replaced by that of the rows.
  public init(
    _ options: TrainingOptions, loss: any Loss<Element>, on training: TableSamples<Element>,
    validation: TableSamples<Element>, threads: Int, matrices: any MatrixBackend<Element>,
    measure: Measure? = nil
  ) throws(AssayError) {
    guard options.samplesPerEpoch <= training.count else {
      throw .badValue(
        name: "samples an epoch", found: "\(options.samplesPerEpoch)",
        accepted: "at most the \(training.count) rows of the table")
    }
    var options = options
    options.validationSamples = validation.count
    self.init(
      options: options, loss: loss, matrices: matrices, threads: threads,
      samples: "training \(training.digest); validation \(validation.digest)", measure: measure,
      training: { (epoch, index) in training.sample(epoch: epoch, index: index) },
      validation: { (index) in validation.sample(index) })
  }
}
