// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Foundation
import Harness
import Numerics
import Synchronization

/// Ctrl-C and SIGTERM: the first asks the run to stop after the tasks at work, the second ends
/// the program at once (nothing is lost: the journal is complete after every task).
final class Interrupt {
  let cancellation = Cancellation()
  private let sources: [any DispatchSourceSignal]

  init() {
    let cancellation = cancellation
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if cancellation.isCancelled { _exit(ExitStatus.interrupted.rawValue) }
        cancellation.cancel()
      }
      source.resume()
      return source
    }
  }
}

/// Ctrl-C and SIGTERM for a command without a journal: the program ends at once, but never while
/// it writes a file, so that files are left whole.
final class ImmediateInterrupt {
  private final class Writing: Sendable {
    let lock = Mutex(())
  }
  private let writing = Writing()
  private let sources: [any DispatchSourceSignal]

  /// - Parameter bar: cleared before the program ends.
  init(_ bar: ProgressBar? = nil) {
    let writing = writing
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        writing.lock.withLock { _ in
          bar?.clear()
          Terminal.complain("assay: \(AssayError.interrupted(remedy: "give the command again"))")
          _exit(ExitStatus.interrupted.rawValue)
        }
      }
      source.resume()
      return source
    }
  }

  /// Runs `body`, which writes a file; an interrupt waits for its end.
  func whileWriting(_ body: () throws(AssayError) -> Void) throws(AssayError) {
    try writing.lock.withLock { _ throws(AssayError) in try body() }
  }
}
