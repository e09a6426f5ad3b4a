// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import GnuplotBridge
import Testing

@Suite struct GnuplotBridgeTests {
  static let hasGnuplot = run("gnuplot --version > /dev/null 2>&1", []) == 0

  /// Pipes commands through and gives the status at close.
  private static func run(_ program: String, _ commands: [String]) -> Int32 {
    guard let pipe = assay_gnuplot_open(program) else { return -99 }
    for command in commands { _ = assay_gnuplot_command(pipe, command) }
    return assay_gnuplot_close(pipe)
  }

  private func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-gnuplot-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  /// `cat` in gnuplot's place shows every byte that was sent.
  @Test func whatIsSentIsGnuplotsLanguage() throws {
    try withFolder { folder in
      let pipe = assay_gnuplot_open("cat > '\(folder)/sent'")
      #expect(assay_gnuplot_command(pipe, "plot '-' using 1:2") == 0)
      #expect(assay_gnuplot_data(pipe, [0.1, -2, 3e-300, .nan], 2, 2) == 0)
      #expect(assay_gnuplot_data_block(pipe, "limits", [1, 2, 3], 3, 1) == 0)
      #expect(assay_gnuplot_data_block(pipe, "none", [], 0, 2) == 0)
      #expect(assay_gnuplot_close(pipe) == 0)
      let sent = try String(contentsOfFile: "\(folder)/sent", encoding: .utf8)
      let lines = sent.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.first == "plot '-' using 1:2")
      let first = lines[1].split(separator: " ").map { Double($0) }
      #expect(first == [0.1, -2])
      #expect(lines[2].hasSuffix(" nan") && lines[3] == "e")
      #expect(lines[4] == "$limits << END_OF_BLOCK" && lines[8] == "END_OF_BLOCK")
      #expect(lines[5...7].map { Double($0) } == [1, 2, 3])
      #expect(Array(lines[9...]) == ["$none << END_OF_BLOCK", "END_OF_BLOCK", ""])
    }
  }

  @Test(.enabled(if: hasGnuplot, "gnuplot is not installed"))
  func aPlotIsDrawn() throws {
    try withFolder { folder in
      let pipe = assay_gnuplot_open(nil)
      for line in [
        "set terminal svg size 400,300", "set output '\(folder)/plot.svg'", "set logscale xy",
      ] {
        #expect(assay_gnuplot_command(pipe, line) == 0)
      }
      let rows = (1...20).flatMap { [Double($0), Double($0 * $0)] }
      #expect(assay_gnuplot_data_block(pipe, "curve", rows, 20, 2) == 0)
      #expect(assay_gnuplot_command(pipe, "plot $curve with lines, '-' with points") == 0)
      #expect(assay_gnuplot_data(pipe, rows, 20, 2) == 0)
      #expect(assay_gnuplot_close(pipe) == 0)
      let plot = try String(contentsOfFile: "\(folder)/plot.svg", encoding: .utf8)
      #expect(plot.contains("</svg>"))
    }
  }

  @Test(.enabled(if: hasGnuplot, "gnuplot is not installed"))
  func anErrorInTheScriptHasAStatus() {
    #expect(Self.run("gnuplot 2> /dev/null", ["set no-such-thing"]) == 1)
  }

  @Test func aMissingProgramHasAStatus() {
    #expect(Self.run("assay-no-such-program 2> /dev/null", ["plot x"]) == 127)
  }

  @Test func exitStatusesAndSignalsAreSeen() {
    #expect(Self.run("cat > /dev/null; exit 3", ["plot x"]) == 3)
    #expect(Self.run("kill -9 $$", []) == 137)
  }

  /// A program that ends without reading: the writes break, the process here lives, the status tells.
  @Test func aProgramThatDoesNotListenIsNoticed() {
    let pipe = assay_gnuplot_open("exec true")
    let rows = [Double](repeating: 1, count: 100_000)
    #expect(assay_gnuplot_data(pipe, rows, 50_000, 2) == ASSAY_GNUPLOT_WRITE_FAILED.status)
    #expect(assay_gnuplot_command(pipe, "plot x") == ASSAY_GNUPLOT_WRITE_FAILED.status)
    #expect(assay_gnuplot_close(pipe) == ASSAY_GNUPLOT_WRITE_FAILED.status)
  }

  @Test func badArgumentsAreRefused() {
    let bad = ASSAY_GNUPLOT_BAD_ARGUMENT.status
    #expect(assay_gnuplot_command(nil, "plot x") == bad)
    #expect(assay_gnuplot_close(nil) == bad)
    let pipe = assay_gnuplot_open("cat > /dev/null")
    #expect(assay_gnuplot_command(pipe, nil) == bad)
    #expect(assay_gnuplot_data(pipe, nil, 1, 1) == bad)
    for name in ["", "2a", "a b", "a\nquit"] {
      #expect(assay_gnuplot_data_block(pipe, name, [1], 1, 1) == bad)
    }
    #expect(assay_gnuplot_close(pipe) == 0)
  }
}

extension Int {
  /// The constants of the header are imported as Int, the functions return Int32.
  fileprivate var status: Int32 { Int32(self) }
}
