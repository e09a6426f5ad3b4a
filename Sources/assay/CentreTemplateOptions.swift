// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import GalacticCentre
import Numerics

/// Which formula, with which parameters.
struct CentreTemplateOptions: ParsableArguments {
  enum Profile: String, ExpressibleByArgument, CaseIterable {
    case nfw, disk, bulge, bubbles, isotropic
  }

  @Option(name: .long, help: "The formula: nfw, disk, bulge, bubbles or isotropic.")
  var profile: Profile
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Distance of the Sun from the centre [kpc] (default: 8.5); not for isotropic.",
      valueName: "kpc"))
  var sun: Double?
  @Option(name: .long, help: "nfw: inner slope, 0 to below 3 (default: 1).") var slope: Double?
  @Option(
    name: .customLong("scale-radius"),
    help: ArgumentHelp("nfw: scale radius [kpc] (default: 20).", valueName: "kpc"))
  var scaleRadius: Double?
  @Option(
    name: .long, help: "nfw: power of the density, 2 (annihilation, default) or 1 (decay).")
  var power: Int?
  @Option(
    name: .customLong("disk-length"),
    help: ArgumentHelp("disk: scale length [kpc] (default: 5).", valueName: "kpc"))
  var diskLength: Double?
  @Option(
    name: .customLong("disk-height"),
    help: ArgumentHelp("disk: scale height [kpc] (default: 0.3).", valueName: "kpc"))
  var diskHeight: Double?
  @Option(
    name: .customLong("bulge-axes"),
    help: ArgumentHelp(
      "bulge: scale lengths along the bar, across and up [kpc] (default: 1.58,0.62,0.43).",
      valueName: "x,y,z"))
  var bulgeAxes: String?
  @Option(
    name: .customLong("bar-angle"),
    help: ArgumentHelp(
      "bulge: from the line to the Sun, near end at positive l [deg] (default: 20).",
      valueName: "deg"))
  var barAngle: Double?
  @Option(
    name: .customLong("bubble-reach"),
    help: ArgumentHelp("bubbles: highest latitude [deg] (default: 50).", valueName: "deg"))
  var bubbleReach: Double?
  @Option(
    name: .customLong("bubble-width"),
    help: ArgumentHelp("bubbles: widest in longitude [deg] (default: 40).", valueName: "deg"))
  var bubbleWidth: Double?

  /// Options that only some formulas have.
  private var own: [(name: String, isGiven: Bool, of: Set<Profile>)] {
    [
      ("--sun", sun != nil, [.nfw, .disk, .bulge, .bubbles]), ("--slope", slope != nil, [.nfw]),
      ("--scale-radius", scaleRadius != nil, [.nfw]), ("--power", power != nil, [.nfw]),
      ("--disk-length", diskLength != nil, [.disk]),
      ("--disk-height", diskHeight != nil, [.disk]), ("--bulge-axes", bulgeAxes != nil, [.bulge]),
      ("--bar-angle", barAngle != nil, [.bulge]),
      ("--bubble-reach", bubbleReach != nil, [.bubbles]),
      ("--bubble-width", bubbleWidth != nil, [.bubbles]),
    ]
  }

  /// - Throws: `usage` for an option of another formula; `badValue` for values out of range.
  func formula() throws(AssayError) -> EmissionFormula {
    if let odd = own.first(where: { $0.isGiven && !$0.of.contains(profile) }) {
      throw .usage(
        "\(odd.name) with --profile \(profile.rawValue); accepted: with "
          + odd.of.map(\.rawValue).sorted().joined(separator: ", "))
    }
    let sun = sun ?? 8.5
    switch profile {
    case .nfw:
      guard [1, 2].contains(power ?? 2) else {
        throw .badValue(name: "--power", found: "\(power ?? 2)", accepted: "2 or 1")
      }
      return .profile(
        try GeneralisedNFW(slope: slope ?? 1, scaleRadius: scaleRadius ?? 20, solarRadius: sun),
        power: power ?? 2)
    case .disk:
      let usual = StellarDisk()
      return .disk(
        try StellarDisk(
          scaleLength: diskLength ?? usual.scaleLength,
          scaleHeight: diskHeight ?? usual.scaleHeight, solarRadius: sun))
    case .bulge:
      let usual = try StellarBulge()
      return .bulge(
        try StellarBulge(
          axes: try axes() ?? usual.axes,
          barAngle: barAngle.map { $0 * .pi / 180 } ?? usual.barAngle, solarRadius: sun))
    case .bubbles:
      return .bubbles(
        try FermiBubbles(
          reach: (bubbleReach ?? 50) * .pi / 180, width: (bubbleWidth ?? 40) * .pi / 180,
          solarRadius: sun))
    case .isotropic: return .isotropic
    }
  }

  private func axes() throws(AssayError) -> SIMD3<Double>? {
    guard let bulgeAxes else { return nil }
    let parts = bulgeAxes.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0.trimmingCharacters(in: .whitespaces))
    }
    guard parts.count == 3, let x = parts[0], let y = parts[1], let z = parts[2] else {
      throw .usage("--bulge-axes \(bulgeAxes): accepted: three lengths x,y,z in kpc")
    }
    return SIMD3(x, y, z)
  }
}
