// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import DwarfLimits
import Foundation
import Harness
import Numerics

struct SolveDwarfLimits: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dwarf-limits",
    abstract: "Upper limits on dark-matter annihilation for your own masses, targets and spectrum.",
    discussion: """
      Analyses: mlfermi (counts of 25 dwarfs, learnt background; works without raw data), lat \
      (LAT likelihood tables, 45 targets), madhat (counts, model-independent).

      Spectra: auto, pppc, pppc-no-ew, dmfit, fit (needs no table), or the path of a file with \
      columns mass [GeV], energy [GeV], dN/dE [1/GeV].

      J catalogues: a reference table such as jfactors_pace_strigari2019, `samples` (posterior \
      samples), or the path of a file with columns name, log10 J, sigma.

      Example: assay solve dwarf-limits --channel bb --mass 100 --targets draco,leo-ii
      """)

  @Option(name: .long, help: "mlfermi, lat or madhat.") var analysis: LimitRequest.Analysis =
    .mlfermi
  @Option(name: .long, help: "Annihilation channel, such as bb, tautau, WW.") var channel = "bb"
  @Option(name: .long, help: "auto, pppc, pppc-no-ew, dmfit, fit, or a file.") var spectrum = "auto"
  @Option(
    name: .long,
    help: "Masses: 100, or 10,50,100GeV,1TeV, or 10:1000:25 (logarithmic). Bare numbers are GeV.")
  var mass = MassList(argument: "100")!
  @Option(
    name: .long,
    help: "Targets, separated by commas (default: those of the paper); spelling is free.")
  var targets: String?
  @Option(name: .customLong("j-catalogue"), help: "J-factors: a table, samples, or a file.")
  var jCatalogue: String?
  @Flag(name: .customLong("known-j"), help: "Hold J at its mean instead of profiling it.")
  var knownJ = false
  @Flag(
    name: .customLong("profile-background"),
    help: "Profile the background too (mlfermi); great circles, or with --compatible Euclid.")
  var profileBackground = false
  @Option(name: .long, help: "Rise of -2 ln L at the limit (default 2.7055: one-sided 95 %).")
  var delta: Double?
  @Flag(name: .long, help: "Read the limit off the grid of the published code (mlfermi).")
  var compatible = false
  @Option(
    name: .customLong("cross-section"),
    help: "Answer yes or no: is this <sigma v> [cm^3/s] excluded?")
  var crossSection: Double?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write a table: .csv, .json or .fits.", valueName: "file"))
  var out: String?
  @OptionGroup var places: PlaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let library = try ReferenceLibrary.load(
      study: DwarfLimitsStudy.card.id, root: try places.referenceRoot())
    let solver = LimitSolver(library: library, data: try places.dataFolder())
    let request = try request()
    let bar = ProgressBar(output)
    defer { bar.clear() }
    let start = Date()
    let answers = try solver.answers(to: request) { done in
      let fraction = Double(done) / Double(request.masses.count)
      let elapsed = Date().timeIntervalSince(start)
      bar.draw(
        fraction: fraction, secondsLeft: elapsed * (1 - fraction) / fraction,
        label: "\(done) of \(request.masses.count) masses")
    }
    bar.clear()
    let table = LimitTable(settings: settings, rows: answers.map(LimitTable.Row.init))
    if let out { try table.table.write(to: out) }
    if output.json {
      print(try table.table.json(), terminator: "")
    } else if !output.quiet || out == nil {
      print(table.text)
    }
  }

  private func request() throws(AssayError) -> LimitRequest {
    LimitRequest(
      analysis: analysis, channel: channel, spectrum: try kind(), masses: mass.masses,
      targets: (targets.map { $0.split(separator: ",", omittingEmptySubsequences: false) } ?? [])
        .map(String.init), catalogue: jCatalogue,
      knownJ: knownJ, profilesBackground: profileBackground, delta: delta, compatible: compatible,
      crossSection: crossSection)
  }

  private func kind() throws(AssayError) -> LimitRequest.Spectrum {
    switch spectrum {
    case "auto": return .automatic
    case "pppc": return .pppc
    case "pppc-no-ew": return .pppcWithoutElectroweak
    case "dmfit": return .dmfit
    case "fit": return .fit
    default:
      guard FileManager.default.fileExists(atPath: spectrum) else {
        throw .badValue(
          name: "--spectrum", found: spectrum,
          accepted: "auto, pppc, pppc-no-ew, dmfit, fit, or the path of a file that exists")
      }
      return .file(spectrum)
    }
  }

  private var settings: [String: String] {
    var settings = [
      "analysis": analysis.rawValue, "channel": channel, "spectrum": spectrum,
      "targets": targets ?? "those of the paper", "J": jCatalogue ?? "catalogue of the paper",
      "delta": delta.map { "\($0)" } ?? "one-sided 95 %",
    ]
    if knownJ { settings["J"]! += ", held at its mean" }
    if profileBackground { settings["background"] = "profiled" }
    if let crossSection { settings["cross-section asked"] = "\(crossSection) cm^3/s" }
    return settings
  }
}

extension LimitRequest.Analysis: ExpressibleByArgument {}

extension LimitTable.Row {
  init(_ answer: LimitAnswer) {
    self.init(
      mass: answer.mass, limit: answer.limit, testStatistic: answer.testStatistic,
      excluded: answer.excluded)
  }
}
