// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Reporting

@Suite struct HTMLTextTests {
  @Test(arguments: [
    ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
    ("\"quoted\" 'so'", "&quot;quoted&quot; &#39;so&#39;"),
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    // One character to Swift, two to a browser: the quote would end an attribute.
    ("x\"\u{301} onfocus=alert(1)", "x&quot;\u{301} onfocus=alert(1)"),
    ("<\u{338}b>", "&lt;\u{338}b&gt;"),
    ("bell\u{7}, delete\u{7F}, line\nbreak", "bell, delete, line\nbreak"),
    ("σ ≤ 3 · 10⁻²⁶", "σ ≤ 3 · 10⁻²⁶"),
  ])
  func textIsEscaped(_ text: String, _ html: String) { #expect(HTMLText.escape(text) == html) }

  @Test(arguments: [
    (
      "Table 1 of arXiv:2001.00001, v2",
      "Table 1 of <a href=\"https://arxiv.org/abs/2001.00001\">arXiv:2001.00001</a>, v2"
    ),
    (
      "(arXiv:astro-ph/0409513)",
      "(<a href=\"https://arxiv.org/abs/astro-ph/0409513\">arXiv:astro-ph/0409513</a>)"
    ),
    (
      "see https://toy.org/a_b?x=1&y=2.",
      "see <a href=\"https://toy.org/a_b?x=1&amp;y=2\">https://toy.org/a_b?x=1&amp;y=2</a>."
    ),
    (
      "doi:10.1000/toy1; <b>",
      "<a href=\"https://doi.org/10.1000/toy1\">doi:10.1000/toy1</a>; &lt;b&gt;"
    ),
    ("javascript:alert(1) is no address", "javascript:alert(1) is no address"),
    ("https://x\"onclick=y", "<a href=\"https://x\">https://x</a>&quot;onclick=y"),
  ])
  func addressesBecomeLinks(_ text: String, _ html: String) {
    #expect(HTMLText.linked(text) == html)
  }

  @Test func downloadHoldsEveryByte() throws {
    let text = "@misc{a,\n  title = {100 % of “Größe” & <tags> \"quoted\" + #1}\n}\n"
    let address = HTMLText.download(text, type: "application/x-bibtex")
    let data = address.drop { $0 != "," }.dropFirst()
    #expect(address.hasPrefix("data:application/x-bibtex;charset=utf-8,"))
    #expect(String(data).removingPercentEncoding == text)
    #expect(!address.contains { "<>\"' &#+".contains($0) })
  }

  @Test func tickedTextBecomesCode() {
    #expect(HTMLText.ticked("run `a < b` now") == "run <code>a &lt; b</code> now")
  }
}
