// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// The licence under which the numbers of a run are passed on.
public struct PublishedLicence: Sendable, Equatable {
  /// The SPDX identifier.
  public var id: String
  public var name: String
  /// The licence's own page.
  public var url: String

  /// What a crate names it by.
  var spdx: String { "https://spdx.org/licenses/\(id)" }

  public static let known = [
    PublishedLicence(
      id: "CC0-1.0", name: "CC0", url: "https://creativecommons.org/publicdomain/zero/1.0/"),
    PublishedLicence(
      id: "CC-BY-4.0", name: "CC BY 4.0", url: "https://creativecommons.org/licenses/by/4.0/"),
    PublishedLicence(
      id: "CC-BY-SA-4.0", name: "CC BY-SA 4.0",
      url: "https://creativecommons.org/licenses/by-sa/4.0/"),
    PublishedLicence(
      id: "GPL-3.0-or-later", name: "GPL 3.0 or later",
      url: "https://www.gnu.org/licenses/gpl-3.0.html"),
    PublishedLicence(id: "MIT", name: "MIT", url: "https://opensource.org/license/mit"),
  ]

  /// The licence of that SPDX identifier.
  ///
  /// - Throws: `badValue` for one that is not known here.
  public static func named(_ id: String) throws(AssayError) -> PublishedLicence {
    guard let licence = known.first(where: { $0.id.lowercased() == id.lowercased() }) else {
      throw .badValue(
        name: "licence", found: id, accepted: known.map(\.id).joined(separator: ", "))
    }
    return licence
  }
}
