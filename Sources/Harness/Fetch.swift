private import Glibc
// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Downloads the files of data sets, as `assay fetch` does.
///
/// A file streams into `<path>.part`, which a later fetch continues; it takes its name only once
/// its size and SHA-256 are those that `datasets.yaml` gives, so a data folder never holds a half
/// or a wrong file under a right name. Files that are right already are left alone.
public struct Fetch: Sendable {
  /// How far a fetch is.
  public struct Progress: Sendable, Equatable {
    /// Path of the file at hand, below the data folder.
    public var file: String
    /// Bytes of the whole fetch that are in place or received.
    public var done: Int
    /// Bytes of the whole fetch.
    public var total: Int

    public init(file: String, done: Int, total: Int) {
      self.file = file
      self.done = done
      self.total = total
    }
  }

  private let datasets: [Dataset]
  private let folder: DataFolder
  private let progress: @Sendable (Progress) -> Void
  private let isCancelled: @Sendable () -> Bool

  /// - Parameters:
  ///   - into: the data folder; made if it is not there.
  ///   - isCancelled: asked often; true ends the fetch, keeping what has come.
  public init(
    datasets: [Dataset], into: String, progress: @escaping @Sendable (Progress) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.datasets = datasets
    folder = DataFolder(into)
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// Gets one file after the other; stops at the first that cannot be had.
  public func run() throws(AssayError) {
    let files = datasets.flatMap(\.files)
    let total = files.reduce(0) { $0 + $1.bytes }
    var before = 0
    let session = try FetchSession()
    for file in files {
      let start = before
      let report: @Sendable (Int) -> Void = { [progress] done in
        progress(Progress(file: file.path, done: start + min(done, file.bytes), total: total))
      }
      if folder.state(of: file) != .right { try get(file, session, report) }
      before += file.bytes
      report(file.bytes)
    }
  }

  private func get(
    _ file: Dataset.File, _ session: FetchSession, _ report: @escaping @Sendable (Int) -> Void
  ) throws(AssayError) {
    let path = folder.path(file.path)
    guard !FileSystem.isFolder(path) else {
      throw .cannotWrite(path, reason: "it is a folder")
    }
    let part = try PartFile(path: path + ".part")
    defer { part.close() }
    if part.size > file.bytes { try part.empty() }
    if part.size < file.bytes {
      try download(file, to: part, session, report)
    }
    try accept(part, as: file, at: path)
  }

  /// Continues the part; starts again where the server cannot continue.
  private func download(
    _ file: Dataset.File, to part: PartFile, _ session: FetchSession,
    _ report: @escaping @Sendable (Int) -> Void
  ) throws(AssayError) {
    func transfer() throws(AssayError) -> FetchSession.Outcome {
      try session.transfer(
        file, to: part, progress: report, isCancelled: isCancelled)
    }
    if try transfer() == .cannotContinue {
      try part.empty()
      guard try transfer() == .complete else {
        throw .missing(file.path, remedy: "the server at \(file.url) answers no whole request")
      }
    }
  }

  /// Gives the part its name if it is the file wanted; else removes it.
  private func accept(
    _ part: PartFile, as file: Dataset.File, at path: String
  ) throws(AssayError) {
    guard part.size == file.bytes else {
      part.remove()
      throw .badInput(
        file: path, place: nil, found: "\(part.size) bytes from \(file.url)",
        accepted: "\(file.bytes) bytes, as datasets.yaml says")
    }
    try part.sync()
    let digest = try SHA256.hex(ofFile: part.path)
    guard digest == file.sha256 else {
      part.remove()
      throw .badInput(
        file: path, place: nil, found: "SHA-256 \(digest) from \(file.url)",
        accepted: "SHA-256 \(file.sha256), as datasets.yaml says")
    }
    try part.rename(to: path)
  }
}
