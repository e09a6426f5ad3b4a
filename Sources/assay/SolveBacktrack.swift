// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Numerics
import Sky
import UHECRAnisotropy

struct SolveBacktrack: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtrack",
    abstract: "Follow cosmic rays back to the boundary of the Galaxy.",
    discussion: """
      The antiparticle sent out from the Sun retraces the path of the cosmic ray; where it leaves \
      the sphere of 20 kpc is where the cosmic ray came from. Angles are Galactic, in degrees.

      Fields: jf12 (regular, striated and turbulent), jf12-striated, jf12-regular, and the same \
      with jf12-planck. Rigidities carry their unit: GV, TV, PV, EV, ZV.

      With --direction one ray is followed. Else every pixel of the sky is: --out writes longitude \
      and latitude at the boundary and the deflection as a HEALPix FITS map, and --source lists the \
      pixels whose rays come from a place. Maps are kept in $XDG_CACHE_HOME/assay or ~/.cache/assay \
      and verified when they are read again.

      Examples:
        assay solve uhecr-anisotropy backtrack --rigidity 5EV --out map.fits --figure map.svg
        assay solve uhecr-anisotropy backtrack --rigidity 5EV --direction 309.5,19.4
        assay solve uhecr-anisotropy backtrack --rigidity 10EV --source "Cen A" --field jf12-regular
      """)

  @Option(name: .long, help: "Rigidity E/Z, such as 5EV.") var rigidity: String
  @Option(name: .long, help: "The Galactic magnetic field.") var field = BacktrackFieldChoice.jf12
  @Option(name: .long, help: "Seed of the random parts of the field.") var seed: UInt64 = 1
  @Option(
    name: .long, help: ArgumentHelp("Follow one ray from this direction.", valueName: "l,b"))
  var direction: String?
  @OptionGroup(title: "Map") var map: BacktrackMapOptions
  @Option(name: .long, help: "Threads (default: all cores).") var threads: Int?
  @OptionGroup var output: OutputOptions

  func run() throws {
    let exavolts = try RigidityArgument(rigidity, option: "--rigidity").exavolts
    let cores = threads ?? ProcessInfo.processInfo.activeProcessorCount
    guard cores >= 1 else {
      throw AssayError.badValue(
        name: "--threads", found: "\(cores)", accepted: "a whole number above 0")
    }
    if let direction {
      if let unused = map.given {
        throw AssayError.usage("\(unused) with --direction; accepted: --direction alone, one ray")
      }
      try follow(direction, exavolts, cores)
    } else {
      try map.run(field, exavolts, seed: seed, threads: cores, output)
    }
  }

  private func follow(_ text: String, _ exavolts: Double, _ cores: Int) throws {
    guard let start = try DirectionArgument(text, option: "--direction") else {
      throw AssayError.usage(
        "--direction: found \"\(text)\"; accepted: l,b in Galactic degrees, such as 309.5,19.4")
    }
    // In double precision: one ray costs nothing.
    let galaxy = try field.make(seed: seed, threads: cores)
    let backtracker = try Backtracker(field: galaxy, rigidity: exavolts, variant: .simdDouble)
    let earth = DeflectionMap.direction(longitude: start.longitude, latitude: start.latitude)
    let ray = backtracker.trace(fromSun: [earth])[0]
    let left = ray.hasEscaped(galaxy.parameters.outerRadius)
    let end = DeflectionMap.angles(ray.direction)
    let answer = Ray(
      rigidity: exavolts, field: field.rawValue, seed: field.components == .regular ? nil : seed,
      longitude: start.longitude, latitude: start.latitude, trapped: !left,
      boundaryLongitude: left ? end.longitude : nil, boundaryLatitude: left ? end.latitude : nil,
      deflection: left ? DeflectionMap.separation(earth, ray.direction) : nil, path: ray.path)
    if output.json {
      try printJSON(answer)
    } else {
      print(answer.text)
    }
  }

  /// What a single ray prints; angles in degrees, rigidity in EV, path in kpc.
  private struct Ray: Encodable {
    var rigidity: Double
    var field: String
    var seed: UInt64?
    var longitude: Double
    var latitude: Double
    var trapped: Bool
    var boundaryLongitude: Double?
    var boundaryLatitude: Double?
    var deflection: Double?
    var path: Double

    var text: String {
      let length = String(format: "path: %.3f kpc", path)
      guard let boundaryLongitude, let boundaryLatitude, let deflection else {
        return "the particle is trapped; followed over \(length)"
      }
      return String(
        format: "direction at the boundary: l = %.4f, b = %.4f deg\ndeflection: %.4f deg\n",
        boundaryLongitude, boundaryLatitude, deflection) + length
    }
  }
}

/// Names of fields on the command line.
enum BacktrackFieldChoice: String, CaseIterable, ExpressibleByArgument {
  case jf12
  case jf12Striated = "jf12-striated"
  case jf12Regular = "jf12-regular"
  case planck = "jf12-planck"
  case planckStriated = "jf12-planck-striated"
  case planckRegular = "jf12-planck-regular"

  var components: FieldComponents {
    switch self {
    case .jf12, .planck: .all
    case .jf12Striated, .planckStriated: .striated
    case .jf12Regular, .planckRegular: .regular
    }
  }

  var parameters: JF12Parameters { rawValue.hasPrefix("jf12-planck") ? .planck : .jf12 }

  func make(seed: UInt64, threads: Int) throws(AssayError) -> GalacticField {
    try GalacticField(parameters, components: components, seed: seed, threads: threads)
  }
}
