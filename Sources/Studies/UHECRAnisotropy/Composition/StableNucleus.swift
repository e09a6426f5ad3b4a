// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The nuclei that stand for mass numbers in propagated spectra: one charge for each of them.
///
/// Source: the list of Kalashev, Pshirkov and Zotov (okolo/ml_cr_aniso, psample.py). Above iron
/// nothing is propagated.
public enum StableNucleus {
  /// The largest mass number, that of iron.
  public static let heaviest = 56

  /// Z for A = 1 ... 56. It falls once, from chlorine at A = 35 to sulphur at A = 36.
  public static let charges = [
    1, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 8, 9, 10, 10, 10, 11, 12, 12, 12, 13, 14,
    14, 14, 15, 16, 16, 16, 17, 16, 17, 18, 19, 20, 20, 20, 20, 20, 21, 22, 22, 22, 22, 22, 23,
    24, 24, 24, 25, 26,
  ]

  /// Z of a mass number; throws unless it is 1 to 56.
  public static func charge(massNumber: Int) throws(AssayError) -> Int {
    guard (1...heaviest).contains(massNumber) else {
      throw .badValue(
        name: "mass number", found: "\(massNumber)", accepted: "1 to \(heaviest)")
    }
    return charges[massNumber - 1]
  }
}
