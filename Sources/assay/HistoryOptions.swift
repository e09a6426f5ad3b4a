// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import History
import Numerics
import Timing

/// Where the history of runs is.
struct HistoryOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The history of runs (also ASSAY_HISTORY; default: assay/history.sqlite in the user's data "
        + "folder, ~/.local/share or XDG_DATA_HOME). Where several hosts share their files, one "
        + "history a host is safest.", valueName: "file"))
  var history: String?

  func validate() throws {
    if history == "" {
      throw ValidationError("--history: found an empty name; accepted: a file")
    }
  }

  private var named: String? {
    history
      ?? ProcessInfo.processInfo.environment["ASSAY_HISTORY"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Absolute.
  var path: String {
    get throws(AssayError) {
      guard let named else { return try PlaceOptions.dataHome + "/assay/history.sqlite" }
      return named.hasPrefix("/") ? named : FileManager.default.currentDirectoryPath + "/" + named
    }
  }

  func open(
    for access: HistoryStore.Access, patience: Double = HistoryStore.patience
  ) throws(AssayError) -> HistoryStore {
    let path = try path
    // The user's data folder is made where it is missing; a folder that was named must be there.
    if named == nil, access == .write {
      let folder = (path as NSString).deletingLastPathComponent
      do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw .cannotWrite(folder, reason: error.localizedDescription)
      }
    }
    return try HistoryStore.open(path, for: access, patience: patience)
  }
}

/// Whether and where a finished run is remembered.
struct RememberOptions: ParsableArguments {
  @OptionGroup var place: HistoryOptions
  @Flag(name: .customLong("no-history"), help: "Leave the run out of the history.")
  var noHistory = false

  /// Seconds that a finished run waits for other writers.
  private static let patience = 5.0

  func validate() throws {
    if noHistory, place.history != nil {
      throw ValidationError("--history and --no-history exclude each other")
    }
  }

  func remember(_ record: RunRecord, folder: String) {
    remember { store throws(AssayError) in
      try store.add(record, path: folder + "/record.json")
    }
  }

  func remember(_ record: BenchRecord, folder: String) {
    remember { store throws(AssayError) in try store.add(record, path: folder + "/bench.json") }
  }

  /// A history that cannot be written costs a sentence, never the run's answer or its exit status.
  private func remember(
    _ add: (HistoryStore) throws(AssayError) -> HistoryStore.Addition
  ) {
    if noHistory { return }
    do throws(AssayError) {
      _ = try add(try place.open(for: .write, patience: Self.patience))
    } catch {
      Terminal.complain("assay: the run is not in the history: \(error)")
    }
  }
}
