// SPDX-License-Identifier: GPL-3.0-or-later

/// SHA-256 (FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1 and 6.2): the fingerprint of data files.
///
/// Cost: about 6 ns a byte; memory for a file: one buffer of 1 MiB.
public enum SHA256 {
  /// The digest as 64 lower-case hexadecimal digits.
  public static func hex(_ bytes: some Sequence<UInt8>) -> String { text(digest(bytes)) }

  /// The 32 bytes of the digest.
  public static func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var state = State()
    Array(bytes).withUnsafeBytes { state.absorb($0) }
    return state.finish()
  }

  /// The digest of a file's content, in hexadecimal.
  public static func hex(ofFile path: String) throws(AssayError) -> String {
    var state = State()
    try InputFile.read(path) { state.absorb($0) }
    return text(state.finish())
  }

  private static func text(_ digest: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension SHA256 {
  /// Fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2).
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7,
    0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc,
    0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351,
    0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e,
    0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585,
    0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f,
    0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]

  fileprivate struct State {
    private var hash = SIMD8<UInt32>(
      0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
      0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
    private var pending: [UInt8] = []
    private var length: UInt64 = 0

    mutating func absorb(_ bytes: UnsafeRawBufferPointer) {
      length &+= UInt64(bytes.count)
      var offset = 0
      if !pending.isEmpty {
        offset = min(64 - pending.count, bytes.count)
        pending.append(contentsOf: bytes[..<offset])
        guard pending.count == 64 else { return }
        let block = pending
        block.withUnsafeBytes { compress($0) }
        pending.removeAll()
      }
      while offset + 64 <= bytes.count {
        compress(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + 64]))
        offset += 64
      }
      pending.append(contentsOf: bytes[offset...])
    }

    mutating func finish() -> [UInt8] {
      let bits = length &* 8
      var tail: [UInt8] = [0x80]
      tail += [UInt8](repeating: 0, count: (119 - pending.count) % 64)
      for shift in stride(from: 56, through: 0, by: -8) {
        tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
      }
      tail.withUnsafeBytes { absorb($0) }
      return (0..<32).map { UInt8(truncatingIfNeeded: hash[$0 / 4] >> UInt32(24 - 8 * ($0 % 4))) }
    }

    private mutating func compress(_ block: UnsafeRawBufferPointer) {
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
        for t in 0..<16 {
          w[t] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: 4 * t, as: UInt32.self))
        }
        for t in 16..<64 {
          let s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >> 3)
          let s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >> 10)
          w[t] = w[t - 16] &+ s0 &+ w[t - 7] &+ s1
        }
        var (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
        var (e, f, g, h) = (hash[4], hash[5], hash[6], hash[7])
        SHA256.constants.withUnsafeBufferPointer { k in
          for t in 0..<64 {
            let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
            let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ k[t] &+ w[t]
            let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
            let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
          }
        }
        hash &+= SIMD8(a, b, c, d, e, f, g, h)
      }
    }

    private func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
      word &>> count | word &<< (32 - count)
    }
  }
}
