// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Synchronization

/// What the tool knows about the place it prints to.
enum Terminal {
  static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
  static let errorIsTerminal = isatty(STDERR_FILENO) == 1

  /// Colour on a terminal, unless NO_COLOR (no-color.org) or `--no-color` forbid it.
  static func color(_ options: OutputOptions) -> Bool {
    let forbidden = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return outputIsTerminal && !forbidden && !options.noColor
  }

  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 120 }
    return Int(size.ws_col)
  }

  static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}

/// A progress bar with time left on a terminal; silent in a pipe.
final class ProgressBar: Sendable {
  private struct State {
    var lastDrawn = Date.distantPast
    var drawn = false
  }
  private let state = Mutex(State())
  private let enabled: Bool

  init(_ options: OutputOptions) {
    enabled = Terminal.errorIsTerminal && !options.quiet && !options.json
  }

  /// What a runner or a drill tells its steps to.
  var receiver: ProgressReceiver {
    { step in
      self.draw(
        fraction: step.totalCost > 0 ? step.doneCost / step.totalCost : 0,
        secondsLeft: step.secondsLeft, label: step.task ?? "")
    }
  }

  /// Draws `fraction` of the work done, at most ten times a second.
  func draw(fraction: Double, secondsLeft: Double?, label: String) {
    guard enabled else { return }
    state.withLock { state in
      let now = Date()
      guard fraction >= 1 || now.timeIntervalSince(state.lastDrawn) > 0.1 else { return }
      state.lastDrawn = now
      state.drawn = true
      let width = 24
      let filled = Int(min(max(fraction, 0), 1) * Double(width))
      let bar =
        String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
      let left = secondsLeft.map { Self.duration($0) + " left" } ?? ""
      let percent = Int((min(max(fraction, 0), 1) * 100).rounded())
      let text = "\r\u{1B}[K\(bar) \(percent) % \(left)  \(label.prefix(40))"
      FileHandle.standardError.write(Data(text.utf8))
    }
  }

  func clear() {
    guard enabled else { return }
    state.withLock { state in
      if state.drawn { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
      state.drawn = false
    }
  }

  static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
