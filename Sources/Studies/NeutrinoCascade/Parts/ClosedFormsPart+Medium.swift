// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

extension ClosedFormsPart {
  static func medium(_ context: RunContext, _ conventions: CascadeConventions) -> [StudyTask] {
    [
      moments(context, conventions), coldDepth(context, conventions),
      freeStreaming(context, conventions), thermalRate(context, conventions),
    ]
  }

  private static func moments(
    _ context: RunContext, _ conventions: CascadeConventions
  ) -> StudyTask {
    let columns = [
      Column("regeneration.moment", "Moment of the decay spectrum"),
      Column("regeneration.moment-isotropic", "Moment of an isotropic decay"),
    ]
    return task("regeneration_moments", columns, context) { axes throws(AssayError) in
      let kernels = RegenerationKernel.Decay.allCases.map { RegenerationKernel($0, conventions) }
      var rows: [[Double]] = []
      for power in try axes.numbers(0) {
        rows.append([try kernels[0].moment(power), try kernels[1].moment(power)])
      }
      return rows
    }
  }

  private static func coldDepth(
    _ context: RunContext, _ conventions: CascadeConventions
  ) -> StudyTask {
    let column = Column("tau.cold", "Optical depth of relic neutrinos at rest over |Q|²")
    return task("tau_cold_limit", [column], context) { axes throws(AssayError) in
      // τ/|Q|² knows neither couplings nor masses of the neutrinos.
      let couplings = ZPrimeCouplings(.nuFIT5(.normal))
      let masses = NeutrinoMasses(lightest: 0, ordering: .normal)
      let redshifts = try axes.numbers(2)
      var rows: [[Double]] = []
      for (row, (mass, coupling)) in zip(try axes.numbers(0), try axes.numbers(1)).enumerated() {
        let zPrime = try ZPrime(mass: mass, coupling: coupling)
        var depth = OpticalDepth(zPrime: zPrime, couplings: couplings, masses: masses)
        depth.conventions = conventions
        rows.append([depth.cold(z: redshifts[row])])
      }
      return rows
    }
  }

  private static func freeStreaming(
    _ context: RunContext, _ conventions: CascadeConventions
  ) -> StudyTask {
    let columns = [
      Column("freestream.5", "Integral over the sources up to z = 5"),
      Column("freestream.3", "Integral over the sources up to z = 3"),
    ]
    return task("freestream_integrals", columns, context) { axes throws(AssayError) in
      let evolution = conventions.evolution(.starFormation)
      let far = try FreeStreaming(evolution: evolution, zmax: 5)
      let near = try FreeStreaming(evolution: evolution, zmax: 3)
      var rows: [[Double]] = []
      for index in try axes.numbers(0) {
        rows.append([try far.integral(index: index), try near.integral(index: index)])
      }
      return rows
    }
  }

  private static func thermalRate(
    _ context: RunContext, _ conventions: CascadeConventions
  ) -> StudyTask {
    let column = Column("thermal.rate", "Rate on thermal relic neutrinos over |Q|²", "s^-1")
    return task("thermal_rate_kernel", [column], context, cost: 0.005) {
      axes throws(AssayError) in
      var rate = ThermalRate(zPrime: try ZPrime(mass: 1e7, coupling: 5e-4))
      rate.conventions = conventions
      let (redshifts, energies) = (try axes.numbers(1), try axes.numbers(2))
      var rows: [[Double]] = []
      for (row, mass) in try axes.numbers(0).enumerated() {
        rows.append([try rate.rate(energy: energies[row], z: redshifts[row], mass: mass)])
      }
      return rows
    }
  }
}
