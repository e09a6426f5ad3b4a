// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Learning

@Suite struct MatrixTests {
  private static let cases: [MatrixProduct] = [false, true].flatMap { left in
    [false, true].flatMap { right in
      [false, true].map { accumulates in
        MatrixProduct(
          rows: 17, columns: 6, inner: 29, leftTransposed: left, rightTransposed: right,
          accumulates: accumulates)
      }
    }
  }

  private func product<Element: Scalar>(
    _ shape: MatrixProduct, _ backend: any MatrixBackend<Element>
  ) -> [Element] {
    let left: [Element] = Fixture.numbers(shape.rows * shape.inner, seed: 1)
    let right: [Element] = Fixture.numbers(shape.inner * shape.columns, seed: 2)
    // Where nothing is accumulated, what stood there before must not matter.
    var result: [Element] =
      shape.accumulates
      ? Fixture.numbers(shape.rows * shape.columns, seed: 3)
      : [Element](repeating: .nan, count: shape.rows * shape.columns)
    backend.multiply(shape, left, right, &result)
    return result
  }

  /// The specification against the definition, written with subscripts.
  @Test(arguments: cases) func plain(shape: MatrixProduct) {
    let left: [Double] = Fixture.numbers(shape.rows * shape.inner, seed: 1)
    let right: [Double] = Fixture.numbers(shape.inner * shape.columns, seed: 2)
    let before: [Double] = Fixture.numbers(shape.rows * shape.columns, seed: 3)
    var wanted: [Double] = []
    for i in 0..<shape.rows {
      for j in 0..<shape.columns {
        let terms = (0..<shape.inner).map { k in
          left[shape.leftTransposed ? k * shape.rows + i : i * shape.inner + k]
            * right[shape.rightTransposed ? j * shape.inner + k : k * shape.columns + j]
        }
        let start = shape.accumulates ? before[i * shape.columns + j] : 0
        wanted.append(terms.reduce(start, +))
      }
    }
    #expect(deviation(product(shape, PlainMatrices<Double>()), wanted) == 0)
  }

  @Test(arguments: cases) func openBLAS(shape: MatrixProduct) {
    let double = product(shape, PlainMatrices<Double>())
    #expect(deviation(product(shape, OpenBLASMatrices<Double>()), double) < 1e-15 * 29)
    let single = product(shape, PlainMatrices<Float>())
    #expect(deviation(product(shape, OpenBLASMatrices<Float>()), single) < 6e-8 * 29)
  }

  private static let hasOneDNN = (try? OneDNNMatrices()) != nil

  @Test(.enabled(if: hasOneDNN, "needs libdnnl2"), arguments: cases)
  func oneDNN(shape: MatrixProduct) throws {
    let single = product(shape, PlainMatrices<Float>())
    #expect(deviation(product(shape, try OneDNNMatrices()), single) < 6e-8 * 29)
  }

  @Test func refusals() throws {
    let missing = refusal { _ = try OneDNNMatrices(library: "libno-such.so.9") }
    #expect(missing.contains("libno-such.so.9") && missing.contains("OpenBLAS backend"))
    let wrong = refusal { _ = try OneDNNMatrices(library: "libc.so.6") }
    #expect(wrong.contains("dnnl_sgemm in libc.so.6"))
    if Self.hasOneDNN {
      #expect(
        refusal { _ = try MatrixLibrary.oneDNN.backend(for: Double.self) }.contains("Double"))
    }
  }
}
