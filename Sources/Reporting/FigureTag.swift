// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// A level's place on its line, in pixels from the panel's lower left corner.
struct FigureTag {
  var text: String
  var x = 0.0
  var y = 0.0
  var width: Double
  let height = 19.0

  /// The middle of the longest part of the line inside the panel, or another place on it that
  /// leaves the tags `taken` readable; nil where the line is too short or has no such place.
  init?(
    _ text: String, on points: [(Double, Double)], within size: (Double, Double),
    beside taken: [FigureTag]
  ) {
    self.text = text
    width = 8 + 8.2 * Double(text.count { !"{}^".contains($0) })
    let run = Self.longestRun(points) {
      $0.0 > width / 2 && $0.0 < size.0 - width / 2 && $0.1 > height && $0.1 < size.1 - height
    }
    let steps = zip(run, run.dropFirst()).map { hypot($1.0 - $0.0, $1.1 - $0.1) }
    let length = steps.reduce(0, +)
    guard length > 2 * width else { return nil }
    for share in [0.5, 0.35, 0.65, 0.2, 0.8] {
      var left = share * length
      let i = steps.firstIndex { step in
        if left <= step { return true }
        left -= step
        return false
      }
      guard let i else { continue }
      let t = steps[i] > 0 ? left / steps[i] : 0
      x = run[i].0 + t * (run[i + 1].0 - run[i].0)
      y = run[i].1 + t * (run[i + 1].1 - run[i].1)
      if !taken.contains(where: overlaps) { return }
    }
    return nil
  }

  private func overlaps(_ other: FigureTag) -> Bool {
    abs(x - other.x) < (width + other.width) / 2 + 4 && abs(y - other.y) < height + 2
  }

  /// The longest series of neighbouring points that all pass, by their number.
  private static func longestRun(
    _ points: [(Double, Double)], where inside: ((Double, Double)) -> Bool
  ) -> [(Double, Double)] {
    var best: ArraySlice<(Double, Double)> = []
    var start = 0
    for end in 0...points.count where end == points.count || !inside(points[end]) {
      if end - start > best.count { best = points[start..<end] }
      start = end + 1
    }
    return Array(best)
  }
}
