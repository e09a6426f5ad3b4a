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
    try refuseSlowNeutrinos(zPrime, neutrinos, physics.zmax)
    let lowest = try emin.map { text throws(AssayError) in
      try EnergyArgument(text, option: "--emin").electronvolts
    }
    let spacing = physics.du ?? Self.spacing
    let grid: CascadeGrid
    if let emax {
      grid = try CascadeGrid(
        lowest: lowest ?? min(1e12, dip / 100),
        highest: try EnergyArgument(emax, option: "--emax").electronvolts, spacing: spacing)
    } else {
      grid = try .automatic(
        lowest: lowest ?? min(1e12, dip / 100), spacing: spacing, zPrime: zPrime,
        masses: neutrinos, zmax: physics.zmax)
    }
    var problem = try CascadeProblem(
      zPrime: zPrime, masses: neutrinos, zmax: physics.zmax, grid: grid)
    problem.cosmology = try physics.cosmology()
    return problem
  }

  /// The equations hold for neutrinos much faster than their mass; a Z' as light as that is most
  /// likely a slip of meV for MeV.
  private func refuseSlowNeutrinos(
    _ zPrime: ZPrime, _ neutrinos: NeutrinoMasses, _ zmax: Double
  ) throws(AssayError) {
    let heaviest = neutrinos.states.max()!
    let least = heaviest * (2 * 1e3 * (1 + zmax)).squareRoot()
    guard zPrime.mass < least else { return }
    throw .badValue(
      name: "--mass", found: mass ?? "10MeV",
      accepted:
        "at least \(EnergyArgument.text(least, digits: 3)), so that neutrinos at the dip have "
        + "1000 times their mass (meV is not MeV)")
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
