// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A filled shape of an SVG, as a reader sees it.
struct DrawnCell: Equatable {
  var colour: String
  /// Corners in pixels, from the upper left of the page.
  var corners: [[Double]]

  /// The filled shapes of a compacted SVG, in the order of the file.
  static func all(in svg: String) -> [DrawnCell] {
    svg.components(separatedBy: "<path transform=\"scale(.1)\" fill=\"").dropFirst().flatMap {
      (text: String) -> [DrawnCell] in
      let colour = String(text.prefix(7))
      let data = text.components(separatedBy: " d=\"")[1].prefix { $0 != "\"" }
      return data.split(separator: "z").map { DrawnCell(colour: colour, corners: corners($0)) }
    }
  }

  /// `M x y l dx dy dx dy`, where a minus sign may stand for the space before it.
  private static func corners(_ data: Substring) -> [[Double]] {
    let text = data.dropFirst().replacing("l", with: " ").replacing("-", with: " -")
    let numbers = text.split(separator: " ").map { Double(String($0))! }
    var place = [0.0, 0.0]
    return stride(from: 0, to: numbers.count, by: 2).map { i in
      place = [place[0] + numbers[i], place[1] + numbers[i + 1]]
      return place.map { $0 / 10 }
    }
  }
}
