// SPDX-License-Identifier: GPL-3.0-or-later

/// An outside program that Assay can use, and what is lost without it.
public struct ToolStatus: Sendable, Equatable {
  public var name: String
  /// Version found; nil where the program is missing or does not run.
  public var version: String?
  /// What its absence disables.
  public var disables: String

  public init(name: String, version: String?, disables: String) {
    self.name = name
    self.version = version
    self.disables = disables
  }
}

extension HostProbe {
  /// The outside programs, each run once for its version. Cost: about 50 ms.
  public static func tools() -> [ToolStatus] {
    [
      ToolStatus(
        name: "gnuplot", version: lastWords(Command.output("gnuplot", ["--version"]), after: 1),
        disables: "drawn figures"),
      ToolStatus(
        name: "git", version: lastWords(Command.output("git", ["--version"]), after: 2),
        disables: "the commit in run records"),
      ToolStatus(
        name: "fonts", version: Command.output("fc-match", ["--format=%{family}", "sans"]),
        disables: "text in figures of the kinds PNG and PDF"),
    ]
  }

  /// What follows the first words: "gnuplot 5.4 patchlevel 4" after 1 is "5.4 patchlevel 4".
  static func lastWords(_ text: String?, after count: Int) -> String? {
    guard let words = text?.split(separator: " "), words.count > count else { return nil }
    return words.dropFirst(count).joined(separator: " ")
  }
}
