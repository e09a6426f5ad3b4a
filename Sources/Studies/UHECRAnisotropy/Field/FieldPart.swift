// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Field vectors, backtracked rays and identities, as they are held against the reference tables.
enum FieldPart {

  static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = GalacticConventions(fault: context.fault)
    return [
      vectors(context, conventions), rays(context, conventions),
      BacktrackingIdentities.task(context, conventions),
    ]
  }

  // MARK: Field vectors

  /// A column of the field vectors: name in observables, and the model that has this part only.
  private static func parts(
    _ conventions: GalacticConventions
  ) -> [(id: String, title: String, model: JF12Parameters)] {
    let model = conventions.applied(to: .jf12)
    return [("total", "regular field", model)]
      + [("disk", .disk), ("halo", .halo), ("xfield", .xField)].map {
        (id: String, component: JF12Parameters.Component) in
        (id, component.rawValue, model.only(component))
      }
  }

  private static let ways = [("field", "specification"), ("field.single", "single precision")]

  private static func vectors(
    _ context: RunContext, _ conventions: GalacticConventions
  ) -> StudyTask {
    let parts = parts(conventions)
    let ids = ways.flatMap { way in
      parts.flatMap { part in ["x", "y", "z"].map { "\(way.0).\(part.id).\($0)" } }
        + ["\(way.0).turbulent"]
    }
    return StudyTask(id: "jf12_field_vectors", provides: ids, cost: 0.01) { _ throws(AssayError) in
      let (axes, keys) = try numbers("jf12_field_vectors", columns: 3, context)
      let points = keys.map { SIMD3($0[0], $0[1], $0[2]) }
      var observables: [Observable] = []
      for way in ways {
        var strengths: [Double] = []
        for part in parts {
          let field = GalacticField(part.model, components: .regular, seed: 0, turbulence: nil)
          let values =
            way.0 == "field"
            ? (points.map(field.model.regular), points.map(field.model.turbulentStrength))
            : field.kernelValues(at: points, single: true)
          if part.id == "total" { strengths = values.1 }
          for (d, axis) in ["x", "y", "z"].enumerated() {
            observables.append(
              Observable(
                id: "\(way.0).\(part.id).\(axis)", title: "B_\(axis), \(part.title), \(way.1)",
                units: "uG", axes: axes, exact: values.0.map { $0[d] }))
          }
        }
        observables.append(
          Observable(
            id: "\(way.0).turbulent", title: "Strength of the turbulent field, \(way.1)",
            units: "uG", axes: axes, exact: strengths))
      }
      return observables
    }
  }

  // MARK: Rays

  /// Ways to follow a ray: id, title, and the direction at the boundary.
  private typealias Way = (
    id: String, title: String,
    trace: @Sendable (SIMD3<Double>, Double) throws(AssayError) -> SIMD3<Double>
  )

  private static func ways(_ conventions: GalacticConventions) -> [Way] {
    let field = GalacticField(
      conventions.applied(to: .jf12), components: .regular, seed: 0, turbulence: nil)
    func adaptive(_ id: String, _ title: String, _ control: CashKarpTracer.Control) -> Way {
      (
        id, title,
        { (n, rigidity) throws(AssayError) in
          let tracer = try CashKarpTracer(rigidity: rigidity, control: control, conventions)
          return tracer.trace(.fromSun(n)) { field($0) }.direction
        }
      )
    }
    func fixed(_ id: String, _ title: String, _ variant: BacktrackVariant) -> Way {
      (
        id, title,
        { (n, rigidity) throws(AssayError) in
          try Backtracker(field: field, rigidity: rigidity, variant: variant, conventions)
            .trace(fromSun: [n])[0].direction
        }
      )
    }
    return [
      adaptive("adaptive", "adaptive steps", .precise),
      adaptive("authors", "adaptive steps as the authors'", .authors),
      fixed("scalar", "steps of 10 pc, scalar", .scalar),
      fixed("double", "steps of 10 pc, double precision", .simdDouble),
      fixed("single", "steps of 10 pc, single precision", .simdSingle),
    ]
  }

  private static func rays(
    _ context: RunContext, _ conventions: GalacticConventions
  ) -> StudyTask {
    let ways = ways(conventions)
    let suffixes = ["l", "b", "deflection", "x", "y", "z"]
    let ids = ways.flatMap { way in suffixes.map { "rays.\(way.id).\($0)" } }
    return StudyTask(id: "jf12_backtracking", provides: ids, cost: 2) { _ throws(AssayError) in
      let (axes, keys) = try numbers("jf12_backtracking", columns: 3, context)
      var observables: [Observable] = []
      for way in ways {
        var columns = [[Double]](repeating: [], count: suffixes.count)
        for key in keys {
          let start = DeflectionMap.direction(longitude: key[0], latitude: key[1])
          let end = conventions.applied(to: try way.trace(conventions.applied(to: start), key[2]))
          let (l, b) = DeflectionMap.angles(end)
          let row = [l, b, DeflectionMap.separation(start, end), end.x, end.y, end.z]
          for (n, value) in row.enumerated() { columns[n].append(value) }
        }
        for (suffix, column) in zip(suffixes, columns) {
          observables.append(
            Observable(
              id: "rays.\(way.id).\(suffix)",
              title: "Direction at the Galactic boundary, \(suffix), \(way.title)",
              units: ["l", "b", "deflection"].contains(suffix) ? "deg" : nil, axes: axes,
              exact: column))
        }
      }
      return observables
    }
  }

  // MARK: Tables

  /// The independent columns of a table and their numbers, row by row.
  private static func numbers(
    _ name: String, columns: Int, _ context: RunContext
  ) throws(AssayError) -> ([Axis], [[Double]]) {
    let table = try context.reference.table(name)
    let axes = table.independent.map(\.axis)
    guard axes.count == columns else {
      throw .badInput(
        file: table.file, place: "independent_variables", found: "\(axes.count) columns",
        accepted: "\(columns)")
    }
    var rows = [[Double]](repeating: [], count: axes[0].keys.count)
    for axis in axes {
      for (row, key) in axis.keys.enumerated() {
        guard case .number(let number) = key, number.isFinite else {
          throw .badInput(
            file: table.file, place: axis.name, found: "\(key)", accepted: "a finite number")
        }
        rows[row].append(number)
      }
    }
    return (axes, rows)
  }
}
