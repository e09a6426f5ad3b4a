// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
public import Numerics

/// A peer program: one process, JSON lines on its standard output.
public struct PeerProgram: Sendable {
  /// Root of the repository.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Command and arguments, found in PATH.
  public let command: [String]
  /// What to do where it fails.
  public let remedy: String

  public init(_ command: [String], remedy: String) {
    self.command = command
    self.remedy = remedy
  }

  /// A Python program of the repository.
  ///
  /// - Parameter path: from the root of the repository.
  public static func python(
    _ path: String, _ arguments: [String], needs packages: String
  ) -> PeerProgram {
    PeerProgram(
      ["python3", "\(root)/\(path)"] + arguments, remedy: "install \(packages) for python3")
  }

  /// Runs it once and decodes each line it prints.
  public func run<Line: Decodable>(_ type: Line.Type) throws -> [Line] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let lines = try String(decoding: output, as: UTF8.self).split(separator: "\n").map {
      try JSONDecoder().decode(type, from: Data($0.utf8))
    }
    guard process.terminationStatus == 0, !lines.isEmpty else { throw failure }
    return lines
  }

  /// The refusal where it cannot run or lacks a line.
  public var failure: AssayError {
    .missing("the output of the peer program \(command.joined(separator: " "))", remedy: remedy)
  }
}
