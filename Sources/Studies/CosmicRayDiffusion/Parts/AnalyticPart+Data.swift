// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

extension AnalyticPart {
  static func data(_ context: RunContext, _ conventions: AnalyticConventions) -> [StudyTask] {
    [
      power(context, conventions), components(context, conventions),
      profile(context, conventions), throughput(context, conventions),
    ]
  }

  private static func power(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let column = TableColumn("dipole.c1", "C_1 of a dipole", "sr")
    return StudyTask(filling: "dipole_power_relation", [column], context) {
      axes throws(AssayError) in
      try axes.numbers(0).map { [Dipole.power($0) * conventions.powerFactor] }
    }
  }

  // MARK: Measured dipole

  /// Amplitude, phase and C_1 from the components that HAWC and IceCube published.
  private static func components(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    StudyTask(
      id: "hawc_icecube_2019_derived", provides: ["hawc.derived"]
    ) { _ throws(AssayError) in
      let axes = try TableAxes("hawc_icecube_2019_derived", context)
      let measured = try TableAxes("hawc_icecube_2019_dipole", context)
      let names = try measured.texts(0)
      let values = try column(measured.table, 0)
      func component(_ name: String) throws(AssayError) -> Double {
        guard let row = names.firstIndex(of: name) else {
          throw .badInput(
            file: measured.table.file, place: "component", found: names.joined(separator: "; "),
            accepted: name)
        }
        return values[row]
      }
      var (zero, six) = (try component("delta_0h"), try component("delta_6h"))
      if conventions.swapsComponents { (zero, six) = (six, zero) }
      let dipole = Dipole.horizontal(towards0h: zero, towards6h: six)
      // Components are in 1e-4, C_1 in 1e-7 sr.
      let power = Dipole.power(dipole.amplitude) * conventions.powerFactor * 1e-8 / 1e-7
      return [
        Observable(
          id: "hawc.derived", title: "Horizontal dipole from its published components",
          axes: [
            Axis(
              axes.all[0].name,
              names: [
                "horizontal amplitude sqrt(d0^2+d6^2) [1e-4]",
                "phase atan2(d6,d0) [deg]", "C_1 from the horizontal dipole [1e-7 sr]",
              ])
          ], exact: [dipole.amplitude, dipole.phase, power])
      ]
    }
  }

  // MARK: Measured profile

  /// One and two harmonics of the profile in right ascension stored as Tibet's.
  private static func profile(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let column = TableColumn("tibet.fit", "Harmonics of a profile in right ascension")
    return StudyTask(filling: "tibet_harmonic_fit", [column], context) { axes throws(AssayError) in
      let input = try TableAxes("tibet_relative_intensity_1d", context)
      let angles = try input.numbers(0)
      let values = try Self.column(input.table, 0)
      guard let error = input.table.dependent[0].cells[0].standardError else {
        throw .badInput(
          file: input.table.file, place: "line \(input.table.dependent[0].cells[0].line)",
          found: "no error", accepted: "a symerror")
      }
      let one = try HarmonicFit(angles: angles, values: values, error: error, harmonics: 1)
      let two = try HarmonicFit(angles: angles, values: values, error: error, harmonics: 2)
      return try axes.values(
        0,
        from: [
          ("offset", one.offset), ("A1", one.amplitudes[0]), ("phi1 [deg]", one.phases[0]),
          ("chi2 (15 dof)", one.chi2), ("2-harmonic: A1", two.amplitudes[0]),
          ("2-harmonic: phi1 [deg]", two.phases[0]), ("2-harmonic: A2", two.amplitudes[1]),
          ("2-harmonic: phi2 [deg]", two.phases[1] * (conventions.phaseOfHarmonic ? 2 : 1)),
          ("2-harmonic: chi2 (13 dof)", two.chi2),
        ]
      ).map { [$0] }
    }
  }

  // MARK: The slides

  /// Rates and gains over the last row from the particles and times printed on the slides.
  private static func throughput(
    _ context: RunContext, _ conventions: AnalyticConventions
  ) -> StudyTask {
    let columns = [
      TableColumn("throughput.rate", "Particles over time", "particles s^-1"),
      TableColumn("throughput.gain", "Rate over that of the CPU"),
    ]
    return StudyTask(filling: "seed_gpu_throughput", columns, context) { axes throws(AssayError) in
      var machines = zip(try column(axes.table, 0), try column(axes.table, 1)).map {
        ParticleThroughput(particles: $0, time: $1)
      }
      if conventions.countsOneBatch { machines[0].particles /= 40 }
      let last = machines[machines.count - 1]
      return machines.map {
        [$0.rate, conventions.gainOfTimes ? last.time / $0.time : $0.gain(over: last)]
      }
    }
  }

  /// The numbers of a dependent column of an input table.
  private static func column(
    _ table: ReferenceTable, _ position: Int
  ) throws(AssayError) -> [Double] {
    guard table.dependent.indices.contains(position), !table.dependent[position].cells.isEmpty
    else {
      throw .badInput(
        file: table.file, place: "dependent_variables", found: "\(table.dependent.count) columns",
        accepted: "at least \(position + 1), none empty")
    }
    var numbers: [Double] = []
    for cell in table.dependent[position].cells {
      guard let number = cell.number else {
        throw .badInput(
          file: table.file, place: "line \(cell.line)", found: "\(cell.value)",
          accepted: "a number")
      }
      numbers.append(number)
    }
    return numbers
  }
}
