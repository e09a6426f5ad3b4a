// SPDX-License-Identifier: GPL-3.0-or-later
private import COpenBLAS

/// Products by OpenBLAS: the default.
///
/// Cost, one core of an AMD Zen 5, `Float`: about 110 GF/s with pixels as rows and 76 filters.
public struct OpenBLASMatrices<Element: Scalar>: MatrixBackend {
  public init() { OpenBLASThreads.one }

  public func multiply(
    _ shape: MatrixProduct, _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<Element>
  ) {
    Element.openBLASProduct(shape, left, right, result)
  }
}

/// OpenBLAS's own threads would compete with ours and change the order of sums.
private enum OpenBLASThreads {
  static let one: Void = openblas_set_num_threads(1)
}
