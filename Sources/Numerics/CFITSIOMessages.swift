// SPDX-License-Identifier: GPL-3.0-or-later
internal import CCFITSIO

/// The stack of messages that CFITSIO keeps.
///
/// CFITSIO makes the lock of all its calls at the first of them, and two first calls at once make it
/// twice: the lock is lost and later calls wait for ever. So the first call is made once, here, and
/// every use of the library begins with ``forget()``.
enum CFITSIOMessages {
  private static let lock: Void = ffcmsg()

  /// Empties the stack, so that what is told later belongs to the calls that follow.
  static func forget() {
    _ = lock
    ffcmsg()
  }
}
