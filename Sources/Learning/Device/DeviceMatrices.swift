// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware

/// Who computes the matrix products of a network on a device, in single precision.
public protocol DeviceMatrices: Sendable {
  /// Numbers of memory that a product of this shape needs beside its result.
  func scratchCount(_ shape: MatrixProduct) -> Int
  /// Computes `shape` into `result`, which overlaps with nothing else. Returns at once.
  ///
  /// - Parameter scratch: at least `scratchCount(shape)` numbers in any state.
  func multiply(
    _ shape: MatrixProduct, _ left: DeviceSlice, _ right: DeviceSlice, _ result: DeviceSlice,
    scratch: DeviceBuffer<Float>
  ) throws(DeviceError)
}
