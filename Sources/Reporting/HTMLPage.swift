// SPDX-License-Identifier: GPL-3.0-or-later
internal import Mustache
internal import Numerics

/// The shell of every HTML page that leaves this program: one file, no network.
enum HTMLPage {
  /// A whole page; `body` is HTML, `title` plain text.
  static func text(title: String, body: String) throws(AssayError) -> String {
    try render("page", ["title": title, "style": resource("style.css"), "body": body])
  }

  /// Renders a template of the folder Templates/ by its name.
  ///
  /// - Throws: `failed` for a template that does not parse, which is a fault of this program.
  static func render(_ name: String, _ values: [String: Any]) throws(AssayError) -> String {
    do {
      return try MustacheTemplate(string: resource(name + ".mustache")).render(values)
    } catch {
      throw .failed("template \(name): \(error)")
    }
  }

  private static func resource(_ name: String) -> String {
    switch name {
    case "page.mustache": String(decoding: PackageResources.page_mustache, as: UTF8.self)
    case "comparison.mustache":
      String(decoding: PackageResources.comparison_mustache, as: UTF8.self)
    case "style.css": String(decoding: PackageResources.style_css, as: UTF8.self)
    default: preconditionFailure("no template \(name)")
    }
  }
}
