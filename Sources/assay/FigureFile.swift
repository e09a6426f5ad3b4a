// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Reporting

/// A figure drawn to one file of the user's choice.
enum FigureFile {
  static func kind(of path: String) throws(AssayError) -> FigureRenderer.Image {
    let ending = (path as NSString).pathExtension
    guard let kind = FigureRenderer.Image(rawValue: ending.lowercased()) else {
      throw .usage("--figure \(path): found ending '.\(ending)'; accepted: .svg, .png")
    }
    return kind
  }

  /// Draws in a folder of its own and puts the image in place of `path`, whole or not at all.
  static func write(_ figure: Figure, to path: String) throws(AssayError) {
    let kind = try kind(of: path)
    let folder = NSTemporaryDirectory() + "assay-figure-" + UUID().uuidString
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(folder, reason: error.localizedDescription)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let drawn = try FigureRenderer.render(figure, into: folder, images: [kind])
    guard let image = drawn.images[kind], let bytes = FileManager.default.contents(atPath: image)
    else {
      throw .failed("figure \(figure.id): the drawn image cannot be read")
    }
    try AtomicFile.write(bytes, to: path)
  }
}
