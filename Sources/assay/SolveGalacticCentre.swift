// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

struct SolveGalacticCentre: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "galactic-centre",
    abstract: "Fit your own maps of photons by templates and unresolved sources; make templates.",
    subcommands: [SolveCentreNPTF.self, SolveCentreTemplate.self])
}
