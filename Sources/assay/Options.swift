// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import History
import Numerics

/// How a command speaks.
struct OutputOptions: ParsableArguments {
  @Flag(name: .long, help: "Print JSON and nothing else.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print only the verdict, no progress.")
  var quiet = false

  @Flag(name: .customLong("no-color"), help: "No colour (also the variable NO_COLOR).")
  var noColor = false
}

/// Where reference tables and raw data stand.
struct PlaceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Folder of reference tables (also ASSAY_REFERENCE); found above the working folder or the "
        + "program by itself.", valueName: "dir"))
  var reference: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Folder of raw public data (also ASSAY_DATA; default: where `assay fetch` puts it).",
      valueName: "dir"))
  var data: String?

  /// The reference root, or a sentence that says where it was looked for.
  func referenceRoot() throws(AssayError) -> String {
    let given = reference ?? ProcessInfo.processInfo.environment["ASSAY_REFERENCE"]
    if let given {
      guard Self.isFolder(given) else {
        throw .missing("reference folder \(given)", remedy: "name an existing one by --reference")
      }
      return given
    }
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let starts = [
      FileManager.default.currentDirectoryPath, program.deletingLastPathComponent().path,
    ]
    guard let root = ReferenceLibrary.findRoot(from: starts) else {
      throw .missing(
        "folder Reference/ (looked above \(starts.joined(separator: " and ")))",
        remedy: "run inside the repository or name it by --reference")
    }
    return root
  }

  /// The folder of raw data: `--data`, ASSAY_DATA or the fetched one; nil where there is none.
  func dataFolder() throws(AssayError) -> DataFolder? {
    let given =
      data
      ?? ProcessInfo.processInfo.environment["ASSAY_DATA"].flatMap {
        $0.isEmpty ? nil : $0
      }
    if let given {
      guard Self.isFolder(given) else {
        throw .missing("data folder \(given)", remedy: "name an existing one, or run assay fetch")
      }
      return DataFolder(given)
    }
    guard let fetched = try? Self.fetchedData, Self.isFolder(fetched) else { return nil }
    return DataFolder(fetched)
  }

  /// Where `assay fetch` puts raw data by default (XDG base directories).
  static var fetchedData: String {
    get throws(AssayError) { try dataHome + "/assay/data" }
  }

  /// The user's folder of data that programs keep.
  static var dataHome: String {
    get throws(AssayError) {
      let known = getpwuid(geteuid())?.pointee.pw_dir.map { String(cString: $0) }
      guard
        let folder = DataHome.folder(
          environment: ProcessInfo.processInfo.environment, passwordHome: known)
      else {
        throw .missing("the user's home folder", remedy: "set HOME or XDG_DATA_HOME to a full path")
      }
      return folder
    }
  }

  /// The folder that holds the reference root: the repository, where it is one.
  static func repository(of root: String) -> String {
    URL(fileURLWithPath: root).standardizedFileURL.deletingLastPathComponent().path
  }

  static func isFolder(_ path: String) -> Bool {
    var folder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &folder) && folder.boolValue
  }
}

/// The studies named on a command line; all when none is.
struct StudyArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Studies (default: all); see `assay list`.", valueName: "study"),
    completion: .list(StudyCatalogue.all.map { $0.card.id }))
  var studies: [String] = []

  func selected() throws(AssayError) -> [any Study.Type] {
    if studies.isEmpty { return StudyCatalogue.all }
    var chosen: [any Study.Type] = []
    for name in studies { chosen.append(try StudyCatalogue.study(name)) }
    return chosen
  }
}

extension Tier: ExpressibleByArgument {}
