// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
public import Harness
public import Numerics

/// The files that one drawn figure left in a folder.
public struct RenderedFigure: Sendable, Equatable {
  public var id: String
  /// Paths of the numbers, the script, and the images made from them.
  public var data: String
  public var script: String
  public var images: [FigureRenderer.Image: String]
}

/// Draws figures with gnuplot.
public enum FigureRenderer {
  /// Kinds of image, in the order in which a script draws them.
  public enum Image: String, Sendable, CaseIterable { case png, svg }

  /// Writes ID.dat, ID.gp and the images asked for of `figure` into `folder`, which must exist.
  ///
  /// The data and the script are written first and stay when gnuplot fails; of the images either
  /// all are left, complete and new, or none. `gnuplot ID.gp` in the folder draws both kinds.
  ///
  /// Cost: 20 to 40 ms for a curve's SVG on one core, 70 ms more for PNG, most of it the start of its
  /// text library.
  public static func render(
    _ figure: Figure, into folder: String, images: [Image] = Image.allCases
  ) throws(AssayError) -> RenderedFigure {
    try render(
      figure, into: folder, images: images,
      searchPath: getenv("PATH").map { String(cString: $0) } ?? "")
  }

  static func render(
    _ figure: Figure, into folder: String, images: [Image] = Image.allCases, searchPath: String
  ) throws(AssayError) -> RenderedFigure {
    try check(figure)
    let stem = "\(folder)/\(figure.id)"
    let result = RenderedFigure(
      id: figure.id, data: "\(stem).dat", script: "\(stem).gp",
      images: Dictionary(uniqueKeysWithValues: images.map { ($0, "\(stem).\($0.rawValue)") }))
    let data = FigureData(figure)
    let script = try FigureScript.text(figure, data)
    // Images of an earlier run would pass for pictures of the new numbers.
    for image in Image.allCases { unlink("\(stem).\(image.rawValue)") }
    try AtomicFile.write(data.text, to: result.data)
    try AtomicFile.write(script, to: result.script)
    try draw(result, in: folder, with: try locate(in: searchPath))
    return result
  }

  /// The path of gnuplot in a list of folders like PATH.
  static func locate(in searchPath: String) throws(AssayError) -> String {
    for folder in searchPath.split(separator: ":", omittingEmptySubsequences: true) {
      let candidate = "\(folder)/gnuplot"
      if access(candidate, X_OK) == 0 { return candidate }
    }
    throw .missing("gnuplot", remedy: "install gnuplot-nox (make setup)")
  }

  private static func draw(
    _ figure: RenderedFigure, in folder: String, with program: String
  ) throws(AssayError) {
    // gnuplot draws under other names: a picture cut short never carries the right one.
    let name = { (image: Image) in "\(figure.id).\(getpid()).partial.\(image.rawValue)" }
    let path = { (image: Image) in "\(folder)/\(name(image))" }
    defer { for image in Image.allCases { unlink(path(image)) } }
    let kinds = Image.allCases.filter { figure.images[$0] != nil }
    let passes = kinds.map { Image.allCases.firstIndex(of: $0)! + 1 }
    guard let from = passes.first, let to = passes.last else { return }
    let commands =
      ["cd \(quoted(folder))", "from = \(from)", "to = \(to)"]
      + kinds.map { "\($0.rawValue) = '\(name($0))'" } + ["load '\(figure.id).gp'"]
    let log = "\(folder)/\(figure.id).\(getpid()).partial.log"
    try run(program, commands, log: log, figure: figure.id)
    for image in kinds {
      if let reason = fault(of: path(image)) { throw .failed("figure \(figure.id): \(reason)") }
    }
    if kinds.contains(.svg) { try compact(path(.svg)) }
    for image in kinds where rename(path(image), figure.images[image]!) != 0 {
      throw .cannotWrite(figure.images[image]!, reason: String(cString: strerror(errno)))
    }
  }

  private static func compact(_ path: String) throws(AssayError) {
    let svg = String(decoding: try InputFile.bytes(path), as: UTF8.self)
    try AtomicFile.write(CompactSVG.text(of: svg), to: path)
  }

  /// Why a drawn file cannot be used; nil when it can.
  ///
  /// gnuplot does not notice a full disk, so the image's own end mark is looked for.
  private static func fault(of path: String) -> String? {
    guard let file = fopen(path, "rb") else { return "gnuplot left no \(path.suffix(3)) image" }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let length = ftell(file)
    if length <= 0 { return "gnuplot left an empty \(path.suffix(3)) image" }
    fseek(file, -min(length, 16), SEEK_END)
    var tail = [UInt8](repeating: 0, count: 16)
    let count = fread(&tail, 1, tail.count, file)
    let mark = path.hasSuffix("png") ? "IEND" : "</svg>"
    let whole = String(decoding: tail[..<count], as: UTF8.self).contains(mark)
    return whole ? nil : "gnuplot left a \(path.suffix(3)) image that is cut short"
  }

  /// gnuplot's single quotes; unlike a title, a path is taken as it is.
  private static func quoted(_ path: String) -> String {
    "'" + path.replacing("'", with: "''") + "'"
  }
}
