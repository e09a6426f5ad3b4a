// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Synchronization

/// Shared libraries of a few lines of C, in the place of those that are not at hand.
enum ToyLibrary {
  private struct Key: Hashable {
    var source: String
    var definitions: [String: Int]
  }

  /// Those of this process, each built once; nil where there is no C compiler.
  private static let built = Mutex<[Key: String?]>([:])

  /// A library must stay where it was opened from: all go with the process.
  private static let folder: String = {
    atexit { try? FileManager.default.removeItem(atPath: ToyLibrary.path) }
    return path
  }()
  private static let path = NSTemporaryDirectory() + "toy-library-" + UUID().uuidString

  /// Whether there is a C compiler to build them.
  static let canBeBuilt = (try? build("int one(void) { return ONE; }", ["ONE": 1])) ?? nil != nil

  /// Builds a text with these definitions; nil where there is no C compiler.
  static func build(_ source: String, _ definitions: [String: Int]) throws -> String? {
    try built.withLock { built in
      let key = Key(source: source, definitions: definitions)
      if let known = built[key] { return known }
      let library = try compile(key, to: "\(folder)/libtoy-\(built.count).so")
      built[key] = .some(library)
      return library
    }
  }

  private static func compile(_ key: Key, to library: String) throws -> String? {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text = folder + "/toy.c"
    try key.source.write(toFile: text, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["cc", "-shared", "-fPIC", "-w"] + key.definitions.map { "-D\($0)=\($1)" }
      + ["-o", library, text]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? library : nil
  }
}
