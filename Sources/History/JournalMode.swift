// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// How SQLite keeps a transaction whole.
enum JournalMode: String, Sendable {
  /// A write-ahead log: quick, but its index is shared memory, which machines do not share.
  case wal
  /// A rollback journal, deleted at the end: slower, and right wherever locks are.
  case delete

  /// That for a file in `folder`, by what is mounted there.
  init(folder: String) {
    let mounts = (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? ""
    let place = URL(fileURLWithPath: folder.isEmpty ? "/" : folder).resolvingSymlinksInPath().path
    self = Self.type(of: place, mounts: mounts).map(Self.init(fileSystem:)) ?? .wal
  }

  /// That for a type of file system as the kernel names it: a journal where several machines may
  /// have it mounted, and for all of FUSE, such as sshfs.
  init(fileSystem: String) {
    let isShared = Self.shared.contains(fileSystem) || fileSystem.hasPrefix("fuse")
    self = isShared ? .delete : .wal
  }

  static let shared: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "lustre", "ceph", "9p", "gpfs", "afs", "beegfs",
    "panfs", "ocfs2", "gfs2", "coda", "orangefs", "glusterfs",
  ]

  /// The type of the file system that holds `folder`, from lines of proc_pid_mountinfo(5): of the
  /// mounts above it that with the longest path, of equal ones the last.
  static func type(of folder: String, mounts: String) -> String? {
    var found: (length: Int, type: String)?
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ").map(String.init)
      guard fields.count > 6, let dash = fields[6...].firstIndex(of: "-"), dash + 1 < fields.count
      else { continue }
      // Spaces and others are written as three octal digits.
      let point = fields[4].replacing(/\\([0-7]{3})/) { match in
        String(UnicodeScalar(UInt8(match.output.1, radix: 8) ?? 32))
      }
      let above = point == "/" ? "/" : point + "/"
      guard (folder + "/").hasPrefix(above), above.count >= found?.length ?? 0 else { continue }
      found = (above.count, fields[dash + 1])
    }
    return found?.type
  }
}
