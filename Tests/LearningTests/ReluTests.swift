// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Learning

/// A number that is none must not leave a network as one.
@Suite struct ReluTests {
  private func rectified<Element: Scalar>(_ values: [Element]) -> [Element] {
    var values = values
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      Element.activate(.relu, base, count: buffer.count)
    }
    return values
  }

  @Test func values() {
    let singles = rectified((0..<35).map { Float($0) - 17.5 })
    #expect(singles == (0..<35).map { max(0, Float($0) - 17.5) })
    #expect(rectified((0..<35).map { Double($0) - 17.5 }) == singles.map(Double.init))
    #expect(rectified([Float.infinity, -.infinity]) == [.infinity, 0])
  }

  @Test func notANumber() {
    #expect(rectified([Float](repeating: .nan, count: 35)).allSatisfy { $0.isNaN })
    #expect(rectified([Double](repeating: .nan, count: 3)).allSatisfy { $0.isNaN })
  }
}
