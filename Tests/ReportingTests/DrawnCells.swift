// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A filled shape of an SVG, as a reader sees it.
struct DrawnCell: Equatable {
  var colour: String
  /// Corners in pixels, from the upper left of the page.
  var corners: [[Double]]

  /// The filled shapes of a compacted SVG, in the order of the file.
  static func all(in svg: String) -> [DrawnCell] {
    svg.split(separator: "\n").flatMap { (line: Substring) -> [DrawnCell] in
      let fine = "<path transform=\"scale(.1)\" fill=\""
      let unit = line.hasPrefix(fine) ? 0.1 : 1
      guard unit < 1 || line.hasPrefix("<path fill=\"#") else { return [] }
      let text = line.dropFirst(unit < 1 ? fine.count : "<path fill=\"".count)
      let data = text.components(separatedBy: " d=\"")[1].prefix { $0 != "\"" }
      return data.split(separator: "z").map {
        DrawnCell(colour: String(text.prefix(7)), corners: corners($0, unit))
      }
    }
  }

  /// `M x y`, then `l dx dy dx dy`, `h dx` and `v dy`, where a minus sign may stand for a space.
  private static func corners(_ data: Substring, _ unit: Double) -> [[Double]] {
    var corners: [[Double]] = []
    var place = [0.0, 0.0]
    for match in data.matches(of: /([Mlhv])([-0-9 ]+)/) {
      let numbers = match.output.2.matches(of: /-?[0-9]+/).map { Double($0.output)! }
      let steps: [[Double]] =
        switch match.output.1 {
        case "h": [[numbers[0], 0]]
        case "v": [[0, numbers[0]]]
        default: stride(from: 0, to: numbers.count, by: 2).map { Array(numbers[$0...$0 + 1]) }
        }
      for step in steps {
        place = [place[0] + step[0], place[1] + step[1]]
        corners.append(place.map { $0 * unit })
      }
    }
    return corners
  }
}
