// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import PointSourceFraction

@Suite struct ImageFileTests {
  private func read(_ text: String) throws -> FractionImage {
    let path = FileManager.default.temporaryDirectory.path + "/assay-\(UUID().uuidString).txt"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try FractionImage.read(path)
  }

  private static func lines(_ count: Int, of columns: Int, _ field: String = "4") -> [String] {
    (0..<count).map { _ in Array(repeating: field, count: columns).joined(separator: " ") }
  }

  @Test func counts() throws {
    var lines = Self.lines(32, of: 32)
    lines[1] = lines[1].replacing(" ", with: ",")
    lines[2] = Array(repeating: "1e1", count: 32).joined(separator: " ") + " # tens"
    let image = try read("# counts\n" + lines.joined(separator: "\n") + "\n")
    #expect(image.counts.count == 1024 && image.counts[64] == 10 && image.counts[63] == 4)
    #expect(abs(image.mean - (4 + 6.0 * 32 / 1024)) < 1e-12)
  }

  @Test(arguments: [
    (32, 31, "4", "found 31 counts; accepted: 32 counts"),
    (31, 32, "4", "found 31 lines of counts; accepted: 32 lines"),
    (32, 32, "nan", "found \"nan\""), (32, 32, "inf", "found \"inf\""),
    (32, 32, "-1", "found \"-1\""), (32, 32, "0.5", "found \"0.5\""),
    (32, 32, "401", "from 0 to 400"), (32, 32, "x", "found \"x\""),
    (32, 32, "1e99", "found \"1e99\""), (32, 32, "0", "found no photons"),
  ]) func refusals(lines: Int, columns: Int, field: String, text: String) {
    let sentence = Fixture.sentence {
      _ = try read(Self.lines(lines, of: columns, field).joined(separator: "\n"))
    }
    #expect(sentence.contains(text), "\(sentence)")
  }
}
