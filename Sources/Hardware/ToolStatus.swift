// SPDX-License-Identifier: GPL-3.0-or-later

/// An external program and what its absence disables.
public struct ToolStatus: Codable, Sendable, Equatable {
  public var name: String
  /// What the program says of itself; nil when it is not there.
  public var version: String?
  public var disables: String

  public init(name: String, version: String?, disables: String) {
    self.name = name
    self.version = version
    self.disables = disables
  }
}

extension HostProbe {
  /// The external programs that are used where they are there.
  public static func tools() -> [ToolStatus] {
    [
      ToolStatus(
        name: "gnuplot", version: command(["gnuplot", "--version"]),
        disables: "the figures of reports"),
      ToolStatus(
        name: "git", version: command(["git", "--version"]),
        disables: "commit and dirty flag in run records"),
    ]
  }
}
