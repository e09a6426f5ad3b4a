// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Numerics
import UHECRAnisotropy

/// The source, the field and the maps of the `solve uhecr-anisotropy` commands.
struct UHECRSourceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A source of the reference table, or its place in Galactic degrees.",
      valueName: "name|l,b"))
  var source: String
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Distance of the propagated spectrum in Mpc (default: the source's); 3.5, 18.5 and 20 are "
        + "embedded, 0.5 to 25 in steps of 0.5 need --data.", valueName: "Mpc"))
  var distance: Double?
  @Option(name: .long, help: "The Galactic magnetic field.") var field = BacktrackFieldChoice.jf12
  @Option(name: .customLong("field-seed"), help: "Seed of the random parts of the field.")
  var fieldSeed: UInt64 = 1
  @Option(
    name: .long, help: "Nside of the deflection maps, a power of two (default: 32; 64 with --fine)."
  )
  var nside: Int?
  @Flag(name: .long, help: "Maps for rigidities 5 % apart instead of 26 %; takes minutes.")
  var fine = false
  @Option(name: .long, help: "Seed of nuclei, samples and weights.") var seed: UInt64 = 1
  @Option(name: .long, help: "Threads (default: all cores); do not change the numbers.")
  var threads: Int?
  @OptionGroup var device: DeviceOptions
  @OptionGroup var places: PlaceOptions

  func library() throws(AssayError) -> ReferenceLibrary {
    try ReferenceLibrary.load(
      study: UHECRAnisotropyStudy.card.id, root: try places.referenceRoot())
  }

  func solver() throws(AssayError) -> SourceSolver {
    let cores = threads ?? ProcessInfo.processInfo.activeProcessorCount
    guard cores >= 1 else {
      throw .badValue(name: "--threads", found: "\(cores)", accepted: "a whole number above 0")
    }
    let library = try library()
    var settings = ArrivalSettings()
    (settings.parameters, settings.components) = (field.parameters, field.components)
    (settings.fieldSeed, settings.nside, settings.isFine) = (fieldSeed, nside, fine)
    return try SourceSolver(
      try place(library), settings, seed: seed, threads: cores, reference: library,
      data: try places.dataFolder())
  }

  private func place(_ library: ReferenceLibrary) throws(AssayError) -> UHECRSource {
    if let distance, !(distance > 0 && distance.isFinite) {
      throw .usage("--distance: found \(distance); accepted: a positive number of Mpc")
    }
    if let direction = try DirectionArgument(source, option: "--source") {
      guard let distance else {
        throw .usage("--source \(source) without --distance; accepted: both, such as 3.5 (Mpc)")
      }
      return UHECRSource(
        name: source, longitude: direction.longitude, latitude: direction.latitude,
        distance: distance)
    }
    var found = try known(source, library)
    found.distance = distance ?? found.distance
    return found
  }

  private func known(
    _ name: String, _ library: ReferenceLibrary
  ) throws(AssayError) -> UHECRSource {
    do throws(AssayError) {
      return try UHECRSource.named(name, library)
    } catch {
      guard case .badValue(_, let found, let accepted) = error else { throw error }
      throw .usage("--source: found \(found); accepted: l,b in Galactic degrees, or \(accepted)")
    }
  }

  /// What decides the arrival directions.
  func settings(_ solver: SourceSolver) -> [ResultTable.Setting] {
    let place = solver.source
    let random = field.components == .regular ? "" : ", seed \(fieldSeed)"
    return [
      .init(
        name: "source",
        value: "\(place.name) at l = \(place.longitude), b = \(place.latitude) deg; "
          + "\(place.distance) Mpc"),
      .init(name: "field", value: field.rawValue + random),
      .init(
        name: "deflection maps",
        value: "Nside \(nside ?? (fine ? 64 : 32))"
          + ", rigidities \(fine ? 5 : 26) % apart"),
      .init(name: "seed", value: "\(seed)"),
    ]
  }

  /// Makes the deflection maps, on the device asked for, under a progress bar.
  func prepare(
    _ solver: SourceSolver, _ maps: SphereNetwork, _ bar: ProgressBar
  ) throws(AssayError) {
    let start = Date()
    _ = try device.run { (device) throws(AssayError) in
      try solver.prepare(maps, on: device) { fraction in
        let elapsed = Date().timeIntervalSince(start)
        bar.draw(
          fraction: fraction,
          secondsLeft: fraction > 0 ? elapsed * (1 - fraction) / fraction : nil,
          label: "deflection maps")
      }
    }
    bar.clear()
  }
}
