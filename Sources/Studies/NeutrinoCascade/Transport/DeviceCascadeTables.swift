// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels
private import Numerics

/// What a device is told of the masses of a batch: windows, and the exponentials of the thermal
/// integrals, which are taken on the host so that the device has their bits.
struct DeviceCascadeTables {
  /// By mass and step.
  private(set) var spans: [assay_cascade_span] = []
  /// By mass, step and target.
  private(set) var rows: [assay_cascade_row] = []
  private(set) var factors: [Double] = []
  /// By mass, source and step: ``SourceTerms/passage(_:)``.
  private(set) var passage: [Double] = []
  /// Number of thermal integrals.
  private(set) var integrals = 0
  /// Cells of the widest span.
  private(set) var widest = 0

  /// - Parameter masses: of the Z′ [eV]; each is a piece of work for a thread.
  init(_ cascade: WindowCascade, _ masses: [Double], _ sources: [SourceTerms], threads: Int) {
    let parts = Parallel.map(masses.count, threads: threads) { k in
      Self(cascade, masses[k], sources)
    }
    spans.reserveCapacity(parts.reduce(0) { $0 + $1.spans.count })
    rows.reserveCapacity(parts.reduce(0) { $0 + $1.rows.count })
    factors.reserveCapacity(parts.reduce(0) { $0 + $1.factors.count })
    for part in parts { append(part) }
  }

  private init(_ cascade: WindowCascade, _ mass: Double, _ sources: [SourceTerms]) {
    let spans = cascade.spans(of: mass)
    for span in spans { append(span, cascade.problem) }
    for source in sources { passage += source.passage(spans) }
  }

  private mutating func append(_ part: Self) {
    for var span in part.spans {
      span.first += Int64(integrals)
      spans.append(span)
    }
    for var row in part.rows {
      row.first += Int64(integrals)
      row.factor += Int64(factors.count)
      rows.append(row)
    }
    factors += part.factors
    passage += part.passage
    integrals += part.integrals
    widest = max(widest, part.widest)
  }

  private mutating func append(_ span: WindowCascade.Span, _ problem: CascadeProblem) {
    let cells = span.upper - span.lower
    let spacing = problem.grid.spacing
    spans.append(span.layout(first: integrals))
    widest = max(widest, cells)
    for window in span.windows {
      let rule = ThermalSums.rule(window.mu, spacing: spacing)
      let sides = ThermalSides(window, span, spacing: spacing)
      let nodes = Int32(rule.nodes.count)
      rows.append(
        assay_cascade_row(
          first: Int64(integrals), factor: Int64(factors.count), cells: Int32(cells),
          below: Int32(sides.below.lowerBound - span.lower),
          split: Int32(sides.above.lowerBound - span.lower),
          above: Int32(sides.above.upperBound - span.lower), nodes: nodes, unused: 0,
          statistics: problem.conventions.fermiStatistics ? 1 : 0))
      integrals += cells
      for (side, start) in [(sides.below, sides.startBelow), (sides.above, sides.startAbove)] {
        let place = factors.count
        factors.append(contentsOf: repeatElement(0, count: 2 * rule.nodes.count))
        if side.isEmpty { continue }
        factors.withUnsafeMutableBufferPointer {
          assay_cascade_factors(
            window.mu, start, spacing, rule.nodes, nodes, $0.baseAddress! + place)
        }
      }
    }
  }

  /// |Q|², shares, h and what else is the same for all masses.
  static func physics(
    _ problem: CascadeProblem, _ regeneration: RegenerationTerms, volume: Double
  ) -> assay_cascade_physics {
    let q = problem.couplings.squared
    let (p, c) = (regeneration.shares, regeneration.kernel)
    return assay_cascade_physics(
      q2: (q[0][0], q[0][1], q[0][2], q[1][0], q[1][1], q[1][2], q[2][0], q[2][1], q[2][2]),
      share: (p[0], p[1], p[2]), coefficient: (c[0], c[1], c[2]),
      diagonal: regeneration.diagonal, volume: volume,
      euler: problem.conventions.explicitEuler ? 1 : 0, unused: 0)
  }

  /// 13 rows of 12: row n holds the weights of the n-point rule times the spacing.
  static func weights(spacing: Double) -> [Double] {
    var table = [Double](repeating: 0, count: 13 * 12)
    for rule in CellRule.all {
      for (k, weight) in rule.weights.enumerated() {
        table[12 * rule.weights.count + k] = weight * spacing
      }
    }
    return table
  }
}
