// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Mustache
internal import Numerics

/// The shell of every HTML page that leaves this program: one file, no network.
///
/// Its content security policy forbids whatever would be loaded from elsewhere, and every script
/// but the page's own, which is named by its SHA-256.
enum HTMLPage {
  /// A whole page; `body` is HTML, `title` plain text, `script` runs at the end of the body.
  static func text(title: String, body: String, script: String = "") throws(AssayError) -> String {
    var values: [String: Any] = [
      "title": title, "style": resource("style.css"), "body": body, "scripts": "'none'",
    ]
    if !script.isEmpty {
      values["script"] = script
      values["scripts"] = "'sha256-\(digest(script))'"
    }
    return try render("page", values)
  }

  /// Renders a template of the folder Templates/ by its name; `{{x}}` is escaped, `{{{x}}}` is HTML.
  ///
  /// - Throws: `failed` for a template that does not parse, which is a fault of this program.
  static func render(_ name: String, _ values: [String: Any]) throws(AssayError) -> String {
    switch templates[name]! {
    case .success(let template): return template.render(values)
    case .failure(let error): throw error
    }
  }

  /// The script of the report: sorting, filters, copying of commands.
  static var reportScript: String { resource("report.js") }

  /// Each template is parsed once.
  private static let templates: [String: Result<MustacheTemplate, AssayError>] = {
    MustacheContentTypes.register(EscapedText(), named: "REPORT")
    let names = ["page", "report", "study", "comparison", "bench", "difference"]
    return Dictionary(uniqueKeysWithValues: names.map { ($0, parse($0)) })
  }()

  private static func parse(_ name: String) -> Result<MustacheTemplate, AssayError> {
    do {
      let text = "{{% CONTENT_TYPE:REPORT}}\n" + resource(name + ".mustache")
      return .success(try MustacheTemplate(string: text))
    } catch {
      return .failure(.failed("template \(name): \(error)"))
    }
  }

  private static func resource(_ name: String) -> String {
    let bytes =
      switch name {
      case "page.mustache": PackageResources.page_mustache
      case "report.mustache": PackageResources.report_mustache
      case "study.mustache": PackageResources.study_mustache
      case "comparison.mustache": PackageResources.comparison_mustache
      case "bench.mustache": PackageResources.bench_mustache
      case "difference.mustache": PackageResources.difference_mustache
      case "style.css": PackageResources.style_css
      case "report.js": PackageResources.report_js
      default: preconditionFailure("no template \(name)")
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// SHA-256 in base 64, as a content security policy names a script.
  private static func digest(_ text: String) -> String {
    Data(SHA256.digest(text.utf8)).base64EncodedString()
  }

  /// The templates' own escaping goes by characters and so misses a quote that carries a
  /// combining mark.
  private struct EscapedText: MustacheContentType {
    func escapeText(_ text: String) -> String { HTMLText.escape(text) }
  }
}
