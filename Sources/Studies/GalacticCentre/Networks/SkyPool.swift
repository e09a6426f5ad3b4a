// SPDX-License-Identifier: GPL-3.0-or-later
internal import Learning
internal import Numerics

/// Simulated maps that a whole ensemble is trained on, and others that choose the best epoch.
///
/// Labels are standardised by their priors. Cost: some 0.2 ms a map.
struct SkyPool: Sendable {
  let side: Int
  private let labels: Int
  private let training: (inputs: [Float], targets: [Float])
  private let validation: (inputs: [Float], targets: [Float])

  init(
    _ question: SkyEnsemble.Question, _ sky: PlaneSky, _ recipe: SkyNetworkRecipe,
    _ scale: InputScale, threads: Int
  ) {
    (side, labels) = (sky.components.side, question.names.count)
    let priors = question.priors
    func simulated(_ numbers: Range<Int>) -> (inputs: [Float], targets: [Float]) {
      let rows = Parallel.map(numbers.count, threads: threads) { row in
        let map = sky.map(numbers.lowerBound + row)
        return (
          scale.input(map.counts),
          zip(question.labels(map.truth), priors).map { Float(($0 - $1.mean) / $1.deviation) }
        )
      }
      return (rows.flatMap(\.0), rows.flatMap(\.1))
    }
    training = simulated(0..<recipe.maps)
    validation = simulated(recipe.maps..<recipe.maps + recipe.validationMaps)
  }

  /// Both, the first in orders that the seed and the epoch decide.
  func tables(seed: UInt64) throws(AssayError) -> (
    training: TableSamples<Float>, validation: TableSamples<Float>
  ) {
    (
      try TableSamples(
        training.inputs, columns: side * side,
        target: .rows(training.targets, width: labels), seed: seed),
      try TableSamples(
        validation.inputs, columns: side * side,
        target: .rows(validation.targets, width: labels), seed: seed)
    )
  }

  /// The map of a sample as it is, or reflected in longitude, latitude or both, by lot.
  ///
  /// Emission and point spread function are symmetric in both, so that a reflection is as good a map.
  func reflected(_ sample: Sample<Float>, epoch: Int, index: Int, seed: UInt64) -> Sample<Float> {
    guard case .dense(let map) = sample.input else { return sample }
    var random = Philox(
      seed: seed, stream: Philox.stream(of: "reflections of skies"),
      counter: UInt64(epoch) << 32 | UInt64(index))
    let lot = random.next()
    let (turnsRows, turnsColumns) = (lot & 1 == 1, lot & 2 == 2)
    let input = [Float](unsafeUninitializedCapacity: map.count) { buffer, initialised in
      for y in 0..<side {
        let from = (turnsRows ? side - 1 - y : y) * side
        for x in 0..<side {
          buffer[y * side + x] = map[from + (turnsColumns ? side - 1 - x : x)]
        }
      }
      initialised = map.count
    }
    return Sample(.dense(input), target: sample.target)
  }
}
