// SPDX-License-Identifier: GPL-3.0-or-later

/// A two-dimensional image of a FITS file (FITS standard 4.0, sections 7.1 and 8): 64-bit floats
/// on a plane whose axes are linear in their world coordinate.
///
/// The coordinate of pixel p (the first is 1) along an axis is
///
///     CRVAL + (p - CRPIX) CDELT                                                            (1)
///
/// A logarithmic axis is one whose coordinate is the logarithm, and says so in its name, such as
/// "LOG10-M": the nonlinear "-LOG" code of the standard is not used.
public struct FITSImage: Sendable, Equatable {
  /// One axis with equation (1).
  public struct Axis: Sendable, Equatable {
    /// Value of CTYPE; empty where there is none.
    public var name: String
    /// Value of CUNIT; nil where there is none.
    public var units: String?
    /// Pixel at which the coordinate is `value` (CRPIX), from 1.
    public var referencePixel: Double
    /// Coordinate at the reference pixel (CRVAL).
    public var value: Double
    /// Distance of neighbouring pixels (CDELT).
    public var step: Double
    /// Number of pixels (NAXIS1 or NAXIS2).
    public var count: Int

    /// An axis whose first pixel has its centre at `first`.
    public init(name: String, units: String? = nil, first: Double, step: Double, count: Int) {
      (self.name, self.units, self.step, self.count) = (name, units, step, count)
      (referencePixel, value) = (1, first)
    }

    /// Coordinates (1) of the pixels' centres, in order.
    public var coordinates: [Double] {
      (0..<max(0, count)).map { value + (Double($0 + 1) - referencePixel) * step }
    }
  }

  /// A header card beyond those that this type writes by itself.
  public struct Card: Sendable, Equatable {
    public enum Value: Sendable, Equatable {
      case number(Double)
      /// Reads back as a number.
      case integer(Int)
      /// Printable ASCII; trailing spaces do not survive.
      case text(String)
    }

    /// At most 8 of A-Z, 0-9, '-' and '_'.
    public var keyword: String
    public var value: Value
    public var comment: String

    public init(_ keyword: String, _ number: Double, comment: String = "") {
      (self.keyword, value, self.comment) = (keyword, .number(number), comment)
    }

    public init(_ keyword: String, integer: Int, comment: String = "") {
      (self.keyword, value, self.comment) = (keyword, .integer(integer), comment)
    }

    public init(_ keyword: String, text: String, comment: String = "") {
      (self.keyword, value, self.comment) = (keyword, .text(text), comment)
    }
  }

  /// Name of the image (EXTNAME); empty where there is none.
  public var name: String
  public var x: Axis
  public var y: Axis
  /// x fastest; undefined pixels are not-a-number.
  public var values: [Double]
  /// Unit of the values (BUNIT); nil where there is none.
  public var units: String?
  public var cards: [Card]
  /// COMMENT cards; a text of more than 72 characters reads back as several.
  public var comments: [String]
  /// HISTORY cards, likewise.
  public var history: [String]

  public init(
    name: String = "", x: Axis, y: Axis, values: [Double], units: String? = nil,
    cards: [Card] = [], comments: [String] = [], history: [String] = []
  ) {
    (self.name, self.x, self.y, self.values, self.units) = (name, x, y, values, units)
    (self.cards, self.comments, self.history) = (cards, comments, history)
  }

  /// Keywords that belong to the structure, to other members of this type or to CFITSIO; no card
  /// may carry them.
  static func isReserved(_ keyword: String) -> Bool {
    let fixed: Set = [
      "", "SIMPLE", "XTENSION", "BITPIX", "EXTEND", "PCOUNT", "GCOUNT", "GROUPS", "END", "BSCALE",
      "BZERO", "BLANK", "BUNIT", "EXTNAME", "COMMENT", "HISTORY", "CONTINUE", "CHECKSUM", "DATASUM",
      "LONGSTRN", "NAXIS", "INHERIT", "TFIELDS", "THEAP",
    ]
    let axis = [
      "NAXIS", "CTYPE", "CUNIT", "CRPIX", "CRVAL", "CDELT", "TTYPE", "TFORM", "TUNIT", "TNULL",
      "TSCAL", "TZERO", "TDIM", "TDISP", "TBCOL",
    ]
    return fixed.contains(keyword)
      || axis.contains { keyword.hasPrefix($0) && Int(keyword.dropFirst($0.count)) != nil }
  }
}
