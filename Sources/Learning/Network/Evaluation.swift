// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// What a network says of samples with known targets.
public struct Evaluation<Element: Scalar>: Sendable {
  /// Sample by sample, one after the other.
  public var outputs: [Element]
  public var targets: [Element]
  public var meanLoss: Double
  /// The fraction of samples on the right side; nil where the loss knows no sides.
  public var accuracy: Double?
}

extension Network {
  /// Holds the network against samples 0 ..< count. As `outputs(of:)`, with targets.
  public func evaluate(
    count: Int, loss: any Loss<Element>, threads: Int, matrices: any MatrixBackend<Element>,
    sample: @Sendable (Int) throws(AssayError) -> Sample<Element>
  ) throws(AssayError) -> Evaluation<Element> {
    let pool = WorkspacePool(self, forGradients: false)
    let setting = PassSetting(prepare(), matrices)
    let pieces = Passes.ranges(count, size: samplesPerPiece)
    let results = Parallel.map(pieces.count, threads: threads) { piece in
      Result { () throws(AssayError) in
        try pool.with { (space) throws(AssayError) in
          try tally(pieces[piece], loss, space, setting, sample)
        }
      }
    }
    var all = Tally<Element>()
    for result in results { all.add(try result.get()) }
    return all.evaluation(of: count)
  }

  private func tally(
    _ numbers: Range<Int>, _ loss: any Loss<Element>, _ space: Workspace<Element>,
    _ setting: PassSetting<Element>,
    _ sample: @Sendable (Int) throws(AssayError) -> Sample<Element>
  ) throws(AssayError) -> Tally<Element> {
    var tally = Tally<Element>()
    for range in Passes.ranges(numbers, size: space.capacity) {
      var samples: [Sample<Element>] = []
      for number in range { samples.append(try sample(number)) }
      forward(
        try load(samples, into: space), samples: samples.count, space, setting)
      for sample in samples { try check(sample.target, loss) }
      tally.add(samples, outputs: lastOutputs(space, samples: samples.count), loss)
    }
    return tally
  }
}

/// An evaluation that grows.
struct Tally<Element: Scalar>: Sendable {
  private var outputs: [Element] = []
  private var targets: [Element] = []
  private var loss = 0.0
  private var judged = 0
  private var right = 0

  init() {}

  /// Samples whose targets the loss takes, and what the network says of them, one after the other.
  mutating func add(
    _ samples: [Sample<Element>], outputs: UnsafeBufferPointer<Element>, _ loss: any Loss<Element>
  ) {
    guard !samples.isEmpty else { return }
    let width = outputs.count / samples.count
    let unused = UnsafeMutableBufferPointer<Element>.allocate(capacity: width)
    defer { unused.deallocate() }
    for (number, sample) in samples.enumerated() {
      let own = UnsafeBufferPointer(rebasing: outputs[number * width..<(number + 1) * width])
      self.loss += loss.value(output: own, target: sample.target, gradient: unused)
      if let right = loss.isRight(output: own, target: sample.target) {
        judged += 1
        self.right += right ? 1 : 0
      }
      targets += sample.target
    }
    self.outputs += outputs
  }

  mutating func add(_ other: Tally) {
    outputs += other.outputs
    targets += other.targets
    loss += other.loss
    judged += other.judged
    right += other.right
  }

  func evaluation(of count: Int) -> Evaluation<Element> {
    Evaluation(
      outputs: outputs, targets: targets, meanLoss: loss / Double(count),
      accuracy: judged == count && count > 0 ? Double(right) / Double(count) : nil)
  }
}
