// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

extension AnalyticPart {
  /// H of the reference tables [kpc].
  private static let halo = 4.0
  /// D of the dipoles beside densities that do not depend on it [cm²/s].
  private static let diffusion = 1e28

  static func sources(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> [StudyTask] {
    [burst(context, conventions), steady(context, conventions), disc(context, conventions)]
  }

  /// Space with lengths in kpc, from D in cm²/s.
  private static func medium(
    _ squareCentimetres: Double, halo: Double?, _ conventions: AnalyticConventions
  ) throws(AssayError) -> DiffusiveMedium {
    try DiffusiveMedium(
      diffusion: squareCentimetres / (1e3 * PhysicalConstants.parsecDiffusion)
        * conventions.diffusionFactor,
      halo: halo.map { $0 * conventions.haloFactor })
  }

  /// |δ| in a medium.
  private static func dipole(
    _ field: SourceField, _ medium: DiffusiveMedium, _ conventions: AnalyticConventions
  ) throws(AssayError) -> Double {
    let dipole = try field.dipole(diffusion: medium.diffusion)
    return (dipole * dipole).sum().squareRoot() * conventions.dipoleFactor
  }

  private static func burst(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("burst.free", "Density of a burst in infinite space", "kpc^-3"),
      TableColumn("burst.factor", "Factor of a halo of 4 kpc on it"),
      TableColumn("burst.halo", "Density of a burst in the halo", "kpc^-3"),
      TableColumn("burst.dipole", "Dipole of a burst in the halo"),
    ]
    return StudyTask(filling: "burst_source_slab_halo", columns, context) {
      axes throws(AssayError) in
      let (ages, diffusions) = (try axes.numbers(1), try axes.numbers(2))
      var rows: [[Double]] = []
      for (row, distance) in try axes.numbers(0).enumerated() {
        let source = try BurstSource(age: ages[row] / PhysicalConstants.kiloparsecInKiloyears)
        let observer = SIMD3(distance, 0, 0)
        let free = try medium(diffusions[row], halo: nil, conventions)
        let bounded = try medium(diffusions[row], halo: halo, conventions)
        let density = try source.field(at: observer, in: free).density
        let field = try source.field(at: observer, in: bounded)
        rows.append([
          density, field.density / density, field.density,
          try dipole(field, bounded, conventions),
        ])
      }
      return rows
    }
  }

  private static func steady(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("steady.halo", "n D/Q of a steady source in a halo of 4 kpc", "kpc^-1"),
      TableColumn("steady.free", "n D/Q of a steady source in infinite space", "kpc^-1"),
      TableColumn("steady.gradient", "−d ln n/dR in the halo", "kpc^-1"),
      TableColumn("steady.dipole", "Dipole of a steady source in the halo, D = 1e28 cm²/s"),
    ]
    return StudyTask(filling: "steady_source_slab_halo", columns, context) {
      axes throws(AssayError) in
      let source = try SteadySource()
      let free = try medium(diffusion, halo: nil, conventions)
      let bounded = try medium(diffusion, halo: halo, conventions)
      var rows: [[Double]] = []
      for distance in try axes.numbers(0) {
        let observer = SIMD3(distance, 0, 0)
        let field = try source.field(at: observer, in: bounded)
        rows.append([
          field.density * bounded.diffusion,
          try source.field(at: observer, in: free).density * free.diffusion,
          -field.gradient.x / field.density, try dipole(field, bounded, conventions),
        ])
      }
      return rows
    }
  }

  private static func disc(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("disc.density", "n 2D/(σH) above an infinite disc"),
      TableColumn("disc.dipole", "Dipole above an infinite disc, D = 1e28 cm²/s"),
    ]
    return StudyTask(filling: "disc_source_halo_1d", columns, context) { axes throws(AssayError) in
      let source = try DiscSource()
      let medium = try medium(diffusion, halo: halo, conventions)
      var rows: [[Double]] = []
      for height in try axes.numbers(0) {
        let field = try source.field(at: SIMD3(0, 0, height * conventions.haloFactor), in: medium)
        rows.append([
          field.density * 2 * medium.diffusion / halo, try dipole(field, medium, conventions),
        ])
      }
      return rows
    }
  }
}
