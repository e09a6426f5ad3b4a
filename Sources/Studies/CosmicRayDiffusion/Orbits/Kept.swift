// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics
private import Synchronization

/// A value that is made when it is first asked for, and kept. A failure is not kept.
final class Kept<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)
  private let make: @Sendable () throws(AssayError) -> Value

  init(_ make: @escaping @Sendable () throws(AssayError) -> Value) { self.make = make }

  func value() throws(AssayError) -> Value {
    try made.withLock { made throws(AssayError) in
      if let made { return made }
      let value = try make()
      made = value
      return value
    }
  }
}
