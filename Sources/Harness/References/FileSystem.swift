// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
private import Glibc

/// Questions about files and folders.
enum FileSystem {
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func isFolder(_ path: String) -> Bool {
    var isFolder = false as ObjCBool
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Names in a folder, sorted, without hidden ones; empty when it cannot be read.
  static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Paths of the files below a folder, relative to it, sorted; hidden ones and caches of Python
  /// are not the study's.
  static func files(below folder: String, _ prefix: String = "") -> [String] {
    names(in: folder).flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      if name == "__pycache__" { return [] }
      return isFolder(path) ? files(below: path, "\(prefix)\(name)/") : ["\(prefix)\(name)"]
    }
  }

  /// Size in bytes, links followed; nil unless a regular file.
  static func size(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  static var current: String { FileManager.default.currentDirectoryPath }
}
