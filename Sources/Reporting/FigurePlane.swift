// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// An image in its place in the data file, with its contours and the borders of its cells.
struct FigurePlane {
  /// The lines of one level, which share a block.
  struct Contour {
    var level: Double
    var block: Int
    var lines: [FigureContours.Line]
  }

  var image: Figure.Image
  var block: Int
  /// Borders of the columns and of the rows, one more than there are centres.
  var x: [Double]
  var y: [Double]
  var contours: [Contour]
  /// Of a map of the sky.
  var graticule: Graticule?

  init(_ image: Figure.Image, _ panel: Figure.Panel, from block: inout Int) {
    self.image = image
    self.block = block
    block += 1
    x = Self.borders(image.x, panel.x.logarithmic)
    y = Self.borders(image.y, panel.y.logarithmic)
    contours = []
    let logarithmic = (panel.x.logarithmic, panel.y.logarithmic)
    for level in image.contours {
      var lines = FigureContours.lines(image, level: level, logarithmic: logarithmic)
      if image.sky != nil { lines = lines.map(Mollweide.line) }
      contours.append(Contour(level: level, block: block, lines: lines))
      block += 1
    }
    if image.sky != nil { graticule = Graticule(from: &block) }
  }

  /// Half-way between the centres, and as far beyond the outermost, as the axis shows it.
  static func borders(_ centres: [Double], _ logarithmic: Bool) -> [Double] {
    guard let first = centres.first, centres.count > 1 else { return centres }
    let n = centres.count
    let step = { (a: Double, b: Double, t: Double) in
      FigureContours.between(a, b, t, logarithmic)
    }
    return [step(first, centres[1], -0.5)]
      + zip(centres, centres.dropFirst()).map { step($0, $1, 0.5) }
      + [step(centres[n - 2], centres[n - 1], 1.5)]
  }

  /// The image's block, as gnuplot's pm3d wants it: a point for each lower corner of a cell, with
  /// the cell's value; the last of each row and the last row only close the cells before them.
  var lines: String {
    let columns = image.x.count
    var text = ""
    for (j, low) in y.enumerated() {
      let row = min(j, image.y.count - 1) * columns
      for (i, left) in x.enumerated() {
        let value = image.values[row + min(i, columns - 1)]
        let corner = image.sky == nil ? (x: left, y: low) : Mollweide.point(left, low)
        text += "\(FigureData.number(corner.x))\t\(FigureData.number(corner.y))\t"
        text += "\(FigureData.number(value))\n"
      }
      text += j < y.count - 1 ? "\n" : ""
    }
    return text
  }
}

extension FigurePlane.Contour {
  /// The lines, a blank line between.
  var text: String {
    if lines.isEmpty { return "NaN\tNaN\n" }
    return lines.map { line in
      zip(line.x, line.y).map { "\(FigureData.number($0))\t\(FigureData.number($1))\n" }.joined()
    }.joined(separator: "\n")
  }
}

/// The colour scale of an image.
///
/// Numbers far from one are shown multiplied by a power of ten, on the colour bar and on the
/// contours alike, so that both stay short.
struct FigureColours {
  var low: Double
  var high: Double
  var power = 0
  var label: String

  init(_ image: Figure.Image, name: String) throws(AssayError) {
    let scale = Figure.Scale(image.label, range: image.range)
    let axis = try FigureAxis(scale, image.values, name: "\(name), image", fill: true)
    (low, high, label) = (axis.low, axis.high, image.label)
    let size = max(low.magnitude, high.magnitude)
    if size >= 1e-3 && size < 1e5 { return }
    // Beyond 300 the factor itself would not be a number.
    power = min(300, -Int(log10(size).rounded(.down)))
    (low, high) = (shown(low), shown(high))
    label = "(\(label)) × 10^{\(power)}"
  }

  /// The number that stands for a value.
  func shown(_ value: Double) -> Double { power == 0 ? value : value * pow(10, Double(power)) }
}
