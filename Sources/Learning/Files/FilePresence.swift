// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

enum FilePresence {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
