// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@Suite struct SHA256Tests {
  /// Examples of FIPS 180-2 appendix B and the empty message of NIST's SHA test vectors.
  static let vectors = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  @Test(arguments: vectors)
  func publishedVectors(message: String, digest: String) {
    #expect(SHA256.hex(message.utf8) == digest)
  }

  /// Every padding case, digests of n bytes "a" for n = 0...130 hashed together; by Python's hashlib.
  @Test func allLengthsAroundBlockBoundaries() {
    let digests = (0...130).flatMap { SHA256.digest(repeatElement(UInt8(ascii: "a"), count: $0)) }
    #expect(
      SHA256.hex(digests) == "f908a43fc8456c583aacde0fb2627959f8513dc76d0c03979b7f945a7dd78f22")
  }

  /// A file longer than the read buffer and not a multiple of it.
  @Test func filesEqualTheirBytes() throws {
    try withFolder { folder in
      let bytes = (0..<2_500_001).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
      try AtomicFile.write(bytes, to: "\(folder)/data")
      #expect(try SHA256.hex(ofFile: "\(folder)/data") == SHA256.hex(bytes))
    }
  }

  @Test func badFilesGetASentence() throws {
    try withFolder { folder in
      #expect(
        refusal { _ = try SHA256.hex(ofFile: "\(folder)/none") }
          == "file \(folder)/none is missing; check the path")
      #expect(refusal { _ = try SHA256.hex(ofFile: folder) }?.contains("Is a directory") == true)
    }
  }
}
