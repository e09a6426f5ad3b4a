// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Shared libraries of a few lines of C, in the place of those that are not at hand.
enum ToyLibrary {
  /// Whether there is a C compiler to build them.
  static let canBeBuilt = (try? build("int one(void) { return ONE; }", ["ONE": 1])) ?? nil != nil

  /// Builds a text with these definitions; nil where there is no C compiler.
  static func build(_ source: String, _ definitions: [String: Int]) throws -> String? {
    let folder = NSTemporaryDirectory() + "toy-library-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let (text, path) = (folder + "/toy.c", folder + "/libtoy.so")
    try source.write(toFile: text, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["cc", "-shared", "-fPIC", "-w"] + definitions.map { "-D\($0)=\($1)" } + ["-o", path, text]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    // The text has served; the library must stay where it was opened from.
    try FileManager.default.removeItem(atPath: text)
    return path
  }
}
