// SPDX-License-Identifier: GPL-3.0-or-later
private import CCFITSIO

extension FITSImage {
  /// Writes a file with this image as its primary array, as 64-bit floats. The file appears whole
  /// or not at all.
  ///
  /// - Throws: `badValue` where the counts do not match, an axis is not a number, or a header text
  ///   is not printable ASCII or too long for its card; `cannotWrite` where the system refuses.
  public func write(to path: String) throws(AssayError) { try Self.write([self], to: path) }

  /// Writes several images into one file: the first is the primary array, the others are IMAGE
  /// extensions.
  public static func write(_ images: [FITSImage], to path: String) throws(AssayError) {
    if images.isEmpty {
      throw .badValue(name: "images of a FITS file", found: "none", accepted: "at least one")
    }
    for image in images { try image.check() }
    try AtomicFile.replace(path) { (temporary: String) throws(AssayError) in
      var file: UnsafeMutablePointer<fitsfile>?
      var status: Int32 = 0
      CFITSIOMessages.forget()
      ffdkinit(&file, temporary, &status)
      for image in images { image.append(to: file, &status) }
      // Closing flushes, so a full disk can show here; a nonzero status stays the first one.
      if let file { ffclos(file, &status) }
      guard status == 0 else {
        throw AssayError.cannotWrite(path, reason: FITSError.text(status))
      }
    }
  }

  private func append(to file: UnsafeMutablePointer<fitsfile>?, _ status: inout Int32) {
    guard status == 0 else { return }
    var counts = [Int64(x.count), Int64(y.count)]
    ffcrimll(file, DOUBLE_IMG, 2, &counts, &status)
    // CFITSIO explains the format in comments of its own, which would read back as ours.
    var absent: Int32 = 0
    while status == 0, absent == 0 { ffdkey(file, "COMMENT", &absent) }
    CFITSIOMessages.forget()
    for card in header { ffprec(file, card, &status) }
    for text in comments { ffpcom(file, text, &status) }
    for text in history { ffphis(file, text, &status) }
    var values = values
    ffpprd(file, 1, 1, Int64(values.count), &values, &status)
  }

  /// The cards in the order written, each of at most 80 characters.
  private var header: [String] {
    var list: [Card] = []
    if !name.isEmpty { list.append(Card("EXTNAME", text: name, comment: "name of this image")) }
    if let units { list.append(Card("BUNIT", text: units, comment: "unit of the values")) }
    for (n, axis) in [(1, x), (2, y)] {
      if !axis.name.isEmpty {
        list.append(Card("CTYPE\(n)", text: axis.name, comment: "coordinate of axis \(n)"))
      }
      if let units = axis.units {
        list.append(Card("CUNIT\(n)", text: units, comment: "unit of axis \(n)"))
      }
      list += [
        Card("CRPIX\(n)", axis.referencePixel, comment: "reference pixel"),
        Card("CRVAL\(n)", axis.value, comment: "coordinate at the reference pixel"),
        Card("CDELT\(n)", axis.step, comment: "step of the coordinate"),
      ]
    }
    return (list + cards).map(\.line)
  }
}

extension FITSImage {
  private func check() throws(AssayError) {
    let (pixels, overflow) = x.count.multipliedReportingOverflow(by: y.count)
    guard x.count > 0, y.count > 0, !overflow, pixels == values.count else {
      throw .badValue(
        name: "FITS image \"\(name)\"",
        found: "\(x.count) × \(y.count) pixels and \(values.count) values",
        accepted: "at least one pixel, and a value for each")
    }
    for axis in [x, y] {
      let numbers = [axis.referencePixel, axis.value, axis.step]
      guard numbers.allSatisfy(\.isFinite), axis.step != 0 else {
        throw .badValue(
          name: "axis \"\(axis.name)\" of a FITS image",
          found: "reference pixel \(numbers[0]), value \(numbers[1]), step \(numbers[2])",
          accepted: "finite numbers, the step not zero")
      }
    }
    for text in [name, units ?? "", x.name, x.units ?? "", y.name, y.units ?? ""] + comments
      + history
    {
      try Self.check(text)
    }
    for card in cards { try card.check() }
    for card in header where card.utf8.count > 80 {
      throw .badValue(
        name: "FITS header card", found: "\(card.utf8.count) characters: \"\(card)\"",
        accepted: "at most 80 characters")
    }
  }

  /// FITS admits only these bytes in a header.
  static func check(_ text: String) throws(AssayError) {
    guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw .badValue(
        name: "FITS header text", found: "\"\(text)\"", accepted: "printable ASCII")
    }
  }
}

extension FITSImage.Card {
  /// - Parameter owner: what the card may not describe, in the refusal.
  func check(of owner: String = "image") throws(AssayError) {
    let allowed = keyword.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard allowed, keyword.utf8.count <= 8, !FITSImage.isReserved(keyword) else {
      throw .badValue(
        name: "FITS header keyword", found: "\"\(keyword)\"",
        accepted: "1 to 8 of A-Z, 0-9, '-' and '_', and none that describes the \(owner) itself")
    }
    switch value {
    case .number(let number) where !number.isFinite:
      throw .badValue(
        name: "FITS header keyword \(keyword)", found: "\(number)", accepted: "a finite number")
    case .number, .integer: break
    case .text(let text): try FITSImage.check(text)
    }
    try FITSImage.check(comment)
  }

  /// The card in the fixed format (FITS standard 4.0, section 4.2); not padded.
  var line: String {
    let shown: String
    switch value {
    case .number(let number):
      // The shortest decimal that reads back as the same number, with the standard's exponent.
      let text = "\(number)".replacing("e", with: "E")
      shown = String(repeating: " ", count: max(0, 20 - text.count)) + text
    case .integer(let number):
      shown = String(repeating: " ", count: max(0, 20 - "\(number)".count)) + "\(number)"
    case .text(let text):
      // A text is at least 8 characters between its quotes.
      let padded = text + String(repeating: " ", count: max(0, 8 - text.count))
      let quoted = "'\(padded.replacing("'", with: "''"))'"
      shown = quoted + String(repeating: " ", count: max(0, 20 - quoted.count))
    }
    let key = keyword + String(repeating: " ", count: max(0, 8 - keyword.count))
    return "\(key)= \(shown)" + (comment.isEmpty ? "" : " / \(comment)")
  }
}
