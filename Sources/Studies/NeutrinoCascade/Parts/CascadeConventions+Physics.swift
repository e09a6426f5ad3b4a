// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

// What the switches make of masses, mixing, width and evolution. Each function returns its
// argument's production value when its switch is off.
extension CascadeConventions {
  /// Masses from Σm [eV].
  ///
  /// The swap keeps the lightest mass, because Σm may lie below the minimum of the other ordering.
  func masses(sum: Double, ordering: MassOrdering) throws(AssayError) -> NeutrinoMasses {
    if splittingFromMiddle {
      let light = try Root.find(in: 0...sum, relative: 1e-15) {
        NeutrinoMasses(countedFromMiddle: $0, ordering).sum - sum
      }
      return NeutrinoMasses(countedFromMiddle: light, ordering)
    }
    let masses = try NeutrinoMasses(sum: sum, ordering: ordering)
    guard swapsOrdering else { return masses }
    return NeutrinoMasses(lightest: masses.states.min()!, ordering: ordering.opposite)
  }

  /// The mixing of NuFIT 5.0.
  func mixing(_ ordering: MassOrdering) -> MixingMatrix {
    let mixing = MixingMatrix.nuFIT5(swapsOrdering ? ordering.opposite : ordering)
    return mirrorsOctant ? mixing.otherOctant : mixing
  }

  /// Γ [eV].
  func width(_ zPrime: ZPrime) -> Double { zPrime.width * (12 / widthDivisor) }

  func evolution(_ evolution: SourceEvolution) -> SourceEvolution {
    guard otherStarFormation, evolution == .starFormation else { return evolution }
    return .starFormationWith(b: 5000, c: 9)
  }
}

extension NeutrinoMasses {
  /// m₃² = m₂² + Δ instead of m₁² + Δ (normal), m₁² = m₃² + Δ instead of m₂² = m₃² + Δ (inverted).
  fileprivate init(countedFromMiddle lightest: Double, _ ordering: MassOrdering) {
    let square = lightest * lightest
    let (small, large) = (Self.solarSplitting, Self.atmosphericSplitting[ordering]!)
    self.ordering = ordering
    switch ordering {
    case .normal:
      states = [
        lightest, (square + small).squareRoot(), (square + small + large).squareRoot(),
      ]
    case .inverted:
      states = [
        (square + large).squareRoot(), (square + large + small).squareRoot(), lightest,
      ]
    }
  }
}

extension MixingMatrix {
  /// θ₂₃ → 90° − θ₂₃: the rows μ and τ turned by 90° − 2θ₂₃.
  fileprivate var otherOctant: MixingMatrix {
    let moduli = moduliSquared
    let (mu, tau) = (moduli[1][2], moduli[2][2])
    let sine = 2 * (mu * tau).squareRoot() / (mu + tau)
    let cosine = (tau - mu) / (mu + tau)
    func turned(_ rows: [[Double]]) -> [[Double]] {
      [
        rows[0], zip(rows[1], rows[2]).map { sine * $0 + cosine * $1 },
        zip(rows[1], rows[2]).map { sine * $1 - cosine * $0 },
      ]
    }
    return MixingMatrix(real: turned(real), imaginary: turned(imaginary))
  }

  private init(real: [[Double]], imaginary: [[Double]]) {
    (self.real, self.imaginary) = (real, imaginary)
  }
}
