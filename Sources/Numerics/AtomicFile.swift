// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// Writing files so that a reader sees the old content or the new, never a part.
///
/// The bytes go to a temporary file in the same folder, which is synced and then renamed over the
/// target. On failure the temporary file is removed and the target is as it was.
public enum AtomicFile {
  public static func write(_ text: String, to path: String) throws(AssayError) {
    try write(text.utf8, to: path)
  }

  public static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(AssayError) {
    let content = Array(bytes)
    try replace(path) { (temporary: String) throws(AssayError) in
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        throw AssayError.cannotWrite(path, reason: SystemReason.last)
      }
      let failure = writeAll(content, to: descriptor)
      // A full disk may show only at close (network file systems).
      let closed = close(descriptor)
      if let failure { throw AssayError.cannotWrite(path, reason: failure) }
      if closed != 0 { throw AssayError.cannotWrite(path, reason: SystemReason.last) }
    }
  }

  /// Lets `produce` make a new file at the temporary path it is given, then puts that file in
  /// place of `path`. For libraries that open files themselves.
  static func replace(
    _ path: String, by produce: (String) throws(AssayError) -> Void
  ) throws(AssayError) {
    let unique = String(UInt64.random(in: .min ... .max), radix: 36)
    let temporary = "\(path).\(getpid()).\(unique).partial"
    do throws(AssayError) {
      try produce(temporary)
      if let reason = sync(temporary) { throw AssayError.cannotWrite(path, reason: reason) }
      guard rename(temporary, path) == 0 else {
        throw AssayError.cannotWrite(path, reason: SystemReason.last)
      }
    } catch {
      unlink(temporary)
      throw error
    }
    // The rename itself is durable only once the folder is synced; some file systems refuse
    // that call, and the content is safe by then, so its status is not an error.
    _ = sync(folder(of: path))
  }

  private static func writeAll(_ content: [UInt8], to descriptor: Int32) -> String? {
    content.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
        if count < 0 && errno == EINTR { continue }
        if count < 0 { return SystemReason.last }
        done += count
      }
      return nil
    }
  }

  /// Syncs a file or folder; the system's reason on failure.
  private static func sync(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return SystemReason.last }
    defer { close(descriptor) }
    return fsync(descriptor) == 0 ? nil : SystemReason.last
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
