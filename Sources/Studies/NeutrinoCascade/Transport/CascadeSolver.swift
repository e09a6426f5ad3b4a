// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Stub.
public struct CascadeSolver: Sendable {
  public enum Variant: String, Sendable, CaseIterable {
    case scalar, simd, dense
  }
  public let problem: CascadeProblem

  public init(_ problem: CascadeProblem) throws(AssayError) {
    self.problem = problem
  }

  public func solve(
    _ sources: [SourceSpectrum], variant: Variant = .simd
  ) throws(AssayError) -> [CascadeSpectrum] {
    throw .failed("not written")
  }
}
