// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Learning
import Numerics
import Testing
import Timing

@testable import AnomalyDetection

/// The networks whose training is timed, against the same ones in PyTorch.
@Suite struct TrainingWorkloadTests {
  /// What `peer_torch.py --check` prints, PyTorch 2.13 in double precision: parameters, loss, and the
  /// sum of |gradient|, for weights and events by formula.
  private static let peer:
    [(network: TimedNetwork, parameters: Int, loss: Double, gradient: Double)] = [
      (.autoencoder, 7904, 1.649594343585856, 292.68549304005523),
      (.deepSVDD, 7680, 4.002404113468686, 19.593023981888884),
      (.affineFlow, 44400, 61.07335984977125, 27759.61037258836),
      (.splineFlow, 208_200, 50.616742573563045, 12382.782777266822),
    ]

  /// Sums of up to 2e5 terms of double precision, in another order.
  @Test(arguments: 0..<4) func agreesWithPeer(number: Int) throws {
    let wanted = Self.peer[number]
    var network = try wanted.network.network(of: Double.self)
    #expect(network.weights.count == wanted.parameters)
    network.weights = network.weights.indices.map { 0.3 * sin(Double($0) + 1) }
    let columns = TimedNetwork.features
    let values = (0..<5 * columns).map { at in
      1.5 * sin(1 + 7 * Double(at / columns) + 3 * Double(at % columns))
    }
    let table = try TableSamples(
      values, columns: columns, target: wanted.network.target(of: Double.self))
    let found = try BatchGradient(
      network, loss: wanted.network.loss(of: Double.self), matrices: OpenBLASMatrices<Double>()
    ).evaluate(network, count: 5, threads: 1) { table.sample($0) }
    #expect(abs(found.loss - wanted.loss) < 1e-11 * wanted.loss)
    let sum = found.weights.reduce(0) { $0 + abs($1) }
    #expect(abs(sum - wanted.gradient) < 1e-11 * wanted.gradient)
  }

  /// Every variant gives the reference's numbers, and more threads the bits of one.
  @Test func variants() throws {
    let workloads = try TrainingWorkloads.all(threads: 2, events: 37)
    #expect(
      workloads.map(\.id).sorted() == TimedNetwork.allCases.map { "\($0.rawValue)-step" }.sorted())
    for workload in workloads {
      #expect(workload.flopsPerItem > 0 && workload.bytesPerItem > 0)
      let results = try workload.variants.map { try $0.run() }
      let scale = results[0].map(abs).max() ?? 0
      #expect(scale > 0)
      for (variant, result) in zip(workload.variants, results) {
        let gaps = zip(result, results[0]).map { abs($0 - $1) }
        #expect(result.count == results[0].count)
        #expect((gaps.max() ?? 0) <= variant.bound * scale, "\(workload.id) \(variant.id)")
      }
      #expect(results[1] == results[3])
    }
  }

  @Test func refusals() {
    #expect(
      Fixture.sentence { _ = try TrainingWorkloads.all(threads: 0) }
        .contains("threads: found 0; accepted: at least 1"))
    #expect(
      Fixture.sentence { _ = try TrainingWorkloads.all(threads: 1, events: 0) }
        .contains("events of a batch"))
  }
}
