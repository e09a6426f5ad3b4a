// SPDX-License-Identifier: GPL-3.0-or-later

/// Which numbers of threads a workload is worth being timed with.
public enum ThreadCounts {
  /// 2, 3 ... `most` up to eight; above, the powers of two and `most`. Empty for one.
  public static func beyondOne(upTo most: Int) -> [Int] {
    guard most > 1 else { return [] }
    if most <= 8 { return Array(2...most) }
    let powers = sequence(first: 2) { $0 < most / 2 ? 2 * $0 : nil }
    return Array(powers.filter { $0 < most }) + [most]
  }
}
