// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// Parameters of the Galactic field of Jansson and Farrar (2012).
///
/// Lengths in kpc, fields in µG, angles in degrees. Source: arXiv:1204.3662 (regular, striated) and
/// arXiv:1210.7820 (random); the values are those that CRPropa 3.2.1 calls the best fit of JF12.
public struct JF12Parameters: Sendable, Equatable, Codable {
  // MARK: Disk
  /// No disk field within this radius.
  public var innerDisk = 3.0
  /// Within this radius, down to `innerDisk`, a purely azimuthal ring of strength `ringField`, both
  /// falling as `ring`/r; beyond it the spiral arms.
  public var ring = 5.0
  public var ringField = 0.1
  /// Pitch angle of the arms.
  public var pitch = 11.5
  /// Where the outer edges of the arms cross the negative x axis, rising.
  public var armEdges = [5.1, 6.3, 7.1, 8.3, 9.8, 11.4, 12.7, 15.5]
  /// Strengths of the arms at r = `ring`; negative ones point against the azimuth.
  public var armFields = [0.1, 3.0, -0.9, -0.8, -2.0, -4.2, 0.0, 2.7]
  /// Height and width of the transition between disk and halo.
  public var diskHeight = 0.40
  public var diskWidth = 0.27

  // MARK: Toroidal halo
  public var northField = 1.4
  public var southField = -1.1
  public var northRadius = 9.22
  public var southRadius = 17.0
  /// Width of the radial transition.
  public var haloWidth = 0.20
  public var haloHeight = 5.3

  // MARK: X field
  public var xField = 4.6
  /// Elevation of the field lines beyond the core.
  public var xElevation = 49.0
  public var xCore = 4.8
  public var xScale = 2.9
  /// Sign of the radial component where z < 0.
  public var xSouthSign = -1.0

  // MARK: Region
  /// No halo and no X field at distances up to this one from the centre.
  public var innerRadius = 1.0
  /// Nothing from this distance on.
  public var outerRadius = 20.0

  // MARK: Striated field
  /// β: variance of the striated over the square of the regular field.
  public var striation = 1.36
  /// Edge of the cells within which its sign is the same.
  public var striationCell = 0.1

  // MARK: Turbulent field: rms strengths
  public var turbulentRing = 7.63
  public var turbulentArms = [10.81, 6.96, 9.59, 6.96, 1.96, 16.34, 37.29, 10.35]
  public var turbulentDiskHeight = 0.61
  public var turbulentHalo = 4.68
  public var turbulentHaloScale = 10.97
  public var turbulentHaloHeight = 2.84

  /// The best fit of JF12.
  public init() {}

  public static let jf12 = JF12Parameters()

  /// The variant of the Planck Collaboration (2016, arXiv:1601.00546) as CRPropa has it: a weaker
  /// sixth arm and X field, other strengths of turbulence.
  public static let planck: JF12Parameters = {
    var p = JF12Parameters()
    p.armFields[5] = -3.5
    p.xField = 1.8
    p.turbulentRing = 3.90
    p.turbulentArms = [3.12, 6.24, 3.12, 6.24, 3.12, 6.24, 3.12, 6.24]
    p.turbulentHalo = 7.332
    return p
  }()

  /// A part of the regular field.
  public enum Component: String, Sendable, CaseIterable {
    case disk
    case halo = "toroidal halo"
    case xField = "X field"
  }

  /// The same field without the other components of the regular part.
  public func only(_ component: Component) -> JF12Parameters {
    var p = self
    if component != .disk { (p.ringField, p.armFields) = (0, armFields.map { _ in 0 }) }
    if component != .halo { (p.northField, p.southField) = (0, 0) }
    if component != .xField { p.xField = 0 }
    return p
  }

  /// Radius of gyration: r_L = `larmorRadius` R[EV]/B[µG] kpc, that is 1 EV/(c µG).
  ///
  /// 1e18 V/(299792458 m/s · 1e-10 T) in units of 3.0856775814913673e19 m (IAU 2015 B2).
  public static let larmorRadius = 1e28 / 299_792_458 / 3.085_677_581_491_367_3e19

  var sinPitch: Double { sin(pitch * .pi / 180) }
  var cosPitch: Double { cos(pitch * .pi / 180) }
}
