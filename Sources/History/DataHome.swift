// SPDX-License-Identifier: GPL-3.0-or-later

/// The user's folder of data that programs keep (XDG Base Directory Specification 0.8).
public enum DataHome {
  /// XDG_DATA_HOME where it is an absolute path (the specification says to ignore others), else
  /// .local/share in the home folder; nil where neither is known, so that nothing is ever put into
  /// the working folder.
  /// - Parameter passwordHome: the home folder of the password database.
  public static func folder(environment: [String: String], passwordHome: String?) -> String? {
    if let named = environment["XDG_DATA_HOME"], named.hasPrefix("/") { return named }
    let homes = [environment["HOME"], passwordHome].compactMap(\.self)
    return homes.first { $0.hasPrefix("/") }.map { $0 + "/.local/share" }
  }
}
