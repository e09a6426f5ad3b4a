// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Numerics
import Testing

/// The generator of the kernels (Kernels/PhiloxBlock.h) on every device: the words of
/// `Numerics.Philox`, and the published known answers.
@Suite(.enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"))
struct PhiloxDeviceTests {
  /// The words of blocks first, first + 1 ... of a stream, two an item.
  static func words(
    _ device: Device, seed: UInt64, stream: UInt64, first: UInt64, blocks: Int, prelude: String = ""
  ) throws -> [UInt64] {
    let text = KernelText(
      [
        .file("PhiloxBlock.h"), .text(prelude),
        .text(
          """
          ASSAY_KERNEL void words(int64_t count, uint64_t seed, uint64_t stream, uint64_t first,
                                  ASSAY_GLOBAL uint64_t *out) {
            const int64_t item = ASSAY_ITEM(0);
            if (item >= count) return;
            uint64_t even, odd;
            assay_philox_words(seed, stream, first + (uint64_t)item, &even, &odd);
            out[2 * item] = even;
            out[2 * item + 1] = odd;
          }
          """),
      ], usesDouble: false)
    let out = try device.buffer(of: UInt64.self, count: 2 * blocks)
    try device.launch(
      try device.kernel("words", of: text), items: blocks,
      [.int64(Int64(blocks)), .value(seed), .value(stream), .value(first), .buffer(out)])
    return try out.read()
  }

  /// Two 32-bit words as one, the low one first.
  private static func joined(_ low: UInt32, _ high: UInt32) -> UInt64 {
    UInt64(high) << 32 | UInt64(low)
  }

  @Test(arguments: DeviceInventory.devices, PhiloxTests.knownAnswers)
  func aBlockIsThePublishedOne(_ device: Device, _ answer: PhiloxTests.KnownAnswer) throws {
    let words = try Self.words(
      device, seed: Self.joined(answer.key.x, answer.key.y),
      stream: Self.joined(answer.counter.z, answer.counter.w),
      first: Self.joined(answer.counter.x, answer.counter.y), blocks: 1)
    #expect(
      words == [
        Self.joined(answer.out.x, answer.out.y), Self.joined(answer.out.z, answer.out.w),
      ])
  }

  /// From any place: past 32 bits of the counter, and over its end.
  @Test(
    arguments: DeviceInventory.devices, [0, 1 << 32 - 100, UInt64.max - 99] as [UInt64])
  func aStreamIsThatOfTheCPU(_ device: Device, _ first: UInt64) throws {
    let (seed, stream) = (0x0123_4567_89AB_CDEF as UInt64, Philox.stream(of: "device words"))
    var random = Philox(seed: seed, stream: stream, counter: first)
    let expected = (0..<400).map { _ in random.next() }
    let found = try Self.words(device, seed: seed, stream: stream, first: first, blocks: 200)
    #expect(found == expected)
  }

  /// A text that counts from another block gives that block, not the first.
  @Test(arguments: DeviceInventory.devices)
  func drill(_ device: Device) throws {
    var random = Philox(seed: 1, stream: 2)
    let words = (0..<4).map { _ in random.next() }
    let turned =
      "#define assay_philox_words(seed, stream, n, first, second) "
      + "assay_philox_words(seed, stream, (n) + 1, first, second)"
    let found = try Self.words(device, seed: 1, stream: 2, first: 0, blocks: 1, prelude: turned)
    #expect(found != Array(words[..<2]) && found == Array(words[2...]))
  }
}
