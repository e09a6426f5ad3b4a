// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
private import Kernels
public import Numerics

/// The leave-one-out likelihood that chooses the kernel widths of the background density:
///   ln L(σ, ς) = Σ_i ln[ (1/y_i) Σ_{j≠i} K_ij / ((2π)^{3/2} σ² ς (N − 1)) ],
///   K_ij = exp(−|x_i − x_j|²/2σ²) exp(−(ln y_i − ln y_j)²/2ς²),
/// over all pairs of the N voids with a count in the first macro bin; distances are Euclidean in
/// (l, b), as in the public code of arXiv:2002.01229.
///
/// The second factor depends on the two counts only, and counts are whole numbers. So for each
/// void the position factor is summed over each class of equal count, and a small matrix product
/// brings in all ς at once. ``reference(l:b:counts:sigma:varsigma:)`` is the specification.
/// Cost: N² exponentials a σ, N × classes multiplications a ς.
public struct LeaveOneOut: Sendable {
  /// Voids in the order of their counts.
  let l: [Double]
  let b: [Double]
  let classOf: [Int]
  /// First void of each class, and the end.
  let starts: [Int32]
  private let lnCounts: [Double]
  private let keepsSelf: Bool
  private let dividesByAll: Bool
  private let omitsJacobian: Bool

  public var count: Int { l.count }
  public var classes: Int { lnCounts.count }

  /// - Parameter counts: of the first macro bin; voids without a count are left out.
  public init(l: [Double], b: [Double], counts: [Double]) throws(AssayError) {
    try self.init(l: l, b: b, counts: counts, MLFermiConventions())
  }

  init(
    l: [Double], b: [Double], counts: [Double], _ conventions: MLFermiConventions
  ) throws(AssayError) {
    precondition(l.count == b.count && l.count == counts.count)
    let y = conventions.keepsEmptyVoids ? counts.map { max($0, 1) } : counts
    let order = y.indices.filter { y[$0] > 0 }.sorted { (y[$0], $0) < (y[$1], $1) }
    guard order.count >= 2 else {
      throw .badValue(
        name: "voids of the leave-one-out likelihood", found: "\(order.count) with a count",
        accepted: "at least 2")
    }
    self.l = order.map { l[$0] }
    self.b = order.map { b[$0] }
    var starts: [Int32] = []
    var lnCounts: [Double] = []
    var classOf: [Int] = []
    for (i, void) in order.enumerated() {
      if i == 0 || y[void] != y[order[i - 1]] {
        starts.append(Int32(i))
        lnCounts.append(log(y[void]))
      }
      classOf.append(lnCounts.count - 1)
    }
    self.starts = starts + [Int32(order.count)]
    self.lnCounts = lnCounts
    self.classOf = classOf
    keepsSelf = conventions.keepsSelf
    dividesByAll = conventions.dividesByAll
    omitsJacobian = conventions.omitsJacobian
  }

  /// ln L at one point.
  public func logLikelihood(
    sigma: Double, varsigma: Double, threads: Int = 1
  ) throws(AssayError) -> Double {
    try logLikelihoods(sigma: sigma, varsigmas: [varsigma], threads: threads)[0]
  }

  /// ln L on a grid: one row a σ [deg], one column a ς.
  public func grid(
    sigmas: [Double], varsigmas: [Double], threads: Int = 1
  ) throws(AssayError) -> [[Double]] {
    var rows: [[Double]] = []
    for sigma in sigmas {
      rows.append(try logLikelihoods(sigma: sigma, varsigmas: varsigmas, threads: threads))
    }
    return rows
  }

  /// ln L at one σ and several ς; the same bits for any number of threads.
  public func logLikelihoods(
    sigma: Double, varsigmas: [Double], threads: Int = 1
  ) throws(AssayError) -> [Double] {
    try check(sigma, varsigmas)
    let blocks = self.blocks
    let terms = Parallel.map(blocks.count, threads: threads) { k in
      logSums(blocks[k], varsigmas, positions: positionSums(blocks[k], sigma))
    }.flatMap { $0 }
    return total(terms, sigma, varsigmas)
  }

  func check(_ sigma: Double, _ varsigmas: [Double]) throws(AssayError) {
    for (name, value) in [("sigma", sigma)] + varsigmas.map({ ("varsigma", $0) }) {
      guard value > 0 && value.isFinite else {
        throw .badValue(name: name, found: "\(value)", accepted: "a positive number")
      }
    }
  }

  /// ln L for every ς from ln Σ_j K_ij, void by void, in one fixed order.
  func total(_ terms: [Double], _ sigma: Double, _ varsigmas: [Double]) -> [Double] {
    let columns = varsigmas.count
    let pairs = Double(dividesByAll ? count : count - 1)
    return varsigmas.indices.map { v in
      let norm = 1.5 * log(2 * .pi) + 2 * log(sigma) + log(varsigmas[v]) + log(pairs)
      return (0..<count).reduce(0) { sum, i in
        sum + terms[i * columns + v] - norm - (omitsJacobian ? 0 : lnCounts[classOf[i]])
      }
    }
  }

  /// Most voids of a block.
  static let blockSize = 32

  /// Runs of voids of one class, short enough to keep their sums in the cache.
  var blocks: [Range<Int>] {
    (0..<classes).flatMap { c in
      let end = Int(starts[c + 1])
      return stride(from: Int(starts[c]), to: end, by: Self.blockSize).map {
        $0..<min($0 + Self.blockSize, end)
      }
    }
  }

  /// ln Σ_j K_ij for the voids of a block and every ς, void by void.
  ///
  /// - Parameter sums: over the voids of each class, one row a void.
  func logSums(
    _ block: Range<Int>, _ varsigmas: [Double], positions sums: [Double]
  ) -> [Double] {
    let own = lnCounts[classOf[block.lowerBound]]
    var kernel: [Double] = []
    kernel.reserveCapacity(classes * varsigmas.count)
    for other in lnCounts {
      for varsigma in varsigmas {
        let z = (own - other) / varsigma
        kernel.append(exp(-0.5 * z * z))
      }
    }
    let product =
      DenseMatrix(rows: block.count, columns: classes, elements: sums)
      * DenseMatrix(rows: classes, columns: varsigmas.count, elements: kernel)
    return product.elements.map { log($0) }
  }

  /// Σ_j exp(−|x_i − x_j|²/2σ²) over the voids j of each class, i itself left out; one row a void.
  ///
  /// The class of i is cut into the voids before i, i, and those after it: leaving out is exact. The
  /// bounds are those of assay_piece_bound (Devices/GaussianSums.h).
  private func positionSums(_ block: Range<Int>, _ sigma: Double) -> [Double] {
    let c = classOf[block.lowerBound]
    let scale = Self.scale(sigma)
    var segments = starts
    segments.insert(contentsOf: [0, 0], at: c + 1)
    var pieces = [Double](repeating: 0, count: classes + 2)
    var sums: [Double] = []
    sums.reserveCapacity(block.count * classes)
    for i in block {
      segments[c + 1] = Int32(i)
      segments[c + 2] = Int32(i + 1)
      withUnsafePointer(to: scale) { scale in
        assay_gaussian_segment_sums(
          l, b, segments, Int32(classes + 2), l[i], b[i], scale, 1, &pieces)
      }
      join(pieces, at: 0, apart: 1, of: c, to: &sums)
    }
    return sums
  }

  /// What distances squared are multiplied by.
  static func scale(_ sigma: Double) -> Double { 0.5 / (sigma * sigma) }

  /// Appends the sums over all classes, given those over the `classes` + 2 pieces from `first` on,
  /// `apart` from each other, of which three are the class c of the void itself.
  func join(_ pieces: [Double], at first: Int, apart: Int, of c: Int, to sums: inout [Double]) {
    func piece(_ k: Int) -> Double { pieces[first + k * apart] }
    for k in 0..<c { sums.append(piece(k)) }
    sums.append(piece(c) + (keepsSelf ? piece(c + 1) : 0) + piece(c + 2))
    for k in c + 3..<classes + 2 { sums.append(piece(k)) }
  }
}
