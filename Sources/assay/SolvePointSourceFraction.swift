// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

struct SolvePointSourceFraction: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "point-source-fraction",
    abstract: "The fraction of photons from unresolved point sources in an image.",
    subcommands: [SolveFractionEstimate.self, SolveFractionGuess.self])
}
