// SPDX-License-Identifier: GPL-3.0-or-later
private import CCFITSIO

extension FITSTable {
  /// Reads a binary or ASCII table extension by its number; the first after the primary is 1.
  ///
  /// - Parameters:
  ///   - columns: names of the columns to read; all without it. Columns of single numbers or of text
  ///     can be read; anything else among the wanted ones is refused.
  ///   - keywords: header keywords wanted in ``cards``; those that the file lacks are left out.
  ///   - flattening: whether a column of several numbers a row is read too, as one list.
  public static func read(
    _ path: String, extension number: Int = 1, columns: [String]? = nil, keywords: [String] = [],
    flattening: Bool = false
  ) throws(AssayError) -> FITSTable {
    let wanted = Wanted(columns: columns, keywords: keywords, flattening: flattening)
    return try Reader.read(path, wanted) { file, status in
      var kind: Int32 = 0
      ffmahd(file, Int32(clamping: number + 1), &kind, &status)
    }
  }

  /// Reads a table extension by its name (EXTNAME).
  public static func read(
    _ path: String, extension name: String, columns: [String]? = nil
  ) throws(AssayError) -> FITSTable {
    try Reader.read(path, Wanted(columns: columns)) { file, status in
      let names = CStrings([name])
      ffmnhd(file, ANY_HDU, names.pointers[0], 0, &status)
    }
  }
}

private struct Wanted {
  var columns: [String]?
  var keywords: [String] = []
  var flattening = false
}

/// One open file while a table is read from it.
private struct Reader {
  let path: String
  let wanted: Wanted
  let file: UnsafeMutablePointer<fitsfile>

  static func read(
    _ path: String, _ wanted: Wanted,
    moving move: (UnsafeMutablePointer<fitsfile>, inout Int32) -> Void
  ) throws(AssayError) -> FITSTable {
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
    let reader = Reader(path: path, wanted: wanted, file: file)
    try reader.check(status, "extension", accepted: "a table extension of this file")
    return try reader.table()
  }

  func check(_ status: Int32, _ place: String, accepted: String) throws(AssayError) {
    guard status != 0 else { return }
    throw .badInput(file: path, place: place, found: FITSError.text(status), accepted: accepted)
  }

  func table() throws(AssayError) -> FITSTable {
    var status: Int32 = 0
    var kind: Int32 = 0
    ffghdt(file, &kind, &status)
    guard status == 0 && kind != IMAGE_HDU else {
      throw .badInput(file: path, place: "extension", found: "an image", accepted: "a table")
    }
    var rows: Int64 = 0
    var count: Int32 = 0
    ffgnrwll(file, &rows, &status)
    ffgncl(file, &count, &status)
    try check(status, "table header", accepted: "a table")
    let names = (0..<count).map { text("TTYPE\($0 + 1)") ?? "" }
    for name in wanted.columns ?? [] where !names.contains(name) {
      throw .badInput(
        file: path, place: "column \(name)", found: "columns \(names.joined(separator: ", "))",
        accepted: "a table with this column")
    }
    var table = FITSTable(name: text("EXTNAME") ?? "", columns: [])
    for keyword in wanted.keywords {
      if let card = try card(keyword) { table.cards.append(card) }
    }
    for name in wanted.columns ?? names {
      table.columns.append(try column(names.firstIndex(of: name)! + 1, name, Int(rows)))
    }
    return table
  }

  func column(_ number: Int, _ name: String, _ rows: Int) throws(AssayError) -> FITSTable.Column {
    var status: Int32 = 0
    var type: Int32 = 0
    var count = 0
    var width = 0
    // CFITSIO writes through this pointer at the first undefined value, whether null or not.
    var undefined: Int32 = 0
    let place = "column \(name)"
    ffgtcl(file, Int32(number), &type, &count, &width, &status)
    try check(status, place, accepted: "a readable column")
    let units = text("TUNIT\(number)")
    if type == TSTRING {
      let strings = CStrings(count: rows, width: count)
      let blank = CStrings([""])
      ffgcvs(
        file, Int32(number), 1, 1, Int64(rows), blank.pointers[0], strings.pointers, &undefined,
        &status)
      try check(status, place, accepted: "\(rows) rows of text")
      return FITSTable.Column(name: name, units: units, text: try strings.texts(path, place))
    }
    let plain = [TBYTE, TSBYTE, TSHORT, TUSHORT, TINT, TUINT, TLONG, TULONG, TLONGLONG, TFLOAT]
    guard (plain + [TDOUBLE]).contains(type) && (count == 1 || wanted.flattening && count > 1)
    else {
      throw .badInput(
        file: path, place: place, found: "\(count) values of FITS type \(type) a row",
        accepted: "one number or a text a row")
    }
    // A header can promise more than memory holds; the file's own length bounds it.
    let (cells, overflow) = rows.multipliedReportingOverflow(by: count)
    guard !overflow, cells <= file.pointee.Fptr.pointee.filesize else {
      throw .badInput(
        file: path, place: place, found: "\(rows) rows in a file that is shorter",
        accepted: "a whole file")
    }
    var values = [Double](repeating: 0, count: cells)
    ffgcvd(file, Int32(number), 1, 1, Int64(cells), .nan, &values, &undefined, &status)
    try check(status, place, accepted: "\(rows) rows of numbers")
    return FITSTable.Column(name: name, units: units, values: values)
  }

  /// The text of a header keyword; nil where there is none.
  func text(_ keyword: String) -> String? {
    var status: Int32 = 0
    var buffer = [CChar](repeating: 0, count: Int(FLEN_VALUE) + 1)
    ffgkys(file, keyword, &buffer, nil, &status)
    guard status == 0 else { return nil }
    let text = String(
      decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.isEmpty ? nil : text
  }

  /// A card of the header; nil where there is none.
  func card(_ keyword: String) throws(AssayError) -> FITSImage.Card? {
    var status: Int32 = 0
    var value = [CChar](repeating: 0, count: Int(FLEN_VALUE) + 1)
    var comment = [CChar](repeating: 0, count: Int(FLEN_COMMENT) + 1)
    ffgkey(file, keyword, &value, &comment, &status)
    if status == KEY_NO_EXIST {
      CFITSIOMessages.forget()
      return nil
    }
    try check(status, "keyword \(keyword)", accepted: "a readable header")
    let name = keyword.utf8.map(CChar.init(bitPattern:)) + [0]
    return FITSImage.Card(name, read: value, comment: comment)
  }
}
