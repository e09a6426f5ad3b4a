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
    return Evaluation(
      outputs: all.outputs, targets: all.targets, meanLoss: all.loss / Double(count),
      accuracy: all.judged == count && count > 0 ? Double(all.right) / Double(count) : nil)
  }

  private func tally(
    _ numbers: Range<Int>, _ loss: any Loss<Element>, _ space: Workspace<Element>,
    _ setting: PassSetting<Element>,
    _ sample: @Sendable (Int) throws(AssayError) -> Sample<Element>
  ) throws(AssayError) -> Tally<Element> {
    var tally = Tally<Element>()
    let width = output.count
    let unused = UnsafeMutableBufferPointer<Element>.allocate(capacity: width)
    defer { unused.deallocate() }
    for range in Passes.ranges(numbers, size: space.capacity) {
      var samples: [Sample<Element>] = []
      for number in range { samples.append(try sample(number)) }
      forward(
        try load(samples, into: space), samples: samples.count, space, setting)
      let outputs = lastOutputs(space, samples: samples.count)
      for (number, sample) in samples.enumerated() {
        try check(sample.target, loss)
        let own = UnsafeBufferPointer(rebasing: outputs[number * width..<(number + 1) * width])
        tally.loss += loss.value(output: own, target: sample.target, gradient: unused)
        if let right = loss.isRight(output: own, target: sample.target) {
          tally.judged += 1
          tally.right += right ? 1 : 0
        }
        tally.targets += sample.target
      }
      tally.outputs += outputs
    }
    return tally
  }
}

private struct Tally<Element: Scalar>: Sendable {
  var outputs: [Element] = []
  var targets: [Element] = []
  var loss = 0.0
  var judged = 0
  var right = 0

  mutating func add(_ other: Tally) {
    outputs += other.outputs
    targets += other.targets
    loss += other.loss
    judged += other.judged
    right += other.right
  }
}
