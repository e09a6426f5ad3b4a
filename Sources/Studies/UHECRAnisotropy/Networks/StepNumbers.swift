// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics
private import Synchronization

/// What a training step is held by: its loss, and the gradient by each parameter tensor, each
/// relative to the largest number of that tensor in the reference. So a gradient that is wrong shows
/// however small its tensor's are beside the loss or beside those of another layer.
final class StepNumbers: Sendable {
  typealias Reference = @Sendable () throws(AssayError) -> [Double]

  /// Of a tensor with more numbers only every seventh is taken: turning all of a network's into
  /// doubles takes as long as a few maps.
  static let mostOfTensor = 1024

  private let places: [StrideTo<Int>]
  private let ranges: [Range<Int>]
  private let reference: Reference
  private let found = Mutex<[Double]?>(nil)

  /// - Parameter reference: the ``scales(_:_:)`` of the reference's step, asked for once.
  init(_ parameters: [Parameter], reference: @escaping Reference) {
    ranges = parameters.map(\.range)
    places = ranges.map {
      stride(from: $0.lowerBound, to: $0.upperBound, by: $0.count > Self.mostOfTensor ? 7 : 1)
    }
    self.reference = reference
  }

  /// |loss| and the largest gradient of each tensor; 1 in place of 0.
  static func scales<Element: Scalar>(
    _ result: LossGradient<Element>, _ parameters: [Parameter]
  ) -> [Double] {
    let largest = parameters.map { parameter in
      result.weights[parameter.range].reduce(0.0) { max($0, Double($1).magnitude) }
    }
    return ([result.loss.magnitude] + largest).map { $0 > 0 ? $0 : 1 }
  }

  func numbers<Element: Scalar>(
    loss: Double, gradient: [Element]
  ) throws(AssayError) -> [Double] {
    let scales = try scales()
    var numbers = [loss / scales[0]]
    for (tensor, places) in places.enumerated() {
      let share = 1 / scales[tensor + 1]
      for place in places { numbers.append(share * Double(gradient[place])) }
    }
    return numbers
  }

  private func scales() throws(AssayError) -> [Double] {
    try found.withLock { (found) throws(AssayError) in
      if let found { return found }
      let made = try reference()
      found = made
      return made
    }
  }
}

extension NetworkCase {
  /// With the scales of the reference's step on `direct`, the tower's network, once they are needed.
  func stepNumbers(_ direct: Network<Float>) -> StepNumbers {
    StepNumbers(direct.parameters) { () throws(AssayError) in
      isLarge
        ? try scales(direct)
        : try scales(try gathered(Double.self, weights: direct.weights))
    }
  }

  private func scales<Element: Scalar>(_ network: Network<Element>) throws(AssayError) -> [Double] {
    let samples = samples(of: Element.self)
    let gradients = BatchGradient(
      network, loss: BinaryCrossEntropy<Element>(), matrices: OpenBLASMatrices<Element>())
    let result = try gradients.evaluate(network, count: samples.count, threads: threads) {
      samples[$0]
    }
    return StepNumbers.scales(result, network.parameters)
  }
}
