// SPDX-License-Identifier: GPL-3.0-or-later

extension AutoregressiveTransform {
  /// Numbers of memory that `invert` needs for each sample.
  var inverseMemory: Int { conditioner.kept + dimension }

  /// Turns z back to x, sample by sample in columns: first the number that depends on no other, with
  /// it the next, and so on. Cost: D times the conditioner's forward pass.
  ///
  /// - Parameter columns: D × samples, z on entry and x at the end.
  func invert(
    samples: Int, _ columns: UnsafeMutablePointer<Element>, _ weights: UnsafePointer<Element>,
    memory kept: UnsafeMutablePointer<Element>, _ matrices: any MatrixBackend<Element>
  ) {
    let numbers = kept + conditioner.place(conditioner.layers, samples: samples)
    kept.clear(count: dimension * samples)
    let order = degrees.indices.sorted { degrees[$0] < degrees[$1] }
    for d in order {
      conditioner.forward(samples: samples, weights, kept: kept, matrices)
      Element.inverseTransform(
        kind, count: samples, columns + d * samples,
        numbers: numbers + d * kind.numbers * samples, into: kept + d * samples)
    }
    columns.copy(from: kept, count: dimension * samples)
  }
}
