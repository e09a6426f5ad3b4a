// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Numerics

/// The point spread function of the Fermi-LAT: two King functions of the angle over a scale,
///
///     K(x; σ, γ) = (1/2πσ²) (1 - 1/γ) (1 + x²/(2γσ²))^-γ
///     PSF = f K(x; σ_core, γ_core) + (1 - f) K(x; σ_tail, γ_tail)
///
/// Source: Fermi Science Support Center, "Fermi-LAT IRFs"; numbers at 2 GeV as in arXiv:1612.03173.
public struct KingFunction: Sendable, Equatable {
  public struct Part: Sendable, Equatable {
    /// σ, in units of the scale.
    public var width: Double
    /// γ.
    public var slope: Double

    public init(width: Double, slope: Double) { (self.width, self.slope) = (width, slope) }
  }

  /// f.
  public var coreShare: Double
  public var core: Part
  public var tail: Part
  /// [rad]
  public var scale: Double

  /// Events of best angular resolution (PSF3) at 2 GeV.
  public static let fermiAt2GeV = KingFunction(
    coreShare: 0.748_988_248_179, core: Part(width: 0.428_653_790_656, slope: 7.823_632_293_41),
    tail: Part(width: 0.715_962_650_769, slope: 3.618_837_486_83), scale: 0.004_565_442_624_78)

  public init(coreShare: Double, core: Part, tail: Part, scale: Double) {
    (self.coreShare, self.core, self.tail, self.scale) = (coreShare, core, tail, scale)
  }

  /// Share of the photons within an angle [rad], on the flat sky:
  /// 1 - (1 + x²/(2γσ²))^(1-γ) for each King function.
  public func enclosed(_ angle: Double) -> Double {
    let x = angle / scale
    let part = { (p: Part) in
      -expm1((1 - p.slope) * log1p(x * x / (2 * p.slope * p.width * p.width)))
    }
    return coreShare * part(core) + (1 - coreShare) * part(tail)
  }

  /// Photons per steradian at an angle [rad], on the flat sky, of 1 in all.
  public func density(_ angle: Double) -> Double {
    let x = angle / scale
    let part = { (p: Part) in
      let width = p.width * p.width
      return (1 - 1 / p.slope) / (2 * .pi * width)
        * pow(1 + x * x / (2 * p.slope * width), -p.slope)
    }
    return (coreShare * part(core) + (1 - coreShare) * part(tail)) / (scale * scale)
  }

  /// The angle [rad] that holds a share of the photons.
  /// - Throws: unless the share lies between 0 and 1.
  public func radius(containing share: Double) throws(AssayError) -> Double {
    guard share > 0, share < 1 else {
      throw .badValue(name: "containment", found: "\(share)", accepted: "between 0 and 1")
    }
    var high = scale
    while enclosed(high) < share { high *= 2 }
    return try Root.find(in: 0...high) { enclosed($0) - share }
  }

  /// An angle [rad] from a source, from two uniform numbers in [0, 1).
  public func angle(_ choice: Double, _ u: Double) -> Double {
    let p = choice < coreShare ? core : tail
    return scale * p.width
      * (2 * p.slope * (pow(1 - u, 1 / (1 - p.slope)) - 1)).squareRoot()
  }
}
