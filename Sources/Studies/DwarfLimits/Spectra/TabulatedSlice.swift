// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// E dN/dE given on nodes and straight between them, in E or in ln E; integrals are exact.
///
/// With g(E) = E dN/dE and b its slope on a piece, the pieces contribute
///   photons ∫ g/E dE:  straight in E: (g₁ − bE₁) ln(E₂/E₁) + b(E₂ − E₁);  in ln E: trapezoid in ln E
///   energy  ∫ g dE:    straight in E: trapezoid;  in ln E: [E (g − b)]₁² with b = dg/d ln E.
/// Cost: O(nodes inside the range).
public struct TabulatedSlice: SpectrumSlice {
  public enum Interpolation: Sendable { case linearInEnergy, linearInLogEnergy }

  public let mass: Double
  /// Node energies [GeV], strictly rising.
  public let nodes: [Double]
  /// E dN/dE at the nodes [photons per annihilation].
  public let values: [Double]
  public let interpolation: Interpolation
  private let title: String

  public init(
    mass: Double, nodes: [Double], values: [Double], interpolation: Interpolation, title: String
  ) {
    precondition(nodes.count == values.count && nodes.count >= 2)
    self.mass = mass
    self.nodes = nodes
    self.values = values
    self.interpolation = interpolation
    self.title = title
  }

  public var energies: ClosedRange<Double> { nodes[0]...nodes[nodes.count - 1] }

  public func energySpectrum(_ energy: Double) -> Double {
    guard energies.contains(energy) else { return 0 }
    return value(energy, piece: piece(energy))
  }

  /// dN/dE [1/GeV] straight in E between the nodes of dN/dE itself: another rule, off by up to
  /// 1.2 % in the yields, kept for the fault that shows it.
  func interpolatedDensity(_ energy: Double) -> Double {
    guard energies.contains(energy) else { return 0 }
    let i = piece(energy)
    let (a, b) = (values[i] / nodes[i], values[i + 1] / nodes[i + 1])
    return a + (b - a) * (energy - nodes[i]) / (nodes[i + 1] - nodes[i])
  }

  public func photons(from low: Double, to high: Double) throws(AssayError) -> Double {
    try sum(from: low, to: high) { e1, g1, e2, g2 in
      switch interpolation {
      case .linearInEnergy:
        let slope = (g2 - g1) / (e2 - e1)
        return (g1 - slope * e1) * logRatio(e2, e1) + slope * (e2 - e1)
      case .linearInLogEnergy: return 0.5 * (g1 + g2) * logRatio(e2, e1)
      }
    }
  }

  public func energy(from low: Double, to high: Double) throws(AssayError) -> Double {
    try sum(from: low, to: high) { e1, g1, e2, g2 in
      switch interpolation {
      case .linearInEnergy: return 0.5 * (g1 + g2) * (e2 - e1)
      case .linearInLogEnergy:
        let slope = (g2 - g1) / logRatio(e2, e1)
        return e2 * (g2 - slope) - e1 * (g1 - slope)
      }
    }
  }

  /// Index of the piece that holds an energy inside the nodes.
  private func piece(_ energy: Double) -> Int {
    var low = 0
    var high = nodes.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if energy < nodes[middle] { high = middle } else { low = middle }
    }
    return low
  }

  private func value(_ energy: Double, piece i: Int) -> Double {
    let (a, b) = (values[i], values[i + 1])
    // Also keeps the logarithm out of the many pieces without photons.
    if a == b { return a }
    switch interpolation {
    case .linearInEnergy:
      return a + (b - a) * (energy - nodes[i]) / (nodes[i + 1] - nodes[i])
    case .linearInLogEnergy:
      return a + (b - a) * logRatio(energy, nodes[i]) / logRatio(nodes[i + 1], nodes[i])
    }
  }

  private func sum(
    from low: Double, to high: Double,
    _ contribution: (_ e1: Double, _ g1: Double, _ e2: Double, _ g2: Double) -> Double
  ) throws(AssayError) -> Double {
    guard low > 0 && high >= low && high.isFinite else {
      throw .badValue(
        name: "energy range", found: "\(low) to \(high) GeV", accepted: "0 < E1 <= E2, finite")
    }
    // A spectrum that is still there at its first node says nothing about lower energies.
    guard low >= nodes[0] * (1 - 1e-9) || values[0] == 0 else {
      throw .badValue(
        name: "energy range for \(title)", found: "from \(low) GeV",
        accepted: "from \(nodes[0]) GeV, the lowest energy of the spectrum at \(mass) GeV")
    }
    let low = max(low, nodes[0])
    let high = min(high, energies.upperBound)
    guard high > low else { return 0 }
    var total = 0.0
    var i = piece(low)
    var (e1, g1) = (low, value(low, piece: i))
    while true {
      let inside = nodes[i + 1] < high
      let e2 = inside ? nodes[i + 1] : high
      let g2 = inside ? values[i + 1] : value(high, piece: i)
      if e2 > e1 && (g1 != 0 || g2 != 0) { total += contribution(e1, g1, e2, g2) }
      guard inside else { return total }
      (e1, g1) = (e2, g2)
      i += 1
    }
  }
}
