// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything this program can refuse to do, each told in one sentence.
///
/// A sentence names the place (file and line, or key), what was found and what is accepted.
/// Programmer errors are not here: they trap.
public enum AssayError: Error, Equatable, Sendable {
  /// The command line or an option is wrong.
  case usage(String)
  /// An input file is wrong at `place` (a line such as "line 12", or a key).
  case badInput(file: String, place: String?, found: String, accepted: String)
  /// A parameter of a solver lies outside its range.
  case badValue(name: String, found: String, accepted: String)
  /// A needed thing is not there; `remedy` says how to get it.
  case missing(String, remedy: String)
  /// A file or folder cannot be written; `reason` is the system's own.
  case cannotWrite(String, reason: String)
  /// The user stopped the run; `remedy` says how to go on.
  case interrupted(remedy: String)
  /// An accelerator answers no more; the sentence names it and the call.
  case deviceLost(String)
  /// A solver did not converge or an inner contract was broken.
  case failed(String)
}

/// The exit statuses of the command, documented in `assay --help`.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  case success = 0
  case discrepant = 1
  case undecided = 2
  case usage = 64
  case badInput = 65
  case missing = 69
  case failed = 70
  case cannotWrite = 73
  case interrupted = 130
}

extension AssayError {
  /// The exit status that belongs to this refusal.
  public var status: ExitStatus {
    switch self {
    case .usage: .usage
    case .badInput, .badValue: .badInput
    case .missing: .missing
    case .cannotWrite: .cannotWrite
    case .interrupted: .interrupted
    case .failed, .deviceLost: .failed
    }
  }
}

extension AssayError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .usage(let text): return text
    case .badInput(let file, let place, let found, let accepted):
      let location = place.map { "\(file), \($0)" } ?? file
      return "\(location): found \(found); accepted: \(accepted)"
    case .badValue(let name, let found, let accepted):
      return "\(name): found \(found); accepted: \(accepted)"
    case .missing(let what, let remedy): return "\(what) is missing; \(remedy)"
    case .cannotWrite(let path, let reason): return "cannot write \(path): \(reason)"
    case .interrupted(let remedy): return "interrupted; \(remedy)"
    case .deviceLost(let text): return text
    case .failed(let text): return text
    }
  }
}
