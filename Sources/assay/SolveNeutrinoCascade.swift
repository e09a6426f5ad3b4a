// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import NeutrinoCascade
import Numerics

struct SolveNeutrinoCascade: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "neutrino-cascade",
    abstract: "Neutrino spectra at Earth after resonant Z' scattering on relic neutrinos.",
    discussion: """
      The Z' of L_mu - L_tau leaves dips, and pile-ups below them, in a power law of cosmic \
      neutrinos. Results are ratios to free streaming by mass state and by flavour, and flux_all, \
      the all-flavour flux over the free-streaming one at 100 TeV.

      Energies and masses carry their unit: meV, eV, keV, MeV, GeV, TeV, PeV, EeV (meV is not MeV).

      With --scan the depth of the dip is solved over a plane of Z' mass and coupling instead; \
      --out then writes a FITS image (axes log10 of the mass in MeV and of g), CSV or JSON, and \
      --figure a map with the band of (g-2)_mu, 251(59)e-11, which is historical: since 2025 \
      measurement and theory agree.

      Examples:
        assay solve neutrino-cascade --mass 10MeV --coupling 5e-4
        assay solve neutrino-cascade --scan --out plane.fits --figure plane.svg
      """)

  @OptionGroup(title: "Neutrinos, Sources And Medium") var physics: CascadeOptions
  @OptionGroup(title: "One Solve") var single: CascadeSingleOptions
  @OptionGroup(title: "Scan") var scan: CascadeScanOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write to a .csv, .fits or .json.", valueName: "file"))
  var out: String?
  @Option(
    name: .long, help: ArgumentHelp("Draw to a .svg or .png (needs gnuplot).", valueName: "file"))
  var figure: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    if scan.scan {
      try single.refuseInScan()
    } else {
      try scan.refuseWithoutScan()
    }
    let files = try CascadeFiles(out: out, figure: figure)
    if scan.scan {
      try scan.run(physics, files, output)
    } else {
      try single.run(physics, files, output)
    }
  }
}

/// The files a solve is to write; their endings are looked at before any work is done.
struct CascadeFiles {
  var out: String?
  var figure: String?

  init(out: String?, figure: String?) throws(AssayError) {
    if let out { _ = try ResultTable.FileKind(path: out) }
    if let figure { _ = try FigureFile.kind(of: figure) }
    (self.out, self.figure) = (out, figure)
  }

  var isEmpty: Bool { out == nil && figure == nil }
}
