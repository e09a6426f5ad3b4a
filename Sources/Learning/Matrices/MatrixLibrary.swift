// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The backends by name, for options and workloads.
public enum MatrixLibrary: String, Sendable, CaseIterable, Codable {
  case plain, openBLAS, oneDNN

  /// The backend; throws `missing` where its library is not installed, and `badValue` where it
  /// has no products of this type.
  public func backend<Element: Scalar>(
    for element: Element.Type = Element.self
  ) throws(AssayError) -> any MatrixBackend<Element> {
    switch self {
    case .plain: return PlainMatrices<Element>()
    case .openBLAS: return OpenBLASMatrices<Element>()
    case .oneDNN:
      guard let backend = try OneDNNMatrices() as? any MatrixBackend<Element> else {
        throw .badValue(
          name: "matrix library oneDNN", found: "numbers of type \(Element.self)",
          accepted: "Float")
      }
      return backend
    }
  }
}
