// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// The integrators against closed forms, an ordinary differential equation and each other.
enum OrbitsPart {
  static let faults: [Fault] = OrbitsFaults.faults

  static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = OrbitConventions(fault: context.fault)
    return [
      uniformField(context, conventions), gradientDrift(context, conventions),
      identities(context, conventions),
    ]
  }

  // MARK: Uniform field

  /// Turns that are followed.
  private static let gyrations = 20.0
  /// Turns after which the radius must still be the same.
  private static let manyGyrations = 1000

  private static func uniformField(
    _ context: RunContext, _ conventions: OrbitConventions
  ) -> StudyTask {
    let ids = ["boris.rotation", "boris.frequency", "boris.lag", "boris.radius", "boris.parallel"]
    return StudyTask(id: "boris_uniform_field", provides: ids, cost: 0.1) { _ throws(AssayError) in
      let axis = try axis("boris_uniform_field", context)
      var orbits: [UniformFieldOrbit] = []
      for n in try numbers(axis, "boris_uniform_field", atLeast: 4, context) {
        orbits.append(
          UniformFieldOrbit(
            stepsPerGyration: n, steps: Int(gyrations * n), last: manyGyrations, conventions))
      }
      let columns: [(String, String?, (UniformFieldOrbit) -> Double)] = [
        ("Turn of a Boris step", "rad", { $0.rotation }),
        ("Frequency of gyration over the exact one", nil, { $0.frequency }),
        ("Phase lag per gyration", "deg", { $0.lag }),
        ("Radius over the exact one", nil, { $0.radius }),
        ("Displacement along the field over the exact one", nil, { $0.parallel }),
      ]
      return zip(ids, columns).map { id, column in
        Observable(
          id: id, title: column.0, units: column.1, axes: [axis], exact: orbits.map(column.2))
      }
    }
  }

  // MARK: Gradient drift

  private static func gradientDrift(
    _ context: RunContext, _ conventions: OrbitConventions
  ) -> StudyTask {
    StudyTask(
      id: "gradB_drift", provides: ["gradb.drift", "gradb.period"], cost: 0.02
    ) { _ throws(AssayError) in
      let axis = try axis("gradB_drift", context)
      // Beyond 0.5 the orbit would reach the place where the field vanishes.
      let drifts = try numbers(axis, "gradB_drift", atLeast: 0, below: 0.5, context).map {
        GradientDrift(gradient: $0, conventions)
      }
      return [
        Observable(
          id: "gradb.drift", title: "Mean drift speed over v, a gyration", axes: [axis],
          exact: drifts.map(\.speed)),
        Observable(
          id: "gradb.period", title: "Period of an orbit", units: "r_g/v", axes: [axis],
          exact: drifts.map(\.period)),
      ]
    }
  }

  // MARK: Identities

  private static func identities(
    _ context: RunContext, _ conventions: OrbitConventions
  ) -> StudyTask {
    StudyTask(
      id: "orbit_identities", provides: ["orbit.identities"], cost: 0.5
    ) { task throws(AssayError) in
      let axis = try axis("orbit_identities", context)
      let known = OrbitIdentities.all
      var values: [Double] = []
      let setting = OrbitIdentities(seed: task.seed, stream: task.stream, conventions)
      for key in axis.keys {
        guard let identity = known.first(where: { key == .text($0.name) }) else {
          throw try refusal(
            "orbit_identities", axis, key, known.map(\.name).joined(separator: "; "), context)
        }
        values.append(try identity.value(setting))
      }
      return [
        Observable(
          id: "orbit.identities", title: "Deviations from identities of the integrators",
          axes: [axis], exact: values)
      ]
    }
  }

  // MARK: Tables

  private static func axis(
    _ name: String, _ context: RunContext
  ) throws(AssayError) -> Axis {
    let table = try context.reference.table(name)
    guard let first = table.independent.first else {
      throw .badInput(
        file: table.file, place: "independent_variables", found: "0 axes", accepted: "1")
    }
    return first.axis
  }

  private static func numbers(
    _ axis: Axis, _ table: String, atLeast least: Double, below limit: Double = .infinity,
    _ context: RunContext
  ) throws(AssayError) -> [Double] {
    var numbers: [Double] = []
    for key in axis.keys {
      guard case .number(let number) = key, number >= least, number < limit else {
        throw try refusal(table, axis, key, "a number from \(least), below \(limit)", context)
      }
      numbers.append(number)
    }
    return numbers
  }

  private static func refusal(
    _ table: String, _ axis: Axis, _ key: Key, _ accepted: String, _ context: RunContext
  ) throws(AssayError) -> AssayError {
    .badInput(
      file: try context.reference.table(table).file, place: axis.name, found: "\(key)",
      accepted: accepted)
  }
}
