// SPDX-License-Identifier: GPL-3.0-or-later
import CosmicRayDiffusion
import Foundation

/// Answers of `solve cosmic-ray-diffusion` as a table.
enum DiffusionTable {
  static func table(_ request: DiffusionRequest, _ answers: [DiffusionAnswer]) -> ResultTable {
    // D in c l_c times this is cm²/s.
    let unit = PhysicalConstants.parsecDiffusion * request.correlationLength
    func column(
      _ key: String, _ heading: String, unit: String? = nil, _ format: String,
      _ value: (DiffusionAnswer) -> Double?
    ) -> ResultTable.Column {
      ResultTable.Column(key, unit: unit, heading: heading, format: format, answers.map(value))
    }
    return ResultTable(
      name: "DIFFUSION", settings: settings(request),
      columns: [
        column("rigidity", "R [PV]", unit: "PV", "%12.6g") { $0.rigidity },
        column("x", "r_L/l_c", "%10.4g") { $0.x },
        column("duration", "T [l_c/c]", "%10.4g") { $0.duration },
        column("d_slope", "D [c l_c]", "%12.5g") { $0.slope.value },
        column("d_slope_error", "+-", "%10.2g") { $0.slope.standardError },
        column("d_msd", "D(T) [c l_c]", "%13.5g") { $0.square.value },
        column("d_msd_error", "+-", "%10.2g") { $0.square.standardError },
        column("d_parallel", "D_zz [c l_c]", "%13.5g") { $0.parallel.value },
        column("d_parallel_error", "+-", "%10.2g") { $0.parallel.standardError },
        column("d_perpendicular", "D_perp [c l_c]", "%15.5g") { $0.perpendicular.value },
        column("d_perpendicular_error", "+-", "%10.2g") { $0.perpendicular.standardError },
        column("tgk_parallel", "K_zz [c l_c]", "%13.5g") { $0.kuboParallel.value },
        column("tgk_parallel_error", "+-", "%10.2g") { $0.kuboParallel.standardError },
        column("tgk_perpendicular", "K_perp [c l_c]", "%15.5g") { $0.kuboPerpendicular.value },
        column("tgk_perpendicular_error", "+-", "%10.2g") { $0.kuboPerpendicular.standardError },
        column("tgk_antisymmetric", "K_A [c l_c]", "%12.4g") { $0.kuboAntisymmetric.value },
        column("tgk_antisymmetric_error", "+-", "%10.2g") { $0.kuboAntisymmetric.standardError },
        column("d_cgs", "D [cm2/s]", unit: "cm2 s-1", "%12.5g") { unit * $0.slope.value },
      ])
  }

  static func settings(_ request: DiffusionRequest) -> [ResultTable.Setting] {
    fieldSettings(request) + [
      .init(
        name: "statistics",
        value: "\(request.realisations) realisations x \(request.particles) particles, "
          + "seed \(request.seed)")
    ]
  }

  static func fieldSettings(_ request: DiffusionRequest) -> [ResultTable.Setting] {
    let field =
      switch request.kind {
      case .grid: "grid of \(request.nodes)^3 nodes"
      case .nested: "nested grids of \(request.nodes)^3 nodes"
      case .waves: "\(request.modes) plane waves"
      case .composite:
        "2 x \(request.modes) plane waves, slab with \(request.slabShare) of B^2, and 2D"
      }
    return [
      .init(name: "B_rms [uG]", value: "\(request.fieldStrength)"),
      .init(name: "mean field [uG]", value: "\(request.meanField)"),
      .init(
        name: "l_c [pc]", value: "\(request.correlationLength), \(request.convention.rawValue)"),
      .init(
        name: "spectrum", value: "k^-\(request.index), L_max/L_min = \(request.range)"),
      .init(name: "field", value: field),
    ]
  }
}

extension ResultTable {
  /// Header and rows for a person.
  var text: String { (header + [text()]).joined(separator: "\n") }
}
