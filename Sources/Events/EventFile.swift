// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Event files in the format of the Dark Machines challenge, arXiv:2105.14027:
///
///     event ID;process ID;weight;MET;METphi;obj,E,pt,eta,phi;obj,E,pt,eta,phi;…;
///
/// One event a line, MeV and radians, objects j, b, e-, e+, m-, m+, g, as many as there are; the
/// last semicolon may be absent. This is the only layout read: an older one of the same community,
/// without event and process and without energies, is recognised and refused.
public enum EventFile {
  /// The layout, for sentences about bad input.
  public static let layout = "event ID;process ID;weight;MET;METphi;obj,E,pt,eta,phi;..."

  /// Reads a file; refuses with line and column what is not in the layout.
  ///
  /// Cost: about 0.1 µs a number.
  public static func read(_ path: String) throws(AssayError) -> EventSample {
    try parse(try InputFile.bytes(path), file: path)
  }

  /// Reads from text; `file` is the name used in refusals.
  public static func parse(_ text: String, file: String) throws(AssayError) -> EventSample {
    try parse(Array(text.utf8), file: file)
  }

  /// Reads from bytes; `file` is the name used in refusals.
  public static func parse(
    _ bytes: [UInt8], file: String
  ) throws(AssayError) -> EventSample {
    var sample = EventSample()
    var parser = EventLineParser(file: file, bytes: bytes)
    while try parser.readLine(into: &sample) {}
    guard sample.count > 0 else {
      throw .badInput(
        file: file, place: nil, found: bytes.isEmpty ? "an empty file" : "no events",
        accepted: "at least one line \(layout)")
    }
    return sample
  }
}
