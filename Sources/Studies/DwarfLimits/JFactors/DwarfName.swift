// SPDX-License-Identifier: GPL-3.0-or-later

/// Names of dwarfs as papers and programs write them, brought to one form.
///
/// "Leo II", "leo_II", "LeoII" and "leo-ii" are one dwarf; so are "Segue 1" and "SegueI".
public enum DwarfName {
  private static let numerals = ["1": "i", "2": "ii", "3": "iii", "4": "iv", "5": "v"]
  private static let short = ["umi": "ursaminor", "umai": "ursamajori", "umaii": "ursamajorii"]

  /// Letters and digits in lower case, a final digit 1 to 5 as a Roman numeral.
  public static func normal(_ name: String) -> String {
    var text = name.lowercased().filter { $0.isLetter || $0.isNumber }
    if let last = text.last, let numeral = numerals[String(last)],
      text.dropLast().last.map({ $0.isLetter }) ?? false
    {
      text = String(text.dropLast()) + numeral
    }
    return short[text] ?? text
  }
}
