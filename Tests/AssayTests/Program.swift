// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Synchronization

/// Runs the built program as a user would.
struct Program {
  /// What a finished command left.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  static let binary = root + "/.build/release/assay"

  /// Raw data, where there are some: ASSAY_DATA, else a folder beside the repository.
  static let data: String? = {
    let named = ProcessInfo.processInfo.environment["ASSAY_DATA"] ?? root + "/../shared/data"
    return FileManager.default.fileExists(atPath: named + "/dwarf-limits") ? named : nil
  }()

  /// Deflection maps are made once for all tests.
  private static let cache = Result { try Scratch.untilTheEnd() }
  /// Runs of the tests are kept apart from the user's.
  private static let userData = Result { try Scratch.untilTheEnd() }

  /// Starts the program; the caller waits for it or kills it.
  static func start(
    _ arguments: [String], environment: [String: String] = [:], folder: String = root,
    output: FileHandle? = nil, errors: FileHandle? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: binary)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    // HOME is a folder without fetched data, so that only --data and ASSAY_DATA count.
    var variables = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": "/nowhere",
      "XDG_CACHE_HOME": try cache.get().path, "XDG_DATA_HOME": try userData.get().path,
    ]
    variables.merge(environment) { $1 }
    process.environment = variables
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output ?? FileHandle.nullDevice
    process.standardError = errors ?? FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs the program to its end.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], folder: String = root
  ) throws -> Outcome {
    let place = try Scratch()
    let files = ["out", "err"].map { place.path + "/" + $0 }
    for file in files { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    let process = try start(
      arguments, environment: environment, folder: folder,
      output: FileHandle(forWritingAtPath: files[0]), errors: FileHandle(forWritingAtPath: files[1])
    )
    process.waitUntilExit()
    let texts = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
    return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }
}

extension Process {
  /// Waits until `condition` holds or the program has ended; on a busy machine that takes long.
  func wait(until condition: () -> Bool) {
    while isRunning && !condition() { Thread.sleep(forTimeInterval: 0.002) }
  }
}

/// A folder that goes away with its owner, or at the end of all tests.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "assay-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func files() -> [String] {
    (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).sorted()
  }

  private static let held = Mutex<[String]>([])

  /// A folder that a type holds: what a type holds is not let go before the process ends.
  static func untilTheEnd() throws -> Scratch {
    let scratch = try Scratch()
    held.withLock { paths in
      if paths.isEmpty {
        atexit {
          for path in Scratch.held.withLock({ $0 }) {
            try? FileManager.default.removeItem(atPath: path)
          }
        }
      }
      paths.append(scratch.path)
    }
    return scratch
  }
}
