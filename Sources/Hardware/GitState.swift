// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// Commit and state of a git work tree.
struct GitState {
  var commit: String
  /// Whether files differ from the commit, untracked ones included and ignored ones not.
  var isDirty: Bool

  /// Nil where `root` is not the top of a work tree with a commit, or git is missing.
  init?(root: String) {
    // A folder below the top belongs to some other project's repository.
    guard
      let text = Command.output("git", ["-C", root, "rev-parse", "--show-toplevel", "HEAD"]),
      case let lines = text.split(separator: "\n"), lines.count == 2,
      Self.resolved(String(lines[0])) == Self.resolved(root),
      let status = Command.output("git", ["-C", root, "status", "--porcelain"])
    else { return nil }
    commit = String(lines[1])
    isDirty = !status.isEmpty
  }

  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }
}
