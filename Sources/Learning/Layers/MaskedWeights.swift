// SPDX-License-Identifier: GPL-3.0-or-later

/// Parameters with those outside a mask set to zero, as passes read them.
///
/// Written by `prepare` alone, before any pass reads them, which is why they may be sent, although
/// their pointer cannot prove it.
final class MaskedWeights<Element: Scalar>: @unchecked Sendable {
  let values: UnsafeMutablePointer<Element>
  private let count: Int

  private init(count: Int) {
    values = .allocate(capacity: count)
    self.count = count
  }

  deinit { values.deallocate() }

  /// In the memory of old ones, where they are of this size.
  static func make(
    _ parameters: UnsafePointer<Element>, mask: [Element], reusing old: (any Sendable)?
  ) -> MaskedWeights {
    let masked: MaskedWeights
    if let old = old as? MaskedWeights, old.count == mask.count {
      masked = old
    } else {
      masked = MaskedWeights(count: mask.count)
    }
    mask.withUnsafeBufferPointer { mask in
      guard let mask = mask.baseAddress else { return }
      Element.multiply(parameters, by: mask, count: masked.count, into: masked.values)
    }
    return masked
  }

  /// What a layer is given back in a pass.
  static func read(_ prepared: (any Sendable)?) -> UnsafePointer<Element> {
    guard let masked = prepared as? MaskedWeights else {
      preconditionFailure("a masked layer is given what it prepared")
    }
    return UnsafePointer(masked.values)
  }
}
