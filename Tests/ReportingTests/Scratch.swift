// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A new empty folder that is removed at the end of `body`.
func withScratch<T>(_ body: (String) throws -> T) throws -> T {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("reporting it's \(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

/// An executable shell script named gnuplot in `folder`: a stand-in that fails as wanted.
func writeFakeGnuplot(_ body: String, in folder: String) throws {
  let path = folder + "/gnuplot"
  try "#!/bin/sh\n\(body)\n".write(toFile: path, atomically: true, encoding: .utf8)
  try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
}

func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

func files(_ folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}

/// Runs a program found on PATH; nil when it cannot be started.
func run(_ arguments: [String], in folder: String) -> (status: Int32, output: String)? {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = arguments
  process.currentDirectoryURL = URL(fileURLWithPath: folder)
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  guard (try? process.run()) != nil else { return nil }
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}
