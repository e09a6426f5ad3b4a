// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import GalacticCentre

/// What the tests of the study share.
enum Fixture {
  static let seeds: [UInt64] = [1, 2, 3, 4, 5]

  private static let loaded = Result { () throws -> ReferenceLibrary in
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try ReferenceLibrary.load(study: "galactic-centre", root: root.path + "/Reference")
  }

  static func library() throws -> ReferenceLibrary { try loaded.get() }

  private static let pixels = Result { () throws -> FermiRegion in
    try FermiRegion.read(library())
  }

  static func region() throws -> FermiRegion { try pixels.get() }

  static func context(fault: String? = nil, tier: Tier = .quick) throws -> RunContext {
    RunContext(tier: tier, reference: try library(), fault: fault)
  }

  static func draws(_ seed: UInt64, _ name: String) -> Philox {
    Philox(seed: seed, stream: Philox.stream(of: "galactic-centre \(name)"))
  }

  /// The printed shares of the point spread function.
  static func psf() throws -> FluxFractions { try CentreConventions().psf(context()) }

  /// A map of sources and smooth photons small enough for sums over every place.
  static func toy(_ seed: UInt64, pixels: Int = 37, mean: Double = 3) -> (
    counts: [Int], smooth: [Double], sources: [Double]
  ) {
    var random = draws(seed, "toy")
    let smooth = (0..<pixels).map { _ in 0.5 + random.uniform() }
    let sources = (0..<pixels).map { _ in 0.5 + random.uniform() }
    return (smooth.map { random.poisson(mean * $0) }, smooth, sources)
  }

  /// The sentence of a refusal.
  static func refusal(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return "not refused"
  }
}
