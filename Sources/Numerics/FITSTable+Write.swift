// SPDX-License-Identifier: GPL-3.0-or-later
private import CCFITSIO

extension FITSTable {
  /// Writes a file with an empty primary array and this table as its first extension; numbers as
  /// 64-bit floats. The file appears whole or not at all.
  public func write(to path: String) throws(AssayError) {
    try check()
    try AtomicFile.replace(path) { (temporary: String) throws(AssayError) in
      var file: UnsafeMutablePointer<fitsfile>?
      var status: Int32 = 0
      CFITSIOMessages.forget()
      ffdkinit(&file, temporary, &status)
      writeTable(to: file, &status)
      // Closing flushes, so a full disk can show here; a nonzero status stays the first one.
      if let file { ffclos(file, &status) }
      guard status == 0 else {
        throw AssayError.cannotWrite(path, reason: FITSError.text(status))
      }
    }
  }

  private func check() throws(AssayError) {
    guard let rows = columns.first?.count, columns.allSatisfy({ $0.count == rows }) else {
      throw .badValue(
        name: "columns of a FITS table", found: "\(columns.map(\.count)) rows",
        accepted: "at least one column, all of the same length")
    }
    for comment in comments where !comment.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
      throw .badValue(name: "FITS comment", found: "\"\(comment)\"", accepted: "printable ASCII")
    }
    for card in cards {
      try card.check(of: "table")
      if card.line.utf8.count > 80 {
        throw .badValue(
          name: "FITS header card", found: "\(card.line.utf8.count) characters: \"\(card.line)\"",
          accepted: "at most 80 characters")
      }
    }
    for column in columns {
      var texts = [column.name, column.units ?? ""]
      if case .text(let values) = column.values { texts += values }
      // FITS admits only these bytes in header values and text columns.
      for text in texts where !text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
        throw .badValue(
          name: "FITS column \(column.name)", found: "\"\(text)\"", accepted: "printable ASCII")
      }
    }
  }

  private func writeTable(to file: UnsafeMutablePointer<fitsfile>?, _ status: inout Int32) {
    guard status == 0 else { return }
    let forms = columns.map { column in
      guard case .text(let values) = column.values else { return "1D" }
      return "\(max(1, values.map(\.utf8.count).max() ?? 1))A"
    }
    let names = CStrings(columns.map(\.name))
    let formats = CStrings(forms)
    let units = CStrings(columns.map { $0.units ?? "" })
    ffcrtb(
      file, BINARY_TBL, 0, Int32(columns.count), names.pointers, formats.pointers, units.pointers,
      name.isEmpty ? nil : name, &status)
    for card in cards { ffprec(file, card.line, &status) }
    for comment in comments { ffpcom(file, comment, &status) }
    for (index, column) in columns.enumerated() where column.count > 0 {
      let rows = Int64(column.count)
      switch column.values {
      case .numbers(var values):
        ffpcld(file, Int32(index + 1), 1, 1, rows, &values, &status)
      case .text(let values):
        let strings = CStrings(values)
        ffpcls(file, Int32(index + 1), 1, 1, rows, strings.pointers, &status)
      }
    }
  }
}
