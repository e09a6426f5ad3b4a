// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

extension ClosedFormsPart {
  /// g of the column Δa_μ, and the deviations that the other columns solve for.
  private static let couplingOfMoment = 5e-4
  private static let moments = [192e-11, 251e-11, 310e-11]
  /// M of the resonance energies [eV].
  private static let massOfResonance = 1e7

  static func particle(_ context: RunContext, _ conventions: CascadeConventions) -> [StudyTask] {
    [
      masses(context, conventions), couplings(context, conventions), width(context, conventions),
      moment(context, conventions), sumRules(context, conventions),
    ]
  }

  private static func masses(
    _ context: RunContext, _ conventions: CascadeConventions
  ) -> StudyTask {
    let columns =
      (1...3).map { Column("nu.mass.\($0)", "Mass of ν\($0)", "eV") }
      + (1...3).map {
        Column("nu.resonance.\($0)", "Energy of the resonance on ν\($0) at rest, 10 MeV", "eV")
      }
    return task("neutrino_masses", columns, context) { axes throws(AssayError) in
      // The mass alone decides where the resonance lies.
      let zPrime = try ZPrime(mass: massOfResonance, coupling: 1e-3)
      var rows: [[Double]] = []
      for (ordering, sum) in zip(try axes.orderings(0), try axes.numbers(1)) {
        let states = try conventions.masses(sum: sum, ordering: ordering).states
        rows.append(states + states.map(zPrime.resonanceEnergy(neutrinoMass:)))
      }
      return rows
    }
  }

  private static func couplings(
    _ context: RunContext, _ conventions: CascadeConventions
  ) -> StudyTask {
    let columns = [
      Column("nu.mixing", "Mixing |U|²"), Column("nu.charge", "Charge |Q|² of a pair"),
      Column("nu.branching", "Branching of the Z′ into a pair"),
      Column("nu.share", "Share P of a mass state among the decay neutrinos"),
    ]
    return task("couplings_branching", columns, context) { axes throws(AssayError) in
      let places = zip(try axes.indices(1), try axes.indices(2))
      return zip(try axes.orderings(0), places).map { ordering, place in
        let mixing = conventions.mixing(ordering)
        let couplings = ZPrimeCouplings(mixing)
        let (i, j) = place
        return [
          mixing.moduliSquared[i][j], couplings.squared[i][j], couplings.branching[i][j],
          couplings.shares[i],
        ]
      }
    }
  }

  private static func width(
    _ context: RunContext, _ conventions: CascadeConventions
  ) -> StudyTask {
    let columns = [
      Column("zprime.width", "Width of the Z′", "eV"),
      Column("zprime.width-ratio", "Width over mass of the Z′"),
    ]
    return task("zprime_width", columns, context) { axes throws(AssayError) in
      var rows: [[Double]] = []
      for (mass, coupling) in zip(try axes.numbers(0), try axes.numbers(1)) {
        let width = conventions.width(try ZPrime(mass: mass, coupling: coupling))
        rows.append([width, width / mass])
      }
      return rows
    }
  }

  private static func moment(
    _ context: RunContext, _ conventions: CascadeConventions
  ) -> StudyTask {
    let columns =
      [
        Column("gminus2.per-g2", "Δa_μ/g²"), Column("gminus2.at-5e-4", "Δa_μ at g = 5e-4"),
      ]
      + moments.map {
        let name = String(Int(($0 * 1e11).rounded()))
        return Column("gminus2.g.\(name)", "Coupling for Δa_μ = \(name)e-11")
      }
    return task("gminus2_zprime", columns, context) { axes throws(AssayError) in
      var rows: [[Double]] = []
      for megaElectronvolts in try axes.numbers(0) {
        let mass = megaElectronvolts * 1e6
        let slope = try MuonMagneticMoment.perCouplingSquared(mass: mass, conventions)
        var row = [slope, slope * couplingOfMoment * couplingOfMoment]
        for moment in moments {
          row.append(
            try MuonMagneticMoment.coupling(giving: moment, mass: mass, conventions))
        }
        rows.append(row)
      }
      return rows
    }
  }

  // MARK: Identities

  private static func sumRules(
    _ context: RunContext, _ conventions: CascadeConventions
  ) -> StudyTask {
    let column = Column("identity.sums", "Sums over mass states, flavours and decay energies")
    return task("sum_rules", [column], context) { axes throws(AssayError) in
      var known: [(name: String, value: Double)] = []
      for ordering in MassOrdering.allCases {
        let mixing = conventions.mixing(ordering)
        let couplings = ZPrimeCouplings(mixing)
        let sums: [(String, [Double])] = [
          ("sum |Q_ij|^2", Array(couplings.squared.joined())), ("sum P_i", couplings.shares),
          ("sum Br", Array(couplings.branching.joined())),
          ("unitarity of U", Array(mixing.moduliSquared.joined())),
        ]
        known += sums.map { ("\($0), \(ordering.abbreviation)", $1.reduce(0, +)) }
      }
      let kernel = RegenerationKernel(.leftHanded, conventions)
      known.append(("int h dy", try kernel.momentByQuadrature(0)))
      known.append(("int y h dy", try kernel.momentByQuadrature(1)))
      return try axes.values(0, from: known).map { [$0] }
    }
  }
}
