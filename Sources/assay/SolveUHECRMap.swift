// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Numerics
import Sky
import UHECRAnisotropy

struct SolveUHECRMap: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw a mock map of events, some of them from a source.",
    discussion: """
      Nuclei of the source's propagated spectrum, above 56 EeV, arrive as the Galactic field \
      bends them; the other events come from anywhere. With --binned events have one of 15 energy \
      bins from 56 EeV, blurred by 20 %.

      --out writes counts at Nside 32 as a HEALPix map (.fits), or the list of events (.csv, \
      .json); it may be given twice. Angles are Galactic, in degrees; energies in EeV.

      Examples:
        assay solve uhecr-anisotropy map --source "Cen A" --events 100 --from-source 10 \
      --out map.fits --figure map.svg
        assay solve uhecr-anisotropy map --source 120,-30 --distance 18.5 --events 50 \
      --from-source 8 --binned --out events.csv
      """)

  @OptionGroup(title: "Source And Field") var place: UHECRSourceOptions
  @Option(name: .long, help: "Events of the map, N.") var events: Int
  @Option(name: .customLong("from-source"), help: "How many of them are from the source.")
  var fromSource: Int
  @Flag(name: .long, help: "Events in 15 energy bins.") var binned = false
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a .fits, .csv or .json.", valueName: "file"))
  var out: [String] = []
  @Option(
    name: .long,
    help: ArgumentHelp("Draw the sky to a .svg or .png (needs gnuplot).", valueName: "file"))
  var figure: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    for file in out { _ = try ResultTable.FileKind(path: file) }
    if let figure { _ = try FigureFile.kind(of: figure) }
    guard events >= 1, (0...events).contains(fromSource) else {
      throw AssayError.usage(
        "--from-source \(fromSource) of --events \(events); accepted: 0 to the number of events, "
          + "which is 1 or more")
    }
    let solver = try place.solver()
    let bar = ProgressBar(output)
    let interrupt = ImmediateInterrupt(bar)
    try place.prepare(solver, binned ? .binned : .single, bar)
    let map = try solver.mockMap(events: events, fromSource: fromSource, binned: binned)
    let table = try table(map, solver)
    for file in out {
      let kind = try ResultTable.FileKind(path: file)
      try interrupt.whileWriting { () throws(AssayError) in
        if kind == .fits { try map.write(to: file) } else { try table.write(to: file) }
      }
    }
    if let figure {
      let drawing = try map.figure()
      try interrupt.whileWriting { () throws(AssayError) in
        try FigureFile.write(drawing, to: figure)
      }
    }
    if output.json {
      print(try table.json(), terminator: "")
    } else if !output.quiet || out.isEmpty {
      let written = out + [figure].compactMap { $0 }
      let end = written.isEmpty ? table.text() : "written: " + written.joined(separator: ", ")
      print((table.header + [end]).joined(separator: "\n"))
    }
  }

  private func table(_ map: MockMap, _ solver: SourceSolver) throws(AssayError) -> ResultTable {
    let numbers = map.sample.pixels.indices.map { $0 }
    let pixels = map.sample.pixels.map(Int.init)
    let angles = try map.sphere.angles(of: pixels)
    var columns: [ResultTable.Column] = [
      .init("event", heading: "event", format: "%5.0f", numbers.map { Double($0 + 1) }),
      .init("pixel", heading: "pixel", format: "%6.0f", pixels.map(Double.init)),
      .init(
        "longitude", csv: "longitude_deg", unit: "deg", heading: "l [deg]", format: "%9.4f",
        angles.map { $0.y * 180 / .pi }),
      .init(
        "latitude", csv: "latitude_deg", unit: "deg", heading: "b [deg]", format: "%9.4f",
        angles.map { 90 - $0.x * 180 / .pi }),
    ]
    if binned {
      let energies = numbers.map(map.energies)
      columns += [
        .init(
          "lowestEnergy", csv: "lowest_energy_EeV", fits: "E_LOW", unit: "EeV",
          heading: "from [EeV]", format: "%8.1f", energies.map { $0?.lowerBound }),
        .init(
          "highestEnergy", csv: "highest_energy_EeV", fits: "E_HIGH", unit: "EeV",
          heading: "to [EeV]", format: "%8.1f", energies.map { $0?.upperBound }),
      ]
    }
    columns.append(
      .init("fromSource", heading: "from the source", flags: numbers.map { $0 < fromSource }))
    let settings =
      place.settings(solver) + [
        .init(name: "events", value: "\(events), \(fromSource) of them from the source"),
        .init(name: "pixels", value: "HEALPix ring ordering, Nside \(map.sphere.nside)"),
      ]
    return ResultTable(name: "EVENTS", settings: settings, columns: columns)
  }
}
