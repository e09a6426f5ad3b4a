// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels

/// The vector units that the direct convolution has code for.
public enum DirectUnit: Int32, Sendable, CaseIterable, Comparable {
  case baseline = 128
  case avx2 = 256
  case avx512 = 512

  /// The widest one of this machine.
  public static var widest: DirectUnit {
    DirectUnit(rawValue: assay_convolution_unit()) ?? .baseline
  }

  public static func < (a: DirectUnit, b: DirectUnit) -> Bool { a.rawValue < b.rawValue }
}
