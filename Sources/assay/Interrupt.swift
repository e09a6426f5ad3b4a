// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Foundation
import Harness
import Numerics

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
