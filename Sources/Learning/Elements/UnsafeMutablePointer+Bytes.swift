// SPDX-License-Identifier: GPL-3.0-or-later

// The standard `update` goes element by element where the type is generic; these move bytes.
extension UnsafeMutablePointer where Pointee: Scalar {
  func copy(from source: UnsafePointer<Pointee>, count: Int) {
    UnsafeMutableRawPointer(self).copyMemory(
      from: source, byteCount: count * MemoryLayout<Pointee>.stride)
  }

  /// All bits zero, which is the number zero.
  func clear(count: Int) {
    UnsafeMutableRawPointer(self).initializeMemory(
      as: UInt8.self, repeating: 0, count: count * MemoryLayout<Pointee>.stride)
  }
}
