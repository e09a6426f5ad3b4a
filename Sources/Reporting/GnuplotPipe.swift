// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
private import GnuplotBridge
internal import Numerics
private import Synchronization

/// Drawings in progress, and what SIGPIPE did before the first of them began. The signal's
/// disposition belongs to the process.
private let drawings = Mutex<(count: Int, before: sighandler_t?)>((0, nil))

extension FigureRenderer {
  /// Feeds `commands` to the gnuplot at `program` and waits for its end.
  ///
  /// Its complaints go to `log`, whose first line becomes part of the refusal.
  static func run(
    _ program: String, _ commands: [String], log: String, figure: String
  ) throws(AssayError) {
    defer { unlink(log) }
    // A gnuplot that dies while it is written to must end in a sentence, not in a signal.
    drawings.withLock { state in
      if state.count == 0 { state.before = signal(SIGPIPE, SIG_IGN) }
      state.count += 1
    }
    defer {
      drawings.withLock { state in
        state.count -= 1
        if state.count == 0 { signal(SIGPIPE, state.before) }
      }
    }
    let text = commands.joined(separator: "\n") + "\nexit\n"
    let status = assay_gnuplot_run("exec \(shell(program)) 2>\(shell(log))", text)
    switch status {
    case 0: return
    case -1: throw .failed("figure \(figure): gnuplot could not be started")
    case -2: throw .failed("figure \(figure): gnuplot did not take its commands\(complaint(log))")
    default:
      throw .failed("figure \(figure): gnuplot ended with status \(status)\(complaint(log))")
    }
  }

  private static func complaint(_ log: String) -> String {
    guard let file = fopen(log, "r") else { return "" }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = fread(&buffer, 1, buffer.count, file)
    let lines = String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n")
      .map { MarkdownText.oneLine(String($0)) }
    // gnuplot repeats the offending line above a caret before it says what is wrong.
    let reason = lines.first { $0.contains("line ") && $0.contains(":") } ?? lines.first
    return reason.map { ": \($0)" } ?? ""
  }

  private static func shell(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
