// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Synchronization
import Testing

@testable import Harness

@Suite(
  "Fetching data sets", .serialized,
  .enabled(if: FetchServer.python != nil, "no python3 for a server on this machine"))
final class FetchTests {
  let server: FetchServer
  let folder = NSTemporaryDirectory() + "assay-data-" + UUID().uuidString

  init() throws { server = try FetchServer() }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static let digest = SHA256.hex(FetchServer.content)

  private func file(
    _ name: String, url: String? = nil, bytes: Int = FetchServer.content.count,
    sha256: String = digest, extent: Dataset.File.Extent = .whole
  ) -> Dataset.File {
    .init(
      path: "set/\(name).dat", url: url ?? server.url(name), bytes: bytes, sha256: sha256,
      extent: extent)
  }

  private func fetch(_ files: Dataset.File...) throws {
    let dataset = Dataset(id: "set", title: "Set", licence: "CC0", source: "test", files: files)
    try Fetch(datasets: [dataset], into: folder).run()
  }

  /// The one error of a fetch; its text is one sentence about the address.
  private func refusal(_ file: Dataset.File) throws -> AssayError {
    let error = try #require(#expect(throws: AssayError.self) { try fetch(file) })
    #expect("\(error)".contains(file.url), "\(error)")
    #expect(!"\(error)".contains("\n"))
    return error
  }

  private func content(_ name: String) -> Data? {
    FileManager.default.contents(atPath: "\(folder)/set/\(name)")
  }

  private func put(_ data: Data, _ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder)/set", withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: "\(folder)/set/\(name)"))
  }

  private var names: [String] { FileSystem.names(in: "\(folder)/set") }

  // MARK: What works

  @Test("A whole file comes byte for byte, and a second fetch asks for nothing")
  func whole() throws {
    try fetch(file("plain"))
    #expect(content("plain.dat") == FetchServer.content)
    #expect(names == ["plain.dat"])
    try fetch(file("plain"))
    #expect(server.requests == ["/plain whole"])
  }

  @Test("A part is continued from where it ends", arguments: [1, 65_536, 199_999])
  func resume(from size: Int) throws {
    try put(FetchServer.content.prefix(size), "plain.dat.part")
    try fetch(file("plain"))
    #expect(content("plain.dat") == FetchServer.content)
    #expect(server.requests == ["/plain bytes=\(size)-"])
    #expect(names == ["plain.dat"])
  }

  @Test("A complete part needs no request")
  func completePart() throws {
    try put(FetchServer.content, "plain.dat.part")
    try fetch(file("plain"))
    #expect(content("plain.dat") == FetchServer.content)
    #expect(server.requests.isEmpty)
  }

  @Test("A part that is too long is begun again")
  func longPart() throws {
    try put(FetchServer.content + Data([1]), "plain.dat.part")
    try fetch(file("plain"))
    #expect(content("plain.dat") == FetchServer.content)
    #expect(server.requests == ["/plain whole"])
  }

  @Test(
    "A server that ignores or refuses ranges is asked for the whole",
    arguments: ["no-ranges", "refuses-ranges"])
  func withoutRanges(name: String) throws {
    try put(FetchServer.content.prefix(1000), "\(name).dat.part")
    try fetch(file(name))
    #expect(content("\(name).dat") == FetchServer.content)
    #expect(server.requests == ["/\(name) bytes=1000-", "/\(name) whole"])
  }

  @Test("A cut transfer keeps its part, and the next fetch continues it")
  func cut() throws {
    let error = try refusal(file("cut"))
    #expect(error.status == .missing)
    #expect("\(error)".contains("60000 of 200000 bytes"))
    #expect(names == ["cut.dat.part"])
    try fetch(file("cut"))
    #expect(content("cut.dat") == FetchServer.content)
    #expect(server.requests == ["/cut whole", "/cut bytes=60000-"])
  }

  @Test(
    "The beginning of a file is all that is kept",
    arguments: ["plain", "moved", "no-ranges"], [1, 70_001, 200_000])
  func beginning(name: String, bytes: Int) throws {
    let wanted = FetchServer.content.prefix(bytes)
    let file = file(
      name, bytes: bytes, sha256: SHA256.hex(Data(wanted)), extent: .beginning)
    try fetch(file)
    #expect(content("\(name).dat") == wanted)
    // Continued from half of it.
    try FileManager.default.removeItem(atPath: "\(folder)/set/\(name).dat")
    try put(wanted.prefix(bytes / 2), "\(name).dat.part")
    try fetch(file)
    #expect(content("\(name).dat") == wanted)
    #expect(names == ["\(name).dat"])
  }

  @Test("A file that is shorter than its beginning is refused")
  func shortBeginning() throws {
    let error = try refusal(file("plain", bytes: 200_001, extent: .beginning))
    #expect(error.status == .badInput && "\(error)".contains("found 200000 bytes"))
    #expect(names == [])
  }

  @Test("Redirects are followed")
  func moved() throws {
    try fetch(file("moved"))
    #expect(content("moved.dat") == FetchServer.content)
  }

  @Test("A wrong file in place is replaced")
  func replaced() throws {
    try put(Data("old".utf8), "plain.dat")
    try fetch(file("plain"))
    #expect(content("plain.dat") == FetchServer.content)
  }

  @Test("Progress rises to the total over all files")
  func progress() throws {
    let seen = Mutex<[Fetch.Progress]>([])
    let files = [
      file("plain"),
      Dataset.File(
        path: "set/second.dat", url: server.url("plain"), bytes: FetchServer.content.count,
        sha256: Self.digest),
    ]
    let dataset = Dataset(id: "set", title: "Set", licence: "CC0", source: "test", files: files)
    try Fetch(datasets: [dataset], into: folder) { step in seen.withLock { $0.append(step) } }.run()
    let steps = seen.withLock { $0 }
    #expect(steps.map(\.done) == steps.map(\.done).sorted())
    #expect(steps.allSatisfy { $0.total == 400_000 })
    #expect(steps.last == .init(file: "set/second.dat", done: 400_000, total: 400_000))
  }

  // MARK: Bad input

  @Test("A wrong checksum removes what came and says both")
  func wrongChecksum() throws {
    let wrong = String(repeating: "0", count: 64)
    let error = try refusal(file("plain", sha256: wrong))
    #expect(error.status == .badInput)
    #expect("\(error)".contains("found SHA-256 \(Self.digest)"))
    #expect("\(error)".contains("accepted: SHA-256 \(wrong)"))
    #expect(names == [])
  }

  @Test("A part with a wrong beginning is not kept")
  func wrongPart() throws {
    try put(Data(repeating: 7, count: 100), "plain.dat.part")
    #expect(try refusal(file("plain")).status == .badInput)
    #expect(names == [])
    try fetch(file("plain"))
    #expect(content("plain.dat") == FetchServer.content)
  }

  @Test("A file shorter or longer than it should be")
  func wrongSize() throws {
    let short = try refusal(file("plain", bytes: 300_000))
    #expect("\(short)".contains("found 200000 bytes"))
    #expect("\(short)".contains("300000 bytes"))
    let long = try refusal(file("long"))
    #expect("\(long)".contains("more than 200000 bytes"))
    #expect(long.status == .badInput)
    #expect(names == [])
  }

  @Test("Address unknown to the server, server gone, other protocol")
  func unreachable() throws {
    let absent = try refusal(file("absent"))
    #expect(absent.status == .missing)
    #expect("\(absent)".contains("HTTP status 404"))
    #expect(names == [])
    // Port 1 (tcpmux) is closed on a machine that is not from the last century.
    let refused = try refusal(file("x", url: "http://127.0.0.1:1/x"))
    #expect(refused.status == .missing)
    #expect("\(refused)".contains("connection refused"))
    #expect(try refusal(file("x", url: "file:///etc/hostname")).status == .missing)
    #expect(try refusal(file("elsewhere")).status == .missing)
    #expect(names == [])
  }

  @Test("A cancelled fetch keeps its part and says how to go on")
  func cancelled() throws {
    try put(FetchServer.content.prefix(50), "plain.dat.part")
    let dataset = Dataset(
      id: "set", title: "Set", licence: "CC0", source: "test", files: [file("plain")])
    let error = #expect(throws: AssayError.self) {
      try Fetch(datasets: [dataset], into: folder, isCancelled: { true }).run()
    }
    #expect(error?.status == .interrupted)
    #expect(names == ["plain.dat.part"])
  }

  @Test("A second fetch of the same file at the same time, and a folder that cannot be")
  func occupied() throws {
    try put(Data([1]), "plain.dat.part")
    let first = try PartFile(path: "\(folder)/set/plain.dat.part")
    let error = #expect(throws: AssayError.self) { try fetch(file("plain")) }
    #expect(error?.status == .cannotWrite)
    #expect("\(error!)".contains("another fetch"))
    first.close()
    try put(Data(), "file")
    let below = Dataset.File(
      path: "set/file/x.dat", url: server.url("plain"), bytes: 1, sha256: Self.digest)
    #expect(#expect(throws: AssayError.self) { try fetch(below) }?.status == .cannotWrite)
    try FileManager.default.createDirectory(
      atPath: "\(folder)/set/moved.dat", withIntermediateDirectories: true)
    let onFolder = #expect(throws: AssayError.self) { try fetch(file("moved")) }
    #expect(onFolder?.status == .cannotWrite)
  }
}
