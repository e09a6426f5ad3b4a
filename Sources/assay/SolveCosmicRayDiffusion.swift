// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CosmicRayDiffusion
import Foundation
import Harness
import Numerics

struct SolveCosmicRayDiffusion: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cosmic-ray-diffusion",
    abstract: "Diffusion coefficients of test particles in your own turbulence; arrival maps.",
    discussion: """
      Rigidities, fields and lengths carry their unit: GV, TV, PV, EV; uG, nG, mG, G, nT, T; pc, \
      kpc, Mpc, au, m. Several rigidities, 1PV,10PV or LOW:HIGH:COUNT (logarithmic), share the \
      fields. r_L = R/(c B_rms); D in c l_c and in cm^2/s, with errors from the scatter between \
      field realisations.

      With --map the directions of one observer are followed back instead, and written as a HEALPix \
      FITS map.

      Examples:
        assay solve cosmic-ray-diffusion --rigidity 7.4PV --b-rms 4uG --lc 2pc --field grid
        assay solve cosmic-ray-diffusion --field composite --mean-field 4uG --rigidity 1PV:10PV:3
        assay solve cosmic-ray-diffusion --rigidity 2.2PV --map arrival.fits --figure arrival.svg
      """)

  @OptionGroup(title: "Particles And Field") var field: DiffusionFieldOptions
  @OptionGroup(title: "Statistics") var statistics: DiffusionStatisticsOptions
  @OptionGroup(title: "Arrival Map") var map: ArrivalMapOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write to a .csv, .fits or .json.", valueName: "file"))
  var out: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Draw the map to a .svg or .png (needs gnuplot).", valueName: "file"))
  var figure: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    if let out { _ = try ResultTable.FileKind(path: out) }
    if let figure { _ = try FigureFile.kind(of: figure) }
    let request = try statistics.apply(to: field.request())
    if let file = map.map {
      guard out == nil else {
        throw AssayError.usage("--out with --map; accepted: --map FILE alone, which is the output")
      }
      try map.run(request, file: file, figure: figure, statistics, output)
      return
    }
    guard figure == nil else {
      throw AssayError.usage("--figure without --map; accepted: --figure beside --map FILE")
    }
    let bar = ProgressBar(output)
    defer { bar.clear() }
    let start = Date()
    let answers = try request.solve(threads: statistics.cores) { fraction in
      let elapsed = Date().timeIntervalSince(start)
      bar.draw(
        fraction: fraction, secondsLeft: elapsed * (1 - fraction) / fraction,
        label: "field realisations")
    }
    bar.clear()
    let table = DiffusionTable.table(request, answers)
    if let out { try table.write(to: out) }
    if output.json {
      print(try table.json(), terminator: "")
    } else if !output.quiet || out == nil {
      print(table.text)
    }
  }
}
