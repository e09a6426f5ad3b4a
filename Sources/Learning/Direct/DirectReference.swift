// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Equations (1) and (2) of ``DirectTower`` and their gradient, one number after the other in double
/// precision: the specification of the vectorised tower.
public struct DirectReference: Sendable {
  /// What the way forward leaves for the way back.
  public struct Pass: Sendable {
    /// The input and the map after each level; the last one is the features.
    public var maps: [[Double]]
    /// For each level the child that a pooled number came from; nil where none was positive.
    public var children: [[Int?]]

    public var features: [Double] { maps[maps.count - 1] }
  }

  let neighbours: [[Int32]]
  let inputs: Int
  let filters: Int

  /// As those of ``DirectTower``, which checks them.
  public init(neighbours: [[Int32]], inputs: Int, filters: Int) throws(AssayError) {
    _ = try DirectTower(neighbours: neighbours, inputs: inputs, filters: filters, unit: .baseline)
    (self.neighbours, self.inputs, self.filters) = (neighbours, inputs, filters)
  }

  /// - Parameters:
  ///   - input: pixel by pixel, channels fastest.
  ///   - kernels: level by level, (tap, channel, filter).
  public func forward(input: [Double], kernels: [Double]) -> Pass {
    var pass = Pass(maps: [input], children: [])
    var start = 0
    for table in neighbours {
      let channels = pass.maps.count == 1 ? inputs : filters
      let z = convolve(pass.features, channels: channels, table: table, kernels[start...])
      start += 9 * channels * filters
      var pooled = [Double](repeating: 0, count: z.count / 4)
      var children = [Int?](repeating: nil, count: z.count / 4)
      for parent in 0..<z.count / (4 * filters) {
        for f in 0..<filters {
          for j in 0..<4 where z[(4 * parent + j) * filters + f] > pooled[parent * filters + f] {
            pooled[parent * filters + f] = z[(4 * parent + j) * filters + f]
            children[parent * filters + f] = j
          }
        }
      }
      pass.maps.append(pooled)
      pass.children.append(children)
    }
    return pass
  }

  /// Equation (1).
  private func convolve(
    _ x: [Double], channels: Int, table: [Int32], _ kernel: ArraySlice<Double>
  ) -> [Double] {
    var z = [Double](repeating: 0, count: table.count / 9 * filters)
    for q in 0..<table.count / 9 {
      for k in 0..<9 where table[9 * q + k] >= 0 {
        for c in 0..<channels {
          let a = x[Int(table[9 * q + k]) * channels + c]
          let row = kernel.startIndex + (k * channels + c) * filters
          for f in 0..<filters { z[q * filters + f] += a * kernel[row + f] }
        }
      }
    }
    return z
  }

  /// The gradient of the kernels, flat as they are, from that of the features.
  public func backward(_ pass: Pass, features: [Double], kernels: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: kernels.count)
    var gradient = features
    var start = kernels.count
    for (level, table) in neighbours.enumerated().reversed() {
      let channels = level == 0 ? inputs : filters
      start -= 9 * channels * filters
      let x = pass.maps[level]
      var below = [Double](repeating: 0, count: x.count)
      for n in gradient.indices {
        guard let child = pass.children[level][n] else { continue }
        let (parent, f) = n.quotientAndRemainder(dividingBy: filters)
        for k in 0..<9 where table[9 * (4 * parent + child) + k] >= 0 {
          let from = Int(table[9 * (4 * parent + child) + k]) * channels
          for c in 0..<channels {
            let weight = start + (k * channels + c) * filters + f
            result[weight] += gradient[n] * x[from + c]
            below[from + c] += gradient[n] * kernels[weight]
          }
        }
      }
      gradient = below
    }
    return result
  }
}
