// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
private import Glibc
internal import Harness
internal import Numerics

/// The rules about the files that the metadata speak of.
extension CrateCheck {
  mutating func checkFiles() throws(AssayError) {
    let (present, others) = Self.paths(below: folder)
    for path in others { note(.parts, "\(path) is neither a regular file nor a folder") }
    let parts = Set(Self.ids(entities["./"]?["hasPart"]))
    let files = files
    for (id, path, _) in files where !parts.contains(id) {
      note(.parts, "hasPart does not list \(path)")
    }
    for id in parts.sorted() where !Self.types(entities[id]).contains("File") {
      note(.parts, "hasPart lists \(id), which is no File")
    }
    let described = Set(files.map(\.path))
    for path in present where path != CrateMetadata.name && !described.contains(path) {
      note(.parts, "\(path) lies in the crate but not in hasPart")
    }
    for (_, path, entity) in files { try check(path, entity, present) }
    try checkManifest(present)
    try checkRecord(present)
  }

  private mutating func check(
    _ path: String, _ entity: [String: Any], _ present: Set<String>
  ) throws(AssayError) {
    guard WholeFolder.isInside(path) else {
      return note(.parts, "\(path) leads out of the crate")
    }
    guard present.contains(path) else { return note(.parts, "\(path) is listed but not there") }
    let bytes = try InputFile.bytes("\(folder)/\(path)")
    if Self.text(entity["contentSize"]) != String(bytes.count) {
      note(.checksums, "\(path) has \(bytes.count) bytes, not those of its contentSize")
    }
    let digest = SHA256.hex(bytes)
    if Self.text(entity["sha256"]) != digest {
      note(.checksums, "\(path) has the SHA-256 \(digest), which is not the one recorded")
    }
  }

  private mutating func checkManifest(_ present: Set<String>) throws(AssayError) {
    guard present.contains(Self.manifest) else {
      return note(.manifest, "there is no \(Self.manifest)")
    }
    let text = try InputFile.text("\(folder)/\(Self.manifest)")
    var listed: Set<String> = []
    for line in text.split(separator: "\n") {
      let (digest, path) = (String(line.prefix(64)), String(line.dropFirst(66)))
      guard line.count > 66, present.contains(path) else {
        note(.manifest, "the line '\(line.prefix(100))' names no file of the crate")
        continue
      }
      listed.insert(path)
      if try SHA256.hex(ofFile: "\(folder)/\(path)") != digest {
        note(.manifest, "\(path) is not the file of its line")
      }
    }
    for path in present.subtracting(listed).sorted()
    where path != Self.manifest && path != CrateMetadata.name {
      note(.manifest, "it does not list \(path)")
    }
  }

  /// Paths of the regular files below a folder, and of what is neither file nor folder: links are
  /// not followed, as they may lead anywhere.
  static func paths(below folder: String) -> (files: Set<String>, others: [String]) {
    let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    var files: Set<String> = []
    var others: [String] = []
    for name in names {
      var info = stat()
      let kind = lstat("\(folder)/\(name)", &info) == 0 ? info.st_mode & 0o170000 : 0
      if kind == 0o100000 {
        files.insert(name)
      } else if kind != 0o040000 {
        others.append(name)
      }
    }
    return (files, others.sorted())
  }
}
