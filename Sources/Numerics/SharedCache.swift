// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
private import Synchronization

/// Parsed files, maps and the like that several tasks of a run share: each is made once, whoever asks
/// first.
///
/// Tasks that ask for the same key wait for the one that makes it; other keys are not held up. A
/// refusal is not kept: the next task tries again and refuses in the same words.
public final class SharedCache<Value: Sendable>: Sendable {
  private final class Slot: Sendable { let value = Mutex<Value?>(nil) }
  private let slots = Mutex<[String: Slot]>([:])

  public init() {}

  /// The value under a key, made now if it is not there.
  public func value(
    _ key: String, make: () throws(AssayError) -> Value
  ) throws(AssayError) -> Value {
    let slot = slots.withLock { slots in
      if let slot = slots[key] { return slot }
      let slot = Slot()
      slots[key] = slot
      return slot
    }
    return try slot.value.withLock { (value) throws(AssayError) -> Value in
      if let value { return value }
      let made = try make()
      value = made
      return made
    }
  }

  /// The value of a file, made again when the file has changed since.
  public func value(
    ofFile path: String, variant: String = "", make: () throws(AssayError) -> Value
  ) throws(AssayError) -> Value {
    var info = stat()
    let stamp =
      stat(path, &info) == 0
      ? "\(info.st_size) \(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)" : "absent"
    return try value("\(path)|\(stamp)|\(variant)", make: make)
  }
}
