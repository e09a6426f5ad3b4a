// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

extension ReferenceLibrary {
  /// Reads `<root>/<study>/`; refuses with the first problem found, in the order of the files.
  ///
  /// Cost: about 50 ms for 32 small tables, most of it in the YAML parser.
  public static func load(study: String, root: String) throws(AssayError) -> ReferenceLibrary {
    let known = try studies(in: root)
    guard known.contains(study) else {
      throw .missing(
        "study '\(study)' in \(root)", remedy: "it holds \(known.joined(separator: ", "))")
    }
    let reader = StudyReader(study: study, root: root)
    let content = reader.read()
    if let first = reader.problems.all.first { throw first }
    return content.library
  }

  /// Names of the studies of a reference folder, sorted: its folders with a `submission.yaml`.
  public static func studies(in root: String) throws(AssayError) -> [String] {
    guard FileSystem.isFolder(root) else {
      throw .missing(
        "the reference folder \(root)", remedy: "give the folder that holds the studies' folders")
    }
    let found = FileSystem.names(in: root).filter {
      FileSystem.exists("\(root)/\($0)/submission.yaml")
    }
    guard !found.isEmpty else {
      throw .missing(
        "every study in \(root)", remedy: "a study is a folder with a submission.yaml")
    }
    return found
  }

  /// The `Reference` folder with a study in it, at one of the starts or above it; the nearest to
  /// the first start wins. Relative to the current folder when below it.
  public static func findRoot(from starts: [String]) -> String? {
    for start in starts {
      var folder = FileSystem.absolute(start)
      while true {
        let candidate = folder == "/" ? "/Reference" : "\(folder)/Reference"
        if (try? studies(in: candidate)) != nil { return shortened(candidate) }
        guard folder != "/", let slash = folder.lastIndex(of: "/") else { break }
        folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
      }
    }
    return nil
  }

  /// Messages, annotations and records should name files as the reader of a checkout does.
  private static func shortened(_ path: String) -> String {
    let prefix = FileSystem.absolute(FileSystem.current) + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
