// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import NeutrinoCascade
import Numerics

/// What a single solve and a scan of `solve neutrino-cascade` share: neutrinos, sources, universe.
struct CascadeOptions: ParsableArguments {
  @Option(
    name: .long, help: "Which mass state is lightest: nu_1 (normal) or nu_3 (inverted).")
  var ordering: MassOrdering = .normal
  @Option(
    name: .customLong("sum-masses"), parsing: .unconditional,
    help: "Sum of the three neutrino masses; a bare number is in eV.")
  var sumMasses = "0.1"
  @Option(
    name: .long, parsing: .unconditional,
    help: "Spectral index of the sources; several, such as 2,2.5,3, are solved together.")
  var gamma = "2.5"
  @Option(
    name: .long,
    help: """
      Evolution of the sources: sfr (star formation), none, or the path of a table of z and W \
      from z = 0 to zmax.
      """)
  var evolution = "sfr"
  @Option(
    name: .long, parsing: .unconditional,
    help: "Flavours at the source: equal, pion (1:2:0), or shares E:MU:TAU.")
  var flavours = "equal"
  @Option(name: .long, parsing: .unconditional, help: "Redshift of the first sources.")
  var zmax = 5.0
  @Option(
    name: .long, parsing: .unconditional,
    help: """
      Factor on the cross-section: 1 from the Lagrangian (relativistic or Majorana targets), 0.5 \
      for unpolarised Dirac targets, 4 as printed in slides on arXiv:2302.03571.
      """)
  var kappa = 1.0
  @Option(name: .long, parsing: .unconditional, help: "Hubble constant [km/s/Mpc].")
  var h0 = Cosmology.reference.hubbleConstant
  @Option(
    name: .long, parsing: .unconditional,
    help: """
      Grid spacing d ln E (default: 1e-3, in a scan 2e-3); the time of a solve goes as 1/du^2.
      """)
  var du: Double?

  func neutrinos() throws(AssayError) -> NeutrinoMasses {
    let sum = try EnergyArgument(sumMasses, option: "--sum-masses", bare: .one)
    return try NeutrinoMasses(sum: sum.electronvolts, ordering: ordering)
  }

  /// The equations hold for neutrinos much faster than their mass; a Z' as light as that is most
  /// likely a slip of meV for MeV.
  ///
  /// - Parameter mass: of the Z' [eV].
  func refuseSlowNeutrinos(_ mass: Double, option: String) throws(AssayError) {
    let least = try neutrinos().states.max()! * (2 * 1e3 * (1 + zmax)).squareRoot()
    guard mass < least else { return }
    throw .badValue(
      name: option, found: EnergyArgument.text(mass),
      accepted: "at least \(EnergyArgument.text(least, digits: 3)), so that neutrinos at the dip "
        + "have 1000 times their mass (meV is not MeV)")
  }

  func cosmology() throws(AssayError) -> Cosmology { try Cosmology(hubbleConstant: h0) }

  /// One source for each index, checked up to zmax.
  func sources() throws(AssayError) -> [SourceSpectrum] {
    let evolution = try sourceEvolution()
    guard zmax > 0, zmax <= 100 else {
      throw .badValue(name: "--zmax", found: "\(zmax)", accepted: "above 0, at most 100")
    }
    try evolution.check(zmax: zmax)
    let shares = try shares()
    var sources: [SourceSpectrum] = []
    for index in try NumberArgument.list(gamma, option: "--gamma") {
      guard let shares else {
        sources.append(try SourceSpectrum(index: index, evolution: evolution))
        continue
      }
      sources.append(
        try SourceSpectrum(
          index: index, evolution: evolution, flavours: shares, mixing: .nuFIT5(ordering)))
    }
    return sources
  }

  private func sourceEvolution() throws(AssayError) -> SourceEvolution {
    switch evolution {
    case "sfr": return .starFormation
    case "none": return .none
    default:
      guard FileManager.default.fileExists(atPath: evolution) else {
        throw .badValue(
          name: "--evolution", found: evolution,
          accepted: "sfr, none, or the path of a file that exists")
      }
      return .table(try EvolutionTable.read(evolution))
    }
  }

  /// e : μ : τ at the source; nil for equal shares.
  private func shares() throws(AssayError) -> [Double]? {
    if flavours == "equal" { return nil }
    if flavours == "pion" { return [1, 2, 0] }
    let parts = flavours.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }
    guard parts.count == 3, numbers.count == 3 else {
      throw .usage(
        "--flavours: found \"\(flavours)\"; accepted: equal, pion, or three shares E:MU:TAU such as 1:2:0"
      )
    }
    return numbers
  }

  /// The settings, as kept with the results.
  func settings(spacing: Double) throws(AssayError) -> [ResultTable.Setting] {
    let sum = try EnergyArgument(sumMasses, option: "--sum-masses", bare: .one).electronvolts
    return [
      .init(name: "neutrino masses", value: "sum \(sum) eV, \(ordering.rawValue) ordering"),
      .init(
        name: "sources",
        value: "power law E^-gamma, evolution \(evolution) up to z = \(zmax), flavours \(flavours)"),
      .init(name: "kappa", value: "\(kappa)"),
      .init(name: "H0 [km/s/Mpc]", value: "\(h0)"),
      .init(name: "grid spacing du", value: "\(spacing)"),
    ]
  }
}

extension MassOrdering: ExpressibleByArgument {}
extension CascadeSolver.Variant: ExpressibleByArgument {}
