// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Collects refusals, so that one reading of a folder reports all that is wrong with it.
///
/// A run stops at the first; `assay verify` shows them all. One collector serves one thread.
final class Problems {
  private(set) var all: [AssayError] = []

  func add(_ error: AssayError) { all.append(error) }

  func add(contentsOf errors: [AssayError]) { all += errors }

  /// The result of `body`, or nil after noting its refusal.
  func attempt<T>(_ body: () throws(AssayError) -> T) -> T? {
    do throws(AssayError) {
      return try body()
    } catch {
      all.append(error)
      return nil
    }
  }

  /// Notes the item if an earlier one has the same name.
  func checkUnique(_ items: [(name: String, value: YAMLValue)], _ what: String) {
    var firstLine: [String: Int] = [:]
    for (name, value) in items {
      if let line = firstLine[name] {
        add(
          value.refusal(
            "a second \(what) '\(name)', after the one of line \(line)",
            accepted: "each \(what) once"))
      } else {
        firstLine[name] = value.line
      }
    }
  }
}
