// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Reads `datasets.yaml`: what raw public data a study can use, where it is and how to know it.
struct DatasetsReader {
  let problems: Problems
  let study: String

  func read(_ source: YAMLSource) -> [Dataset] {
    var datasets: [Dataset] = []
    problems.attempt { () throws(AssayError) in
      let top = try YAMLMapping(
        source.document(), "datasets.yaml", required: ["format", "study", "datasets"])
      try FileHeader.check(top, study: study)
      var ids: [(String, YAMLValue)] = []
      var paths: [(String, YAMLValue)] = []
      for item in try top["datasets"].list("datasets") {
        problems.attempt { () throws(AssayError) in
          let dataset = try self.dataset(item, paths: &paths)
          ids.append((dataset.id, item))
          datasets.append(dataset)
        }
      }
      problems.checkUnique(ids, "data set")
      problems.checkUnique(paths, "path")
    }
    return datasets
  }

  private func dataset(
    _ value: YAMLValue, paths: inout [(String, YAMLValue)]
  ) throws(AssayError) -> Dataset {
    let fields = try YAMLMapping(
      value, "a data set", required: ["id", "title", "licence", "source", "files"])
    var files: [Dataset.File] = []
    for item in try fields["files"].list("files", emptyAllowed: false) {
      let file = try self.file(item)
      files.append(file)
      paths.append((file.path, item))
    }
    return Dataset(
      id: try Identifier.hyphenated(fields["id"], "id of a data set"),
      title: try fields["title"].text("title"), licence: try fields["licence"].text("licence"),
      source: try fields["source"].text("source"), files: files)
  }

  private func file(_ value: YAMLValue) throws(AssayError) -> Dataset.File {
    let fields = try YAMLMapping(
      value, "a file of a data set", required: ["path", "url", "bytes", "sha256"],
      optional: ["extent"])
    let path = try fields["path"].text("path")
    guard RelativePath.isInside(path) else {
      throw fields["path"].refusal(
        "the path '\(path)'", accepted: "a path below the data folder, without '.' or '..'")
    }
    let url = try fields["url"].text("url")
    guard url.hasPrefix("https://") || url.hasPrefix("http://"),
      url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      throw fields["url"].refusal(
        "the address '\(url)'", accepted: "an http or https address, percent-encoded")
    }
    let digest = try fields["sha256"].text("sha256")
    guard RelativePath.isDigest(digest) else {
      throw fields["sha256"].refusal(
        "the SHA-256 '\(digest)'", accepted: "64 lower-case hexadecimal digits, quoted")
    }
    return Dataset.File(
      path: path, url: url, bytes: try fields["bytes"].integer("bytes", in: 1...(.max)),
      sha256: digest,
      extent: try fields[optional: "extent"].map { value throws(AssayError) in
        try value.choice("extent", of: Dataset.File.Extent.self)
      } ?? .whole)
  }
}
