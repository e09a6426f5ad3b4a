// SPDX-License-Identifier: GPL-3.0-or-later

/// What happened in a repository after a commit.
public enum GitLog {
  /// Commits after `commit` that touched any of `paths` (relative to `root`).
  ///
  /// Nil where git, the repository or the commit is missing: a clone may not reach so far back.
  public static func commits(since commit: String, touching paths: [String], root: String) -> Int? {
    guard commit.allSatisfy({ $0.isHexDigit }), !commit.isEmpty,
      let text = Command.output(
        "git", ["-C", root, "rev-list", "--count", "\(commit)..HEAD", "--"] + paths)
    else { return nil }
    return Int(text.filter { !$0.isWhitespace })
  }
}
