// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics
internal import Sky

extension ArrivalPart {
  private static let uniformTable = "backtracked_uniform_field"

  /// Backtracking in a field along z with r_L = 1, where everything is known: with φ = τ/r_L,
  ///
  ///     3 K_xx = 3 K_yy = r_L sin φ,  3 K_xy = −3 K_yx = r_L (1 − cos φ),  3 K_zz = τ        (1)
  ///
  /// Its antisymmetric part tells particles from antiparticles and rows from columns, which no mean
  /// over isotropic turbulence can.
  static func uniform(_ context: RunContext) -> StudyTask {
    let conventions = ArrivalConventions(fault: context.fault)
    return StudyTask(
      id: "arrival.uniform", provides: ["backtrack.uniform"], cost: 0.2
    ) { task throws(AssayError) in
      let backtracking = Backtracking(
        field: MagneticField(.none, mean: SIMD3(0, 0, 1)),
        settings: OrbitSettings(larmor: 1, step: 0.004), variant: .simdDouble,
        conventions: conventions)
      let map = try backtracking.maps(
        observers: [SIMD3(0.3, -0.2, 0.7)], sphere: try HEALPix(nside: 32), times: [2],
        threads: task.threads)[0][0]
      let known = uniformRows(
        conventions.tensor(map, unit: conventions.oneSidedLength ? 2 : 1),
        power: try conventions.power(map))
      let table = try context.reference.table(uniformTable)
      var values: [Double] = []
      for key in table.independent.first?.axis.keys ?? [] {
        guard let row = known.first(where: { key == .text($0.name) }) else {
          throw .badInput(
            file: table.file, place: "independent_variables", found: "\(key)",
            accepted: known.map(\.name).joined(separator: "; "))
        }
        values.append(row.value)
      }
      return [
        Observable(
          id: "backtrack.uniform", title: "Backtracking in a uniform field, τ = 2 r_L",
          axes: table.independent.prefix(1).map(\.axis), exact: values)
      ]
    }
  }

  /// The rows of the table, lengths in r_L.
  static func uniformRows(
    _ tensor: LocalTensor, power: [Double]
  ) -> [(name: String, value: Double)] {
    let singular = tensor.singularValues
    let dipole = tensor.dipole(gradient: SIMD3(0.1, 0, 0))
    return [
      ("K_xx", tensor.rows[0].x), ("K_xy", tensor.rows[0].y), ("K_yx", tensor.rows[1].x),
      ("K_yy", tensor.rows[1].y), ("K_zz", tensor.rows[2].z),
      ("largest singular value", singular[0]), ("smallest singular value", singular[2]),
      ("dipole along x for a gradient of 0.1/r_L along x", dipole.x),
      ("dipole along y for a gradient of 0.1/r_L along x", dipole.y),
      ("C_1", power[1]),
    ]
  }
}
