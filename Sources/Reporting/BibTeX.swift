// SPDX-License-Identifier: GPL-3.0-or-later

extension BibliographyEntry {
  /// The entry in BibTeX's own form; letters beyond ASCII stay as they are (UTF-8).
  public var bibTeX: String {
    var lines = [
      ("author", BibTeX.authors(authors)),
      // A second pair of braces keeps capitals that styles would lower.
      ("title", "{\(BibTeX.text(title))}"),
    ]
    if let year { lines.append(("year", String(year))) }
    lines += fields.map { ($0.name, BibTeX.text($0.value)) }
    if let arXiv { lines += [("eprint", BibTeX.verbatim(arXiv)), ("archivePrefix", "arXiv")] }
    if let doi { lines.append(("doi", BibTeX.verbatim(doi))) }
    if let url { lines.append(("url", BibTeX.verbatim(url))) }
    if let note { lines.append(("note", BibTeX.text(note))) }
    let body = lines.map { "  \($0.0) = {\($0.1)}" }.joined(separator: ",\n")
    return "@\(kind.rawValue){\(key),\n\(body)\n}\n"
  }
}

/// Text as BibTeX and TeX want it.
enum BibTeX {
  /// Prose: TeX's special characters are escaped, so braces always balance.
  static func text(_ text: String) -> String {
    var result = ""
    for scalar in MarkdownText.oneLine(text).unicodeScalars {
      switch scalar {
      case "&", "%", "$", "#", "_": result += "\\\(scalar)"
      // BibTeX counts braces even behind a backslash.
      case "{": result += "\\textbraceleft "
      case "}": result += "\\textbraceright "
      case "~": result += "\\textasciitilde "
      case "^": result += "\\textasciicircum "
      case "\\": result += "\\textbackslash "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Identifiers and addresses, which styles take literally; what would unbalance an entry is
  /// written as URLs write it.
  static func verbatim(_ text: String) -> String {
    MarkdownText.oneLine(text).replacing("{", with: "%7B").replacing("}", with: "%7D")
      .replacing("\\", with: "%5C").replacing(" ", with: "%20")
  }

  /// "Boddy, Shams Es Haghi" as "Boddy and {Shams Es Haghi}", "S. Caron" as "Caron, S.", "Górski
  /// et al." as "Górski and others". Anything else, such as a collaboration, is one literal name.
  static func authors(_ list: String) -> String {
    var names = list.split(separator: ",").map { $0.trimming(while: \.isWhitespace) }
    var others = false
    if let last = names.last, last.hasSuffix(" et al.") {
      names[names.count - 1] = last.dropLast(7)
      others = true
    }
    let literal = [
      "(", ")", " and ", " et al", "Collaboration", "community", "Group", "authors", "Inc.", "{",
      "}",
    ]
    // One word in lower case, or with capitals in a row, names a project and no person.
    if names.count == 1, !others, !list.contains(" "), let first = list.first,
      first.isLowercase || list.prefix(2).allSatisfy(\.isUppercase)
    {
      return "{\(text(list))}"
    }
    if names.isEmpty || names.contains(where: { name in literal.contains { name.contains($0) } }) {
      return "{\(text(list))}"
    }
    return (names.map { person($0) } + (others ? ["others"] : [])).joined(separator: " and ")
  }

  /// Initials after the surname; a surname of several words in braces.
  private static func person(_ name: Substring) -> String {
    let words = name.split(separator: " ")
    let initials = words.prefix { $0.hasSuffix(".") }
    let surname = words.dropFirst(initials.count).joined(separator: " ")
    if surname.isEmpty { return "{\(text(String(name)))}" }
    let written = surname.contains(" ") ? "{\(text(surname))}" : text(surname)
    return initials.isEmpty ? written : "\(written), \(initials.joined(separator: " "))"
  }
}

extension Substring {
  fileprivate func trimming(while unwanted: (Character) -> Bool) -> Substring {
    var rest = drop(while: unwanted)
    while let last = rest.last, unwanted(last) { rest.removeLast() }
    return rest
  }
}
