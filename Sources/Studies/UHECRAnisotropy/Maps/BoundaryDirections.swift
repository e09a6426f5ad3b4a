// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
public import Sky

/// Where particles that arrive from the pixels of a sphere enter the Galactic magnetic field.
public protocol BoundaryDirections: Sendable {
  /// The sphere of arrival directions at Earth.
  var sphere: HEALPix { get }

  /// The direction of each pixel of ``sphere``, in ring ordering, at the boundary: unit vectors in
  /// Galactic coordinates.
  ///
  /// - Parameter rigidity: E/Z [EV].
  func boundaryDirections(rigidity: Double) throws(AssayError) -> [SIMD3<Float>]
}

/// No field at all: every particle arrives from where it came. For tests and for comparison.
public struct UndeflectedDirections: BoundaryDirections {
  public let sphere: HEALPix

  public init(_ sphere: HEALPix) { self.sphere = sphere }

  public func boundaryDirections(rigidity: Double) -> [SIMD3<Float>] {
    sphere.centres().map { SIMD3<Float>($0) }
  }
}
