// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics

extension NetworkCase {
  /// A sample of training; the name alone would be one of timing too.
  typealias LabelledMap<Element: Scalar> = Sample<Element>

  /// The same numbers whatever their type.
  func samples<Element: Scalar>(of: Element.Type) -> [LabelledMap<Element>] {
    let shape = network.input
    let stream = Philox.stream(of: "uhecr-anisotropy network workloads")
    return (0..<maps).map { number in
      var random = Philox(seed: seed, stream: stream, counter: UInt64(number) << 32)
      let target: [Element] = [number % 2 == 0 ? 0 : 1]
      guard let events else {
        let edge = Float(3).squareRoot()
        let values = (0..<shape.count).map { _ in
          Element(edge * (2 * Float(random.uniform()) - 1))
        }
        return LabelledMap(.dense(values), target: target)
      }
      let cells = (0..<events).map { _ in
        SparseSample<Element>.Event(
          pixel: Int32(random.uniform() * Double(shape.pixels)),
          channel: Int32(random.uniform() * Double(shape.channels)))
      }
      do throws(AssayError) {
        return LabelledMap(.sparse(try SparseSample(shape: shape, events: cells)), target: target)
      } catch {
        preconditionFailure("a number from 0 to 1 was not: \(error)")
      }
    }
  }
}
