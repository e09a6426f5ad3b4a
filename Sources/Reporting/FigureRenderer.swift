// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
public import Harness
public import Numerics

/// The files that one drawn figure left in a folder.
public struct RenderedFigure: Sendable, Equatable {
  public var id: String
  /// Paths of the numbers, the script, and the two images made from them.
  public var data: String
  public var script: String
  public var png: String
  public var svg: String
}

/// Draws figures with gnuplot.
public enum FigureRenderer {
  /// Writes ID.dat, ID.gp, ID.png and ID.svg of `figure` into `folder`, which must exist.
  ///
  /// The data and the script are written first and stay when gnuplot fails; of the images either
  /// both are left, complete and new, or none.
  public static func render(
    _ figure: Figure, into folder: String
  ) throws(AssayError) -> RenderedFigure {
    try render(figure, into: folder, searchPath: getenv("PATH").map { String(cString: $0) } ?? "")
  }

  static func render(
    _ figure: Figure, into folder: String, searchPath: String
  ) throws(AssayError) -> RenderedFigure {
    try check(figure)
    let stem = "\(folder)/\(figure.id)"
    let result = RenderedFigure(
      id: figure.id, data: "\(stem).dat", script: "\(stem).gp", png: "\(stem).png",
      svg: "\(stem).svg")
    let data = FigureData(figure)
    let script = try FigureScript.text(figure, data)
    // Images of an earlier run would pass for pictures of the new numbers.
    for image in [result.png, result.svg] { unlink(image) }
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
    let names = ["png", "svg"].map { "\(figure.id).\(getpid()).partial.\($0)" }
    let partial = names.map { "\(folder)/\($0)" }
    defer { for path in partial { unlink(path) } }
    let commands = [
      "cd \(quoted(folder))", "png = '\(names[0])'", "svg = '\(names[1])'",
      "load '\(figure.id).gp'",
    ]
    let log = "\(folder)/\(figure.id).\(getpid()).partial.log"
    try run(program, commands, log: log, figure: figure.id)
    for path in partial {
      if let reason = fault(of: path) { throw .failed("figure \(figure.id): \(reason)") }
    }
    try compact(partial[1])
    for (from, to) in zip(partial, [figure.png, figure.svg]) where rename(from, to) != 0 {
      throw .cannotWrite(to, reason: String(cString: strerror(errno)))
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
