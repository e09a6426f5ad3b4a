// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
private import Glibc
public import Harness
public import Numerics

/// The report of a run as a PDF, set by Typst where it is installed.
public enum PDFReport {
  /// Writes report.pdf into `folder`, where figures/ may lie; whole or not at all.
  ///
  /// The same record gives the same file: dates in it are those of the run.
  /// - Throws: `missing` without Typst, `failed` with Typst's first complaint.
  public static func write(_ record: RunRecord, to folder: String) throws(AssayError) {
    try write(record, to: folder, program: locate())
  }

  /// The Typst to use: ASSAY_TYPST, `typst` on PATH, or the one that `make setup` put beside the
  /// build.
  public static func locate() throws(AssayError) -> String {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["ASSAY_TYPST"], !named.isEmpty {
      guard access(named, X_OK) == 0 else {
        throw .missing("program \(named)", remedy: "ASSAY_TYPST must name an executable Typst")
      }
      return named
    }
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().path
    // The program lies in .build/<platform>/release, the tools in .build/tools.
    let folders =
      (environment["PATH"] ?? "").split(separator: ":").map(String.init)
      + ["\(beside)/../../tools"]
    for folder in folders where access("\(folder)/typst", X_OK) == 0 { return "\(folder)/typst" }
    throw .missing(
      "typst, which sets the PDF,",
      remedy: "install it (https://typst.app, or make setup) or name it by ASSAY_TYPST")
  }

  static func write(
    _ record: RunRecord, to folder: String, program: String
  ) throws(AssayError) {
    let drawn = record.studies.flatMap(\.figures).map(\.id).filter {
      access("\(folder)/figures/\($0).svg", R_OK) == 0
    }
    let stem = "\(folder)/report.\(getpid()).partial"
    defer { for ending in ["typ", "pdf"] { unlink("\(stem).\(ending)") } }
    try AtomicFile.write(TypstReport.text(of: record, drawn: Set(drawn)), to: "\(stem).typ")
    unlink("\(folder)/report.pdf")
    let seconds = ISO8601DateFormatter().date(from: record.run.finished)?.timeIntervalSince1970
    let arguments =
      ["compile", "--root", folder]
      + (seconds.map { ["--creation-timestamp", String(Int($0))] } ?? [])
      + ["\(stem).typ", "\(stem).pdf"]
    try run(program, arguments)
    guard let head = try? InputFile.bytes("\(stem).pdf").prefix(5), head.elementsEqual("%PDF-".utf8)
    else { throw .failed("\(program) left no PDF") }
    guard rename("\(stem).pdf", "\(folder)/report.pdf") == 0 else {
      throw .cannotWrite("\(folder)/report.pdf", reason: String(cString: strerror(errno)))
    }
  }

  private static func run(_ program: String, _ arguments: [String]) throws(AssayError) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw .failed("\(program) could not be started: \(error.localizedDescription)")
    }
    let complaint = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0, process.terminationReason == .exit else {
      let line = complaint.split(separator: "\n").first { $0.contains("error") }
      throw .failed(
        "\(program) ended with status \(process.terminationStatus)"
          + (line.map { ": \(MarkdownText.oneLine(String($0)))" } ?? ""))
    }
  }
}
