// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Numerics

@Suite struct ArchiveTests {
  /// A tar archive packed by bzip2: the folder d with a.gz (the word "first"), and b.txt ("second").
  static let tar = bytes(
    """
    QlpoOTFBWSZTWULQKCQAAJp/zfvQAMDAFf+AABgAGH6BnlAACAgAAIihAAAIIACUCUlGTMoABoZNNA9INMelBKmq\
    MIzQmjBoI0aADEw7n6PqSCGseQAFugApjH0FhUzcLNgSCKUoF0xA5lzEtfIitLDCTsWv1S2UxiIj62iHciJvHSbi\
    eTFIyU5xrRED6iFlr7/l91IYAoMh9KlIyDBw5TRC/ssMxKwED+LuSKcKEghaBQSA
    """)
  /// "second" packed by bzip2 alone.
  static let single = bytes("QlpoOTFBWSZTWZbaWc8AAANBgAAQDgGIACAAMQwBDTGpzgB4u5IpwoSEttLOeA==")

  static func bytes(_ base64: String) -> [UInt8] { [UInt8](Data(base64Encoded: base64)!) }

  @Test func `an archive gives its regular files in its order`() throws {
    let entries = try Archive.entries(Self.tar, file: "x.tar.bz2")
    #expect(entries.map(\.name) == ["d/a.gz", "b.txt"])
    #expect(entries[1].bytes == [UInt8]("second\n".utf8))
  }

  @Test func `only what is wanted is unpacked`() throws {
    let entries = try Archive.entries(Self.tar, file: "x.tbz2") { $0.hasSuffix(".txt") }
    #expect(entries.map(\.name) == ["b.txt"])
  }

  @Test func `a packed file inside an archive is unpacked by a second call`() throws {
    let inner = try Archive.entries(Self.tar, file: "x.tbz2")[0]
    let entries = try Archive.entries(inner.bytes, file: inner.name)
    #expect(entries == [Archive.Entry(name: "a", bytes: [UInt8]("first\n".utf8))])
  }

  @Test func `a file that is only packed is one entry, named without its ending`() throws {
    let entries = try Archive.entries(Self.single, file: "folder/b.txt.bz2")
    #expect(entries == [Archive.Entry(name: "b.txt", bytes: [UInt8]("second\n".utf8))])
  }

  @Test(arguments: [single, tar]) func `a file cut short is refused`(_ whole: [UInt8]) {
    let cut = [UInt8](whole.dropLast(whole.count / 3))
    let error = #expect(throws: AssayError.self) {
      try Archive.entries(cut, file: "cut.bz2")
    }
    #expect(error?.status == .badInput)
    #expect(error?.description.hasPrefix("cut.bz2, packed bytes: found ") == true)
  }

  @Test func `a file that is not there is named`() {
    let error = #expect(throws: AssayError.self) { try Archive.entries(of: "nowhere.tbz2") }
    #expect(error?.status == .missing)
  }

  static func scratch() -> String { NSTemporaryDirectory() + "zip-\(UUID().uuidString).zip" }

  @Test func `a zip archive comes back, and more than its limit is refused`() throws {
    let path = Self.scratch()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let entries = [
      Archive.Entry(name: "a", bytes: [1, 2, 3]), Archive.Entry(name: "b/c", bytes: [4, 5]),
    ]
    try Archive.writeZip(entries, to: path)
    #expect(try Archive.zipEntries(of: path) == entries)
    #expect(try Archive.zipEntries(of: path, limit: 5) == entries)
    let error = #expect(throws: AssayError.self) { try Archive.zipEntries(of: path, limit: 4) }
    #expect(error?.status == .badInput)
    #expect(error?.description.contains("more than is unpacked here") == true)
  }

  @Test func `a damaged zip archive is refused as one`() throws {
    let path = Self.scratch()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try AtomicFile.write([UInt8]("PK no zip".utf8), to: path)
    let error = #expect(throws: AssayError.self) { try Archive.zipEntries(of: path) }
    #expect(error?.description.hasSuffix("accepted: a whole zip archive") == true)
  }
}
