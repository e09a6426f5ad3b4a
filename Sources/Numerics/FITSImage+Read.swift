// SPDX-License-Identifier: GPL-3.0-or-later
private import CCFITSIO

extension FITSImage {
  /// Reads an image by its number; the primary array is 0, the first extension 1.
  ///
  /// Keywords of coordinates that a file leaves out have the standard's defaults (CRPIX 0, CRVAL 0,
  /// CDELT 1); rotations (PC, CD) are left among the cards. Logical values become text.
  ///
  /// - Throws: `missing` where there is no such file; `badInput` where it is no FITS file, has no
  ///   such image, or the image is not two-dimensional, is compressed or cut short.
  public static func read(_ path: String, image number: Int = 0) throws(AssayError) -> FITSImage {
    try ImageReader.read(path) { file, status in
      var kind: Int32 = 0
      ffmahd(file, Int32(clamping: number + 1), &kind, &status)
    }
  }

  /// Reads an image by its name (EXTNAME).
  public static func read(_ path: String, image name: String) throws(AssayError) -> FITSImage {
    try ImageReader.read(path) { file, status in
      let names = CStrings([name])
      ffmnhd(file, ANY_HDU, names.pointers[0], 0, &status)
    }
  }
}

/// One open file while an image is read from it.
private struct ImageReader {
  let path: String
  let file: UnsafeMutablePointer<fitsfile>

  static func read(
    _ path: String, moving move: (UnsafeMutablePointer<fitsfile>, inout Int32) -> Void
  ) throws(AssayError) -> FITSImage {
    // The system's own reason is better than CFITSIO's where the file cannot be read at all.
    try InputFile.probe(path)
    var file: UnsafeMutablePointer<fitsfile>?
    var status: Int32 = 0
    CFITSIOMessages.forget()
    ffdkopn(&file, path, READONLY, &status)
    defer {
      var ignored: Int32 = 0
      if let file { ffclos(file, &ignored) }
    }
    guard status == 0, let file else {
      throw .badInput(
        file: path, place: nil, found: FITSError.text(status), accepted: "a FITS file")
    }
    move(file, &status)
    let reader = ImageReader(path: path, file: file)
    try reader.check(status, accepted: "an image of this file")
    return try reader.image()
  }

  func check(_ status: Int32, accepted: String) throws(AssayError) {
    guard status != 0 else { return }
    throw .badInput(file: path, place: "image", found: FITSError.text(status), accepted: accepted)
  }

  func refuse(_ found: String, _ accepted: String) -> AssayError {
    .badInput(file: path, place: "image", found: found, accepted: accepted)
  }

  func image() throws(AssayError) -> FITSImage {
    var status: Int32 = 0
    var (kind, bits, count): (Int32, Int32, Int32) = (0, 0, 0)
    ffghdt(file, &kind, &status)
    guard status == 0 && kind == IMAGE_HDU else { throw refuse("a table", "an image") }
    guard fits_is_compressed_image(file, &status) == 0 else {
      throw refuse("a compressed image", "a plain image")
    }
    var counts: [Int64] = [0, 0]
    ffgidt(file, &bits, &status)
    ffgidm(file, &count, &status)
    ffgiszll(file, 2, &counts, &status)
    try check(status, accepted: "an image header")
    guard count == 2, counts.allSatisfy({ $0 > 0 }) else {
      throw refuse("\(count) axes of \(counts.prefix(Int(max(0, count)))) pixels", "two axes")
    }
    // A header can promise more than memory holds; the file's own length bounds it.
    let (pixels, overflow) = counts[0].multipliedReportingOverflow(by: counts[1])
    let most = file.pointee.Fptr.pointee.filesize / max(1, Int64(bits.magnitude) / 8)
    guard !overflow, pixels <= most else {
      throw refuse(
        "\(counts[0]) × \(counts[1]) pixels in a file that is shorter", "a whole file")
    }
    var values = [Double](repeating: 0, count: Int(pixels))
    // CFITSIO writes through this pointer at the first undefined value, whether null or not.
    var undefined: Int32 = 0
    ffgpvd(file, 1, 1, pixels, .nan, &values, &undefined, &status)
    try check(status, accepted: "\(counts[0]) × \(counts[1]) pixels")
    return try described(values, Int(counts[0]), Int(counts[1]))
  }

  /// The image with what its header says.
  func described(_ values: [Double], _ nx: Int, _ ny: Int) throws(AssayError) -> FITSImage {
    var image = FITSImage(
      x: FITSImage.Axis(name: "", first: 0, step: 1, count: nx),
      y: FITSImage.Axis(name: "", first: 0, step: 1, count: ny), values: values)
    var (x, y) = (image.x, image.y)
    x.referencePixel = 0
    y.referencePixel = 0
    for card in try cards() {
      switch (card.keyword, card.value) {
      case ("COMMENT", _): image.comments.append(card.comment)
      case ("HISTORY", _): image.history.append(card.comment)
      case ("EXTNAME", .text(let text)): image.name = text
      case ("BUNIT", .text(let text)): image.units = text
      case (let key, let value) where FITSImage.isReserved(key):
        if key.hasSuffix("1") { Self.take(String(key.dropLast()), value, into: &x) }
        if key.hasSuffix("2") { Self.take(String(key.dropLast()), value, into: &y) }
      default: image.cards.append(card)
      }
    }
    (image.x, image.y) = (x, y)
    return image
  }

  static func take(_ key: String, _ value: FITSImage.Card.Value, into axis: inout FITSImage.Axis) {
    switch (key, value) {
    case ("CTYPE", .text(let text)): axis.name = text
    case ("CUNIT", .text(let text)): axis.units = text
    case ("CRPIX", .number(let number)): axis.referencePixel = number
    case ("CRVAL", .number(let number)): axis.value = number
    case ("CDELT", .number(let number)): axis.step = number
    default: break
    }
  }

  /// All cards of the header, in its order; a comment's or history's text is in `comment`.
  func cards() throws(AssayError) -> [FITSImage.Card] {
    var status: Int32 = 0
    var (count, room): (Int32, Int32) = (0, 0)
    ffghsp(file, &count, &room, &status)
    var cards: [FITSImage.Card] = []
    for number in 1...max(1, count) where status == 0 && count > 0 {
      var name = [CChar](repeating: 0, count: Int(FLEN_KEYWORD) + 1)
      var value = [CChar](repeating: 0, count: Int(FLEN_VALUE) + 1)
      var comment = [CChar](repeating: 0, count: Int(FLEN_COMMENT) + 1)
      ffgkyn(file, number, &name, &value, &comment, &status)
      cards.append(FITSImage.Card(name, read: value, comment: comment))
    }
    try check(status, accepted: "a readable header")
    return cards
  }
}

extension FITSImage.Card {
  /// A card as CFITSIO hands it over in three texts.
  init(_ keyword: [CChar], read value: [CChar], comment: [CChar]) {
    let (keyword, value, comment) = (Self.text(keyword), Self.text(value), Self.text(comment))
    guard value.hasPrefix("'") else {
      // FITS allows the Fortran exponent D.
      if let number = Double(value.replacing("D", with: "E")) {
        self.init(keyword, number, comment: comment)
      } else {
        self.init(keyword, text: value, comment: comment)
      }
      return
    }
    let inner = value.dropFirst().dropLast(value.count > 1 ? 1 : 0)
    self.init(
      keyword, text: Self.trimmed(String(inner).replacing("''", with: "'")), comment: comment)
  }

  private static func text(_ buffer: [CChar]) -> String {
    trimmed(
      String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  /// Trailing spaces have no meaning in FITS.
  private static func trimmed(_ text: String) -> String {
    let end = text.utf8.lastIndex { $0 != 0x20 }
    return end.map { String(text[...$0]) } ?? ""
  }
}
