// SPDX-License-Identifier: GPL-3.0-or-later

/// Names of annihilation channels as tables and users write them.
///
/// PPPC4DMID heads its columns with one particle in Mathematica's spelling (`\[Tau]`), the LAT
/// tools with both ("tautau"). One form is used here: the particle, "tau".
public enum ChannelName {
  private static let letters = [
    ("\\[Mu]", "mu"), ("\\[Tau]", "tau"), ("\\[Gamma]", "gamma"), ("\\[Nu]", "nu"),
  ]

  /// The particle of a channel: "tautau", "tau" and `\[Tau]` give "tau"; "bb" gives "b".
  public static func particle(_ name: String) -> String {
    var text = name
    for (written, plain) in letters {
      var parts = text.split(separator: written, omittingEmptySubsequences: false)
      let first = parts.removeFirst()
      text = parts.reduce(String(first)) { $0 + plain + $1 }
    }
    let half = text.prefix(text.count / 2)
    return text.count > 1 && text.count.isMultiple(of: 2) && text == half + half
      ? String(half) : text
  }
}
