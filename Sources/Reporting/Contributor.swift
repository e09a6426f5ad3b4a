// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Who made a run and answers for it. Nobody is looked up: only what the user gives is written.
public struct Contributor: Sendable, Equatable {
  public var name: String?
  /// Plain, such as "0000-0002-1825-0097".
  public var orcid: String?
  public var organisation: String?
  /// Plain, such as "05dxps055".
  public var ror: String?

  public static let unnamed = Contributor()

  private init() {}

  /// - Throws: `badValue` for an ORCID or ROR that cannot be one, or that stands alone.
  public init(
    name: String?, orcid: String?, organisation: String?, ror: String?
  ) throws(AssayError) {
    self.name = name
    self.organisation = organisation
    if let orcid {
      guard name != nil else {
        throw .badValue(
          name: "orcid", found: "\(orcid) without a name", accepted: "a name beside it")
      }
      self.orcid = try Self.orcid(orcid)
    }
    if let ror {
      guard organisation != nil else {
        throw .badValue(
          name: "ror", found: "\(ror) without an organisation",
          accepted: "an organisation beside it")
      }
      self.ror = try Self.ror(ror)
    }
  }

  /// Four groups of four digits, the last of which is the check digit of ISO 7064, MOD 11-2.
  static func orcid(_ text: String) throws(AssayError) -> String {
    let plain = text.replacing("https://orcid.org/", with: "").uppercased()
    let digits = plain.filter { $0 != "-" }
    let groups = plain.split(separator: "-", omittingEmptySubsequences: false)
    let sum = digits.dropLast().reduce(0) { ($0 + ($1.wholeNumberValue ?? 0)) * 2 }
    let check = (12 - sum % 11) % 11
    guard groups.count == 4, groups.allSatisfy({ $0.count == 4 }),
      digits.dropLast().allSatisfy({ $0.isASCII && $0.isNumber }),
      digits.last == (check == 10 ? "X" : Character(String(check)))
    else {
      throw .badValue(
        name: "orcid", found: text,
        accepted: "an ORCID with its check digit, such as 0000-0002-1825-0097")
    }
    return plain
  }

  /// A zero, six letters or digits, two digits.
  static func ror(_ text: String) throws(AssayError) -> String {
    let plain = text.replacing("https://ror.org/", with: "").lowercased()
    let letters = Array(plain)
    guard letters.count == 9, letters[0] == "0", letters.allSatisfy(\.isASCII),
      letters.allSatisfy({ $0.isLetter || $0.isNumber }), letters[7...].allSatisfy(\.isNumber)
    else {
      throw .badValue(name: "ror", found: text, accepted: "a ROR identifier, such as 05dxps055")
    }
    return plain
  }
}
