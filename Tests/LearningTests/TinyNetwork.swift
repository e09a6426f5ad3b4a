// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Learning

/// The small sphere network of the reference tables tiny_cnn, weights and inputs by formula.
enum TinyNetwork {
  static func network<Element: Scalar>(of: Element.Type = Element.self) throws -> Network<Element> {
    var build = NetworkBuilder<Element>(input: TensorShape(pixels: 192, channels: 2))
    for (number, nside) in [4, 2].enumerated() {
      try build.convolve(
        "conv\(number)", SphereTables.neighbours(nside: nside), filters: 3, activation: .relu)
      try build.poolMaximum("pool\(number)", SphereTables.pool(nside: nside))
    }
    build.flatten("flat")
    try build.dense("dense0", units: 4, activation: .relu)
    try build.dense("dense1", units: 4, activation: .relu)
    try build.dense("dense2", units: 1)
    var network = try build.network(seed: 0)
    for layer in 0..<2 {
      try set(&network, "conv\(layer).kernel") { 0.4 * sin(1.3 * $0 + Double(layer) + 0.5) }
    }
    for layer in 0..<3 {
      try set(&network, "dense\(layer).kernel") { 0.5 * cos(0.9 * $0 + Double(layer)) }
      try set(&network, "dense\(layer).bias") { 0.05 * ($0 + 1) }
    }
    return network
  }

  static func samples<Element: Scalar>(of: Element.Type = Element.self) -> [Sample<Element>] {
    (0..<2).map { b in
      let values = (0..<384).map { i in
        let phase = 0.37 * Double(i / 2) + 1.1 * Double(i % 2) + 2 * Double(b)
        return Element(max(0, sin(phase)))
      }
      return Sample(.dense(values), target: [Element(b)])
    }
  }

  private static func set<Element: Scalar>(
    _ network: inout Network<Element>, _ name: String, _ formula: (Double) -> Double
  ) throws {
    let count = network.values(of: name)?.count ?? 0
    try network.set(name, (0..<count).map { Element(formula(Double($0))) })
  }
}
