// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import Testing

@testable import Reporting

@Suite struct FormatTests {
  @Test(arguments: [
    (0.0, "0"), (2.2e-16, "2.2e-16"), (7.0401299e-27, "7.04013e-27"), (15.81, "15.81"),
    (123456, "123456"), (1_500_000, "1.5e6"), (-.infinity, "-infinite"), (.nan, "NaN"),
  ])
  func values(_ x: Double, _ expected: String) { #expect(Format.value(x) == expected) }

  @Test(arguments: [
    (2.0, 0.005, "2"), (1.000_000_001, 1e-9, "1.000000001"), (0.1, 1e-18, "0.1"),
    (0.49999999999999994, 5.5e-17, "0.49999999999999994"), (1.5, 0, "1.5"), (0, 1e-3, "0"),
    (123456.789, 1e-3, "123456.789"),
  ])
  func valuesShowTheDifferenceAskedFor(_ x: Double, _ step: Double, _ expected: String) {
    #expect(Format.value(x, resolving: step) == expected)
  }

  @Test(arguments: [
    (0.0, "0"), (0.0025, "+0.25 %"), (-0.25, "-25 %"), (2.2204e-16, "+2.22e-16"),
    (0.0001, "+0.01 %"), (.infinity, "+infinite"),
  ])
  func relative(_ x: Double, _ expected: String) {
    #expect(Format.relative(x, signed: true) == expected)
  }

  @Test(arguments: [
    (0.0, "0 %"), (0.43, "43 %"), (0.994, "99.4 %"), (0.9961, "99.6 %"),
    (0.99999, "99.9 %"), (1, "100 %"), (5, "500 %"),
    (50, "50 times"),
    (1e-9, "under 0.0001 %"), (.infinity, "beyond any bound"),
  ])
  func shares(_ x: Double, _ expected: String) { #expect(Format.share(x) == expected) }

  @Test(arguments: [
    (0.0, "0"), (1e-9, "0"), (0.002, "0.002"), (12.4, "12.4"), (1e6, "1000000"), (.nan, "0"),
  ])
  func decimalsHaveNoExponent(_ x: Double, _ expected: String) {
    #expect(Format.decimal(x) == expected)
  }

  @Test(arguments: [
    (0.0, "under 1 ms"), (73.4, "73.4 s"), (725, "12 min 5 s"), (7260, "2 h 1 min"),
    (.infinity, "unknown"),
  ])
  func seconds(_ x: Double, _ expected: String) { #expect(Format.seconds(x) == expected) }

  @Test(arguments: [(0.27, "0.27"), (0.99999, "1 − 1e-5"), (1, "1"), (1e-12, "1e-12")])
  func probabilities(_ p: Double, _ expected: String) {
    #expect(Format.probability(p) == expected)
  }

  @Test(arguments: [
    ("a | b", "a \\| b"), ("m_DM", "m_DM"), ("_x_", "\\_x\\_"), ("<b>", "\\<b\\>"),
    ("two\n\tlines", "two lines"), ("![x](y)", "!\\[x\\](y)"), ("a\u{1B}[31mb", "a \\[31mb"),
    ("see https://x.org/_a_|b", "see https://x.org/_a_%7Cb"), ("J&K", "J\\&K"),
  ])
  func markdownIsEscaped(_ text: String, _ expected: String) {
    #expect(MarkdownText.inline(text) == expected)
  }

  @Test(arguments: [("1. x", "1\\. x"), ("- x", "\\- x"), ("# x", "\\# x"), ("2020 x", "2020 x")])
  func paragraphsDoNotStartBlocks(_ text: String, _ expected: String) {
    #expect(MarkdownText.paragraph(text) == expected)
  }

  /// Whatever a cell holds, a table row keeps its number of cells and stays on one line.
  @Test(arguments: UInt64(1)...20)
  func tableRowsKeepTheirCells(_ seed: UInt64) {
    var random = Philox(seed: seed, stream: 0)
    let alphabet = Array("ab|\\`*_<>[]\n\r\t\u{0}\u{85}\u{2028} é×-#")
    let cells = (0..<3).map { _ in
      String((0..<12).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
    }
    let row = MarkdownText.table(
      ["x"],
      [
        [
          MarkdownText.inline(cells[0]), MarkdownText.inline(cells[1]),
          MarkdownText.code(cells[2]),
        ]
      ]
    ).split(separator: "\n", omittingEmptySubsequences: true)
    #expect(row.count == 3, "seed \(seed)")
    var bars = 0
    var escaped = false
    for c in row[2] {
      if c == "|", !escaped { bars += 1 }
      escaped = c == "\\" && !escaped
    }
    #expect(bars == 4, "seed \(seed): \(row[2])")
  }
}
