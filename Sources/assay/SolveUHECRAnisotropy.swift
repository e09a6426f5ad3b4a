// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

struct SolveUHECRAnisotropy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uhecr-anisotropy",
    abstract: "Ultra-high-energy cosmic rays through the Galactic field.",
    subcommands: [
      SolveBacktrack.self, SolveUHECRMap.self, SolveUHECRFraction.self, SolveUHECRTrain.self,
    ])
}
