// SPDX-License-Identifier: GPL-3.0-or-later

/// The energy bins of the analysis: 24 logarithmic bins of 0.5-500 GeV grouped into six.
///
/// The signal is integrated between the rounded edges of the public code; the true edges of the
/// fine bins are 0.66676, 0.88914, 1.18569, 1.58114 and 2.81171 GeV.
public enum MacroBins {
  public static let count = 6
  /// Edges for the photon yields [GeV].
  public static let edges = [0.5, 0.67, 0.89, 1.19, 1.58, 2.81, 500]
  public static let fineCount = 24
  /// First fine bin of each macro bin, and the end.
  public static let fineStarts = [0, 1, 2, 3, 4, 6, 24]

  /// Plain mean of the fine values of each macro bin (exposures).
  public static func means(_ fine: [Double]) -> [Double] {
    precondition(fine.count == fineCount)
    return (0..<count).map { e in
      let part = fine[fineStarts[e]..<fineStarts[e + 1]]
      return part.reduce(0, +) / Double(part.count)
    }
  }
}
