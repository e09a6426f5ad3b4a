// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import NeutrinoCascade
import Numerics

/// `solve neutrino-cascade` for one Z'.
struct CascadeSingleOptions: ParsableArguments {
  // Optional, so that a scan can tell which were given.
  @Option(name: .long, parsing: .unconditional, help: "Mass of the Z' (default: 10MeV).")
  var mass: String?
  @Option(name: .long, parsing: .unconditional, help: "Coupling g of the Z' (default: 5e-4).")
  var coupling: String?
  @Option(
    name: .long, parsing: .unconditional,
    help: "Lowest energy (default: 1TeV, or a hundredth of the lowest dip where that is less).")
  var emin: String?
  @Option(
    name: .long, parsing: .unconditional,
    help: "Highest energy (default: just above what is absorbed).")
  var emax: String?
  @Option(name: .long, help: "Code path: simd, scalar or dense (default: simd); same answer.")
  var variant: CascadeSolver.Variant?
  @Option(
    name: .long, parsing: .unconditional,
    help: "Rows printed, those at the dips apart (default: 40).")
  var points: Int?
  @Option(
    name: .long, parsing: .unconditional,
    help: "Write every K-th grid energy to files (default: 1).")
  var every: Int?

  /// A sentence where an option of a single solve stands beside --scan.
  func refuseInScan() throws(AssayError) {
    let given = [
      ("--mass", mass != nil, "--scan-mass"), ("--coupling", coupling != nil, "--scan-coupling"),
      ("--emin", emin != nil, "--window"), ("--emax", emax != nil, "--window"),
      ("--variant", variant != nil, nil), ("--points", points != nil, nil),
      ("--every", every != nil, nil),
    ]
    for (option, isGiven, instead) in given where isGiven {
      throw .usage(
        "\(option) belongs to a single solve; found beside --scan; accepted: "
          + (instead.map { "\($0) instead, or " } ?? "") + "leaving one of the two out")
    }
  }

  func run(_ physics: CascadeOptions, _ files: CascadeFiles, _ output: OutputOptions) throws {
    for (name, value) in [("--points", points), ("--every", every)] {
      guard let value, value < 1 else { continue }
      throw AssayError.badValue(name: name, found: "\(value)", accepted: "a whole number above 0")
    }
    let interrupt = ImmediateInterrupt()
    let sources = try physics.sources()
    let problem = try problem(physics)
    let spectra = try CascadeSolver(problem).solve(sources, variant: variant ?? .simd)
    let result = try CascadeTable(
      problem: problem, spectra: spectra, settings: try settings(physics))
    let whole = result.table(every: every ?? 1)
    if let out = files.out {
      try interrupt.whileWriting { () throws(AssayError) in try whole.write(to: out) }
    }
    if let figure = files.figure {
      try interrupt.whileWriting { () throws(AssayError) in
        try FigureFile.write(result.figure(), to: figure)
      }
    }
    if output.json {
      print(try whole.json(), terminator: "")
    } else if !output.quiet || files.isEmpty {
      print(result.text(points: points ?? 40, whole: emin != nil || emax != nil))
    }
  }

  private func problem(_ physics: CascadeOptions) throws(AssayError) -> CascadeProblem {
    let mass = try EnergyArgument(mass ?? "10MeV", option: "--mass")
    let zPrime = try ZPrime(
      mass: mass.electronvolts,
      coupling: try NumberArgument.number(coupling ?? "5e-4", option: "--coupling"),
      kappa: physics.kappa)
    let neutrinos = try physics.neutrinos()
    let dip = zPrime.resonanceEnergy(neutrinoMass: neutrinos.states.max()!) / (1 + physics.zmax)
    try physics.refuseSlowNeutrinos(mass.electronvolts, option: "--mass")
    let lowest = try emin.map { text throws(AssayError) in
      let energy = try EnergyArgument(text, option: "--emin").electronvolts
      guard energy > 0 else {
        throw .badValue(name: "--emin", found: text, accepted: "an energy above 0")
      }
      return energy
    }
    let spacing = physics.du ?? Self.spacing
    let cosmology = try physics.cosmology()
    let grid: CascadeGrid
    if let emax {
      grid = try CascadeGrid(
        lowest: lowest ?? min(1e12, dip / 100),
        highest: try EnergyArgument(emax, option: "--emax").electronvolts, spacing: spacing)
    } else {
      grid = try .automatic(
        lowest: lowest ?? min(1e12, dip / 100), spacing: spacing, zPrime: zPrime,
        masses: neutrinos, cosmology: cosmology, zmax: physics.zmax)
    }
    var problem = try CascadeProblem(
      zPrime: zPrime, masses: neutrinos, zmax: physics.zmax, grid: grid)
    problem.cosmology = cosmology
    return problem
  }

  static let spacing = 1e-3

  private func settings(
    _ physics: CascadeOptions
  ) throws(AssayError) -> [ResultTable.Setting] {
    let zPrime = "mass \(mass ?? "10MeV"), coupling \(coupling ?? "5e-4")"
    return [.init(name: "Z'", value: zPrime)]
      + (try physics.settings(spacing: physics.du ?? Self.spacing))
      + [.init(name: "solver", value: (variant ?? .simd).rawValue)]
  }
}
