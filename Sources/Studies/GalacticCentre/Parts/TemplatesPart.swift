// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Numerics

/// Emission along lines of sight and the point spread function.
enum TemplatesPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    [
      lines(context, conventions), annuli(context, conventions), template(context, conventions),
      disk(context, conventions), bulge(context, conventions), bubbles(context, conventions),
      king(context, conventions),
    ]
  }

  private static let degree = Double.pi / 180

  private static func profile(
    _ slope: Double, _ solarRadius: Double, _ conventions: CentreConventions
  ) throws(AssayError) -> GeneralisedNFW {
    try GeneralisedNFW(
      slope: slope, scaleRadius: conventions.halvesScale ? 10 : 20,
      solarRadius: conventions.movesSun ? 8 : solarRadius)
  }

  private static func lines(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    let columns = [
      (id: "profile.1.26", slope: 1.26, sun: 8.5, power: 2),
      (id: "profile.1.2", slope: 1.2, sun: 8.2, power: 2),
      (id: "profile.1.0", slope: 1.0, sun: 8.5, power: 2),
      (id: "profile.decay", slope: 1.0, sun: 8.5, power: 1),
    ]
    return StudyTask(id: "profile.lines", provides: columns.map(\.id)) { _ throws(AssayError) in
      let axes = try TableAxes("gnfw_los", context)
      var observables: [Observable] = []
      for column in columns {
        let profile = try profile(column.slope, column.sun, conventions)
        let power = conventions.usesDensity ? 1 : column.power
        observables.append(
          Observable(
            id: column.id,
            title: "\(column.power == 2 ? "J" : "D") along the line of sight, γ = \(column.slope)",
            units: column.power == 2 ? "GeV^2 cm^-5 sr^-1" : "GeV cm^-2 sr^-1", axes: axes.all,
            exact: try axes.numbers(0).map {
              profile.lineOfSight(power: power, angle: $0 * degree)
            }))
      }
      return observables
    }
  }

  private static func annuli(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    StudyTask(id: "profile.annuli", provides: ["profile.annuli"]) { _ throws(AssayError) in
      let axes = try TableAxes("gnfw_annulus", context)
      let profile = try profile(1.26, 8.5, conventions)
      var values: [Double] = []
      for (low, high) in zip(try axes.numbers(0), try axes.numbers(1)) {
        values.append(
          try profile.annulus(
            power: conventions.usesDensity ? 1 : 2, from: low * degree, to: high * degree))
      }
      return [
        Observable(
          id: "profile.annuli", title: "J of annuli, γ = 1.26", units: "GeV^2 cm^-5",
          axes: axes.all, exact: values)
      ]
    }
  }

  /// The published template at pixel centres over the integral: means over the 40 pixels of the
  /// region nearest to an angle, normalised at 20 degrees.
  private static func template(
    _ context: RunContext, _ conventions: CentreConventions
  ) -> StudyTask {
    StudyTask(id: "profile.template", provides: ["profile.template"], cost: 0.2) {
      _ throws(AssayError) in
      let axes = try TableAxes("gnfw_template_check", context)
      let (names, slopes, angles) = (
        try axes.texts(0), try axes.numbers(1), try axes.numbers(2)
      )
      let region = try FermiRegion.read(context.reference)
      let template = try region.template("gce_gamma1p2")
      let centres = try region.centres()
      let rows = names.indices.filter { names[$0] == "gce_gamma_1.20" && angles[$0] <= 30 }
      func mean(_ row: Int) throws(AssayError) -> Double {
        let profile = try profile(slopes[row], 8.5, conventions)
        let gaps = centres.map { abs($0.fromCentre - angles[row] * degree) }
        let near = gaps.indices.sorted { (gaps[$0], $0) < (gaps[$1], $1) }.prefix(40)
        return near.reduce(0.0) { sum, p in
          let integral = profile.lineOfSight(
            power: conventions.usesDensity ? 1 : 2, angle: centres[p].fromCentre)
          return sum + template[p] / region.exposure[p] / integral / 40
        }
      }
      var means: [Double] = []
      for row in rows { means.append(try mean(row)) }
      let norm = rows.firstIndex { angles[$0] == 20 }.map { means[$0] } ?? .nan
      return [
        Observable(
          id: "profile.template", title: "Published template over the line-of-sight integral",
          axes: axes.all.map { axis in
            Axis(axis.name, units: axis.units, keys: rows.map { axis.keys[$0] })
          },
          exact: means.map { $0 / norm })
      ]
    }
  }

  private static func disk(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    StudyTask(id: "disk.columns", provides: ["disk.columns"]) { _ throws(AssayError) in
      let axes = try TableAxes("disk_los", context)
      var disk = StellarDisk()
      if conventions.doublesHeight { disk.scaleHeight *= 2 }
      if conventions.movesSun { disk.solarRadius = 8 }
      let values = zip(try axes.numbers(0), try axes.numbers(1)).map {
        disk.lineOfSight(longitude: $0 * degree, latitude: $1 * degree)
      }
      return [
        Observable(
          id: "disk.columns", title: "Column through the disk", units: "kpc", axes: axes.all,
          exact: values)
      ]
    }
  }

  private static func bulge(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    let ids = ["bulge.columns", "bulge.columns-other"]
    return StudyTask(id: "bulge", provides: ids) { _ throws(AssayError) in
      let axes = try TableAxes("bulge_los", context)
      let (longitudes, latitudes) = (try axes.numbers(0), try axes.numbers(1))
      let other = try StellarBulge(
        axes: SIMD3(1.239, 0.609, 0.438), barAngle: 24.9 * degree, solarRadius: 8.2)
      return zip(ids, [try StellarBulge(), other]).map { id, model in
        var bulge = model
        if conventions.mirrorsBar { bulge.barAngle *= -1 }
        if conventions.movesSun { bulge.solarRadius = 8 }
        return Observable(
          id: id, title: "Column through the bulge", units: "kpc", axes: axes.all,
          exact: zip(longitudes, latitudes).map {
            bulge.lineOfSight(longitude: $0 * degree, latitude: $1 * degree)
          })
      }
    }
  }

  private static func bubbles(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask
  {
    let ids = ["bubbles.outline", "bubbles.spheres"]
    return StudyTask(id: "bubbles", provides: ids) { _ throws(AssayError) in
      let axes = try TableAxes("bubble_chords", context)
      let (longitudes, latitudes) = (try axes.numbers(0), try axes.numbers(1))
      let share = conventions.narrowsBubbles ? 0.5 : 1
      let sun: Double? = conventions.movesSun ? 8 : nil
      let outline = try FermiBubbles(width: share * 40 * degree, solarRadius: sun ?? 8.5)
      let spheres = try FermiBubbles(
        radius: share * 3, halfHeight: 3, solarRadius: sun ?? 8.2)
      return zip(ids, [outline, spheres]).map { id, bubbles in
        Observable(
          id: id, title: "Line of sight within the bubbles", units: "kpc", axes: axes.all,
          exact: zip(longitudes, latitudes).map {
            bubbles.lineOfSight(longitude: $0 * degree, latitude: $1 * degree)
          })
      }
    }
  }

  private static func king(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    let ids = ["psf.enclosed", "psf.radius"]
    return StudyTask(id: "psf", provides: ids) { _ throws(AssayError) in
      var psf = KingFunction.fermiAt2GeV
      if conventions.swapsKing { (psf.core, psf.tail) = (psf.tail, psf.core) }
      let angles = try TableAxes("king_psf_enclosed", context)
      let shares = try TableAxes("king_psf_radius", context)
      var radii: [Double] = []
      for share in try shares.numbers(0) {
        radii.append(try psf.radius(containing: share) / degree)
      }
      return [
        Observable(
          id: ids[0], title: "Share of the photons inside an angle", axes: angles.all,
          exact: try angles.numbers(0).map { psf.enclosed($0 * degree) }),
        Observable(
          id: ids[1], title: "Angle that holds a share of the photons", units: "deg",
          axes: shares.all, exact: radii),
      ]
    }
  }
}
