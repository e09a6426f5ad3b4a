// SPDX-License-Identifier: GPL-3.0-or-later

/// How much of a study is run.
public enum Tier: String, Codable, Sendable, CaseIterable, Comparable {
  /// All studies in about a minute, for CI.
  case quick
  /// Tens of minutes on two cores.
  case standard
  /// The paper's own scale.
  case full

  public static func < (a: Tier, b: Tier) -> Bool { a.rank < b.rank }
  private var rank: Int { Self.allCases.firstIndex(of: self)! }
}
