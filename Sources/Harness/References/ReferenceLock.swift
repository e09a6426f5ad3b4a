// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// `references.lock`: the SHA-256 of every file of a study's reference folder, so that no number
/// changes unnoticed. Lines as `sha256sum` writes them; `sha256sum -c references.lock` reads them.
public enum ReferenceLock {
  public static let name = "references.lock"

  /// The lock that fits the folder as it is.
  public static func text(of folder: String) throws(AssayError) -> String {
    var text = ""
    for path in paths(below: folder) {
      text += try SHA256.hex(ofFile: "\(folder)/\(path)") + "  \(path)\n"
    }
    return text
  }

  static func paths(below folder: String) -> [String] {
    FileSystem.files(below: folder).filter { $0 != name }
  }

  /// Everything in which folder and lock differ.
  static func check(_ folder: String, _ problems: Problems) {
    let file = "\(folder)/\(name)"
    guard FileSystem.exists(file) else {
      problems.add(
        .missing(
          "file \(file)", remedy: "write one `sha256  path` line for each file of the folder"))
      return
    }
    guard
      let lines = problems.attempt({ () throws(AssayError) in try InputFile.text(file) })?
        .split(separator: "\n", omittingEmptySubsequences: false)
    else { return }
    var locked: Set<String> = []
    for (index, line) in lines.enumerated() where !line.isEmpty {
      problems.attempt { () throws(AssayError) in
        let path = try check(line, of: folder, place: "line \(index + 1)", file: file)
        guard locked.insert(path).inserted else {
          throw .badInput(
            file: file, place: "line \(index + 1)", found: "\(path) a second time",
            accepted: "each file once")
        }
      }
    }
    for path in paths(below: folder) where !locked.contains(path) && !mentions(lines, path) {
      problems.add(
        .badInput(
          file: "\(folder)/\(path)", place: nil, found: "a file that \(name) does not list",
          accepted: "listed files only"))
    }
  }

  /// A line that was refused for another reason still lists its file.
  private static func mentions(_ lines: [Substring], _ path: String) -> Bool {
    lines.contains { $0.hasSuffix(" \(path)") }
  }

  /// Checks one line; returns the path it lists.
  private static func check(
    _ line: Substring, of folder: String, place: String, file: String
  ) throws(AssayError) -> String {
    let digest = String(line.prefix(64))
    let rest = line.dropFirst(64)
    let path = String(rest.dropFirst(2))
    guard RelativePath.isDigest(digest), rest.hasPrefix("  ") || rest.hasPrefix(" *"),
      RelativePath.isInside(path)
    else {
      throw .badInput(
        file: file, place: place, found: "'\(line.prefix(80))'",
        accepted: "64 hexadecimal digits, two spaces and a path below the folder")
    }
    guard FileSystem.size("\(folder)/\(path)") != nil else {
      throw .badInput(
        file: file, place: place, found: "\(path), which is not there",
        accepted: "files of the folder")
    }
    let found = try SHA256.hex(ofFile: "\(folder)/\(path)")
    guard found == digest else {
      throw .badInput(
        file: "\(folder)/\(path)", place: nil, found: "SHA-256 \(found)",
        accepted: "\(digest), as \(name) says")
    }
    return path
  }
}
