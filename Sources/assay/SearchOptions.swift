// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Events
import Foundation
import GeneralSearch
import Numerics

/// Which regions are formed, how they are judged, and the toys.
struct SearchOptions: ParsableArguments {
  @Option(name: .long, help: "Uncertainty of the background: gauss, gamma or poisson (ignored).")
  var treatment: RegionTest.Treatment = .gauss
  @Option(name: .long, help: "Deviations that count: both, excess or deficit.")
  var sides: RegionTest.Sides = .both
  @Option(
    name: .long,
    help: ArgumentHelp("Widths of the regions in bins (default: all).", valueName: "low:high"))
  var widths: String?
  @Option(name: .long, parsing: .unconditional, help: "Toy experiments.") var toys = 1000
  @Option(name: .long, help: "Seed of the toys.") var seed: UInt64 = 1
  @Option(
    name: .long, parsing: .unconditional,
    help: "Threads (default: all cores); they do not change the answer.")
  var threads: Int?

  var cores: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  func check() throws(AssayError) {
    guard toys >= 1 else {
      throw .badValue(name: "--toys", found: "\(toys)", accepted: "a whole number above 0")
    }
    if let threads, threads < 1 {
      throw .badValue(name: "--threads", found: "\(threads)", accepted: "a whole number above 0")
    }
    _ = try range()
  }

  func range() throws(AssayError) -> ClosedRange<Int>? {
    guard let widths else { return nil }
    let parts = widths.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let low = parts[0], let high = parts[1], low >= 1, high >= low else {
      throw .usage("--widths: found \"\(widths)\"; accepted: LOW:HIGH in bins, such as 2:6")
    }
    return low...high
  }

  var settings: [ResultTable.Setting] {
    [
      .init(name: "p-values", value: "\(treatment.rawValue), \(sides.rawValue)"),
      .init(name: "widths", value: widths.map { "\($0) bins" } ?? "all"),
      .init(name: "toys", value: "\(toys), seed \(seed)"),
    ]
  }
}

extension RegionTest.Treatment: ExpressibleByArgument {}
extension RegionTest.Sides: ExpressibleByArgument {}

/// How events become histograms.
struct SearchEventOptions: ParsableArguments {
  @Option(
    name: .customLong("background-events"), parsing: .upToNextOption,
    help: ArgumentHelp("Simulated events of the background, weighted.", valueName: "file"))
  var background: [String] = []
  @Option(
    name: .long, parsing: .unconditional, help: "Factor of the background's weights (default: 1).")
  var scale: Double?
  @Option(
    name: .long, parsing: .unconditional,
    help: "Relative uncertainty common to the whole background (default: 0).")
  var systematic: Double?
  @Option(
    name: .customLong("bins-per-decade"), parsing: .unconditional,
    help: "Bins of equal ratio in a factor of ten (default: 20).")
  var binsPerDecade: Int?
  @Option(
    name: .long,
    help: ArgumentHelp("Range of both masses (default: 100:10000).", valueName: "GeV:GeV"))
  var range: String?
  @Option(
    name: .customLong("least-pt"), parsing: .unconditional,
    help: ArgumentHelp("Least pT of leptons and photons (default: 25).", valueName: "GeV"))
  var leastPt: Double?
  @Option(
    name: .customLong("least-jet-pt"), parsing: .unconditional,
    help: ArgumentHelp("Least pT of jets (default: 60).", valueName: "GeV"))
  var leastJetPt: Double?
  @Option(
    name: .customLong("least-met"), parsing: .unconditional,
    help: ArgumentHelp("MET from which it is an object (default: 200).", valueName: "GeV"))
  var leastMET: Double?

  /// A sentence where an option of events stands without background events.
  func check() throws(AssayError) {
    let given = [
      ("--scale", scale != nil), ("--systematic", systematic != nil),
      ("--bins-per-decade", binsPerDecade != nil), ("--range", range != nil),
      ("--least-pt", leastPt != nil), ("--least-jet-pt", leastJetPt != nil),
      ("--least-met", leastMET != nil),
    ]
    if background.isEmpty, let option = given.first(where: \.1) {
      throw .usage("\(option.0) without --background-events; accepted: both, or neither")
    }
    for (name, value) in [
      ("--least-pt", leastPt), ("--least-jet-pt", leastJetPt), ("--least-met", leastMET),
    ] {
      guard let value, !(value >= 0 && value.isFinite) else { continue }
      throw .badValue(name: name, found: "\(value)", accepted: "a number of GeV, 0 or more")
    }
    _ = try histograms()
  }

  func histograms() throws(AssayError) -> ClassHistograms {
    var histograms = ClassHistograms()
    histograms.scale = scale ?? 1
    histograms.systematic = systematic ?? 0
    histograms.binsPerDecade = binsPerDecade ?? histograms.binsPerDecade
    if let range {
      let parts = range.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
      guard parts.count == 2, let low = parts[0], let high = parts[1], low > 0, high > low,
        high.isFinite
      else {
        throw .usage("--range: found \"\(range)\"; accepted: LOW:HIGH in GeV, such as 100:10000")
      }
      histograms.range = low...high
    }
    if let leastPt { histograms.selection.leastPt = leastPt * 1e3 }
    if let leastJetPt { histograms.selection.leastJetPt = leastJetPt * 1e3 }
    if let leastMET { histograms.selection.leastMET = leastMET * 1e3 }
    return histograms
  }
}
