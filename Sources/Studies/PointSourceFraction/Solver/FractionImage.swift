// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Counts of 32 × 32 pixels, row by row.
public struct FractionImage: Sendable, Equatable {
  public static let side = PhotonField().side

  public let counts: [UInt16]

  /// An image of psfrac-v1 with a given fraction of photons from sources.
  ///
  /// Throws `badValue` for a fraction outside [0, 1].
  public static func drawn(
    fraction: Double, seed: UInt64, number: Int
  ) throws(AssayError) -> FractionImage {
    guard (0...1).contains(fraction) else {
      throw .badValue(name: "fraction", found: "\(fraction)", accepted: "0 to 1")
    }
    return FractionImage(
      counts: PhotonField().images(
        1, fraction: fraction, seed: seed, name: "drawn \(number)", threads: 1
      ).counts)
  }

  init(counts: [UInt16]) { self.counts = counts }

  /// Reads 32 lines of 32 counts, separated by white space or commas.
  ///
  /// Throws `badInput` with the line for another number of lines or of counts, and for what is not a
  /// whole number of photons.
  public static func read(_ path: String) throws(AssayError) -> FractionImage {
    let table = try TextTable.read(path)
    guard table.rows.count == side else {
      throw .badInput(
        file: path, place: nil, found: "\(table.rows.count) lines of counts",
        accepted: "\(side) lines")
    }
    var counts: [UInt16] = []
    for row in table.rows {
      guard row.fields.count == side else {
        throw .badInput(
          file: path, place: "line \(row.line)", found: "\(row.fields.count) counts",
          accepted: "\(side) counts")
      }
      for (column, field) in row.fields.enumerated() {
        // Whole numbers are also written 4.0 or 1e1; nan and inf are refused as numbers.
        guard let number = Double(field), let count = UInt16(exactly: number), count <= most else {
          throw .badInput(
            file: path, place: "line \(row.line), column \(column + 1)", found: "\"\(field)\"",
            accepted: "a whole number of photons from 0 to \(most)")
        }
        counts.append(count)
      }
    }
    guard counts.contains(where: { $0 > 0 }) else {
      throw .badInput(
        file: path, place: nil, found: "no photons", accepted: "an image with some")
    }
    return FractionImage(counts: counts)
  }

  /// The largest count that the one-point distribution is made for.
  static let most = 400

  public var mean: Double {
    Double(counts.reduce(0) { $0 + Int($1) }) / Double(counts.count)
  }

  /// For a terminal: each pixel two characters, darker for more photons.
  ///
  /// - Parameter colour: backgrounds of the 256 colours of terminals instead of characters.
  public func text(colour: Bool) -> String {
    let ramp = Array(" .:-=+*#%@")
    // From black over red to white.
    let colours = [16, 52, 88, 124, 160, 166, 208, 214, 221, 231]
    return (0..<Self.side).map { row in
      let line = (0..<Self.side).map { column in
        let level = min(Int(counts[row * Self.side + column]) * 2 / 3, ramp.count - 1)
        return colour
          ? "\u{1B}[48;5;\(colours[level])m  " : String(repeating: ramp[level], count: 2)
      }
      return line.joined() + (colour ? "\u{1B}[0m" : "")
    }.joined(separator: "\n")
  }

  public func figure(title: String) -> Figure {
    Figure(
      id: "fraction-image", title: title,
      caption: "Photons in pixels of 0.5 deg: what fraction comes from sources?",
      panels: [FractionFigures.panel("", counts, Self.side)])
  }

  var images: PhotonImages {
    PhotonImages(side: Self.side, fractions: [.nan], counts: counts)
  }
}
