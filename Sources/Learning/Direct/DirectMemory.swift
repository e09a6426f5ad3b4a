// SPDX-License-Identifier: GPL-3.0-or-later

/// Memory aligned for vector registers, zero at first, that lives as long as its owner.
///
/// Reading from many threads is safe; writing is the owner's care.
final class DirectMemory<Element: BitwiseCopyable>: @unchecked Sendable {
  let start: UnsafeMutablePointer<Element>
  let count: Int

  init(_ count: Int) {
    // A register more than asked for, so that an empty piece has an address too.
    let bytes = count * MemoryLayout<Element>.stride + 64
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    start = raw.assumingMemoryBound(to: Element.self)
    self.count = count
  }

  convenience init(_ elements: [Element]) {
    self.init(elements.count)
    for (k, element) in elements.enumerated() { start[k] = element }
  }

  deinit { UnsafeMutableRawPointer(start).deallocate() }
}
