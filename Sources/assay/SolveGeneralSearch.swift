// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import GeneralSearch
import Harness
import Numerics
import Synchronization

struct SolveGeneralSearch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "general-search",
    abstract: "The most significant regions of your own histograms or events, with trial factors.",
    discussion: """
      FILE holds histograms: a .csv with a line of column names, or a .fits table, one bin a row. \
      Columns class, variable, low, high, observed, background; if wanted statistical, the standard \
      deviation of the background from simulation; every further column is a source of systematic \
      uncertainty, common to all bins and classes, with the change of the bin by one standard \
      deviation.

      With --background-events, FILE and the background are events in the Dark Machines format, one a line: \
      event ID;process ID;weight;MET;METphi;obj,E,pt,eta,phi;... in MeV. Events are sorted into classes \
      by their objects, and m_eff and m_inv of each class are searched. The sample of --second is held \
      against the same background times --second-scale.

      Every contiguous range of bins is a region. Its p-value is two-sided and smeared with the \
      uncertainty of the background; p_channel is the share of toys whose smallest p-value in the \
      histogram is as small; global p that of toy experiments with any histogram as significant. With \
      --second the regions found are tested on an independent sample, without a trial factor.

      Toys draw the shifts of the sources as Gaussian, also for gamma, and none for poisson. They draw the \
      histograms independently but for these shifts. Two variables of one class are not independent \
      where the same events fill both, so the global curves, with 1, 2, 3 classes or more, are made \
      for each variable apart; the global p of all variables is then too large rather than too small.

      Events in bins without background have no p-value; they are counted and named.

      Examples:
        assay solve general-search histograms.csv --toys 10000 --out regions.csv --figure curve.svg
        assay solve general-search data.csv --background-events simulation.csv --systematic 0.1
      """)

  @Argument(help: ArgumentHelp("Histograms, or events of the data.", valueName: "file"))
  var files: [String]
  @OptionGroup(title: "Events") var events: SearchEventOptions
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("An independent sample, of the kind of FILE.", valueName: "file"))
  var second: [String] = []
  @OptionGroup(title: "Regions And Toys") var search: SearchOptions
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the regions to a .csv, .fits or .json.", valueName: "file"))
  var out: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Write the global curve to a .csv, .fits or .json.", valueName: "file"))
  var curve: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw the global curve to a .svg or .png (needs gnuplot).", valueName: "file"))
  var figure: String?
  @Option(name: .long, help: "Regions printed (default: 20); files hold all.") var rows = 20
  @OptionGroup var output: OutputOptions

  func run() throws {
    try check()
    let input = try SearchInput(files, second: second, events)
    let found = GeneralSearch(
      input.histograms, test: RegionTest(search.treatment, search.sides),
      widths: try search.range())
    let bar = ProgressBar(output)
    defer { bar.clear() }
    let interrupt = ImmediateInterrupt(bar)
    let meter = SearchMeter(bar, count: input.histograms.count)
    let answer = try found.answer(
      toys: search.toys, seed: search.seed, threads: search.cores, second: input.second
    ) { meter.finished() }
    bar.clear()
    let tables = SearchTables(
      answer: answer, histograms: input.histograms,
      settings: input.settings + search.settings + [
        .init(name: "files", value: files.joined(separator: ", "))
      ])
    if let out {
      try interrupt.whileWriting { () throws(AssayError) in try tables.regions().write(to: out) }
    }
    if let curve {
      try interrupt.whileWriting { () throws(AssayError) in try tables.curve().write(to: curve) }
    }
    if let figure {
      try interrupt.whileWriting { () throws(AssayError) in
        try FigureFile.write(tables.figure(), to: figure)
      }
    }
    if output.json {
      print(try tables.regions().json(), terminator: "")
    } else if !output.quiet || (out == nil && curve == nil && figure == nil) {
      print(tables.text(rows: rows))
      for line in input.remarks { print(line) }
    }
  }

  private func check() throws(AssayError) {
    if let out { _ = try ResultTable.FileKind(path: out) }
    if let curve { _ = try ResultTable.FileKind(path: curve) }
    if let figure { _ = try FigureFile.kind(of: figure) }
    try OutputFolder.check([out, curve, figure])
    guard rows >= 0 else {
      throw .badValue(name: "--rows", found: "\(rows)", accepted: "a whole number, 0 or more")
    }
    try search.check()
    try events.check(hasSecond: !second.isEmpty)
  }
}

/// Histograms done, drawn on a terminal from several threads.
private final class SearchMeter: Sendable {
  private let done = Mutex(0)
  private let count: Int
  private let start = Date()
  private let bar: ProgressBar

  init(_ bar: ProgressBar, count: Int) {
    (self.bar, self.count) = (bar, count)
  }

  func finished() {
    done.withLock { done in
      done += 1
      let fraction = Double(done) / Double(max(1, count))
      bar.draw(
        fraction: fraction,
        secondsLeft: Date().timeIntervalSince(start) * (1 - fraction) / fraction,
        label: "\(done) of \(count) histograms")
    }
  }
}
