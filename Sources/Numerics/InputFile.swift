// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// Reading whole files with the system's own reason in the refusal.
public enum InputFile {
  /// The bytes of a file.
  public static func bytes(_ path: String) throws(AssayError) -> [UInt8] {
    var all: [UInt8] = []
    try read(path) { all.append(contentsOf: $0) }
    return all
  }

  /// The text of a file; refuses what is not UTF-8, naming the first bad line.
  public static func text(_ path: String) throws(AssayError) -> String {
    let bytes = try bytes(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .badInput(
        file: path, place: "line \(firstBadLine(bytes))", found: "bytes that are not UTF-8",
        accepted: "text in UTF-8")
    }
    return text
  }

  /// Hands the file's content to `consume` in pieces of at most 1 MiB.
  static func read(
    _ path: String, _ consume: (UnsafeRawBufferPointer) -> Void
  ) throws(AssayError) {
    let descriptor = try descriptor(path)
    defer { close(descriptor) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count == 0 { return }
      if count < 0 {
        if errno == EINTR { continue }
        throw refusal(path)
      }
      consume(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Refuses a file that cannot be opened, for libraries that open files themselves.
  static func probe(_ path: String) throws(AssayError) {
    close(try descriptor(path))
  }

  private static func descriptor(_ path: String) throws(AssayError) -> Int32 {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 { return descriptor }
    if errno == ENOENT { throw .missing("file \(path)", remedy: "check the path") }
    throw refusal(path)
  }

  private static func refusal(_ path: String) -> AssayError {
    .badInput(
      file: path, place: nil, found: SystemReason.last, accepted: "a readable regular file")
  }

  private static func firstBadLine(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (bad ?? 0) + 1
  }
}

/// The system's text for the last error of a call, such as "No space left on device".
enum SystemReason {
  static var last: String { String(cString: strerror(errno)) }
}
