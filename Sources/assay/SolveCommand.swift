// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Use a study's solver on your own input.",
    subcommands: [
      SolveDwarfLimits.self, SolveNeutrinoCascade.self, SolveCosmicRayDiffusion.self,
      SolveUHECRAnisotropy.self, SolveGeneralSearch.self, SolveAnomalyDetection.self,
      SolveGalacticCentre.self, SolvePointSourceFraction.self,
    ])
}
