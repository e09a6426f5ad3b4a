// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

extension Network {
  /// Samples that a pass takes at once: so many that what a layer leaves is still in the cache when
  /// the next one reads it, one for a sphere of 12288 pixels. Layers of a few hundred numbers take
  /// 128, for a product of few rows spends its time on packing. A function of the shapes alone, because
  /// it decides the order of sums.
  var samplesPerPass: Int {
    let largest = layers.map { max($0.input.count, $0.output.count) }.max() ?? 1
    return min(largest > 512 ? 16 : 128, max(1, (1 << 18) / largest))
  }

  /// The inputs as the first layer takes them; dense ones are copied to the workspace.
  ///
  /// Throws `badValue` where the shape of a sample is not the network's.
  func load(
    _ inputs: [SampleInput<Element>], into space: Workspace<Element>
  ) throws(AssayError) -> LayerInput<Element> {
    precondition(inputs.count <= space.capacity, "no more samples than the workspace holds")
    var sparse: [SparseSample<Element>] = []
    for input in inputs {
      switch input {
      case .sparse(let sample):
        guard sample.shape == self.input else { throw refusal(sample.shape.count) }
        sparse.append(sample)
      case .dense(let values):
        guard values.count == self.input.count else { throw refusal(values.count) }
      }
    }
    if layers[0].acceptsSparse, sparse.count == inputs.count { return .sparse(sparse) }
    for (number, input) in inputs.enumerated() {
      let place = space.input + number * self.input.count
      switch input {
      case .sparse(let sample): sample.write(to: place)
      case .dense(let values): place.copy(from: values, count: values.count)
      }
    }
    return .dense(space.input)
  }

  /// As above, of samples with targets. Dense ones, the common case, are copied without more ado.
  func load(
    _ samples: [Sample<Element>], into space: Workspace<Element>
  ) throws(AssayError) -> LayerInput<Element> {
    precondition(samples.count <= space.capacity, "no more samples than the workspace holds")
    let count = input.count
    var place = space.input
    for index in samples.indices {
      guard case .dense(let values) = samples[index].input else {
        return try load(samples.map { $0.input }, into: space)
      }
      guard values.count == count else { throw refusal(values.count) }
      place.copy(from: values, count: count)
      place += count
    }
    return .dense(space.input)
  }

  func refusal(_ count: Int) -> AssayError {
    .badValue(
      name: "sample", found: "\(count) values, or another shape",
      accepted: "\(input.pixels) pixels × \(input.channels) channels")
  }

  /// What the layers make of their parameters, for the passes with these weights.
  ///
  /// - Parameter old: what they made of others, which nobody reads any more.
  func prepare(reusing old: [(any Sendable)?] = []) -> [(any Sendable)?] {
    weights.withUnsafeBufferPointer { weights in
      layers.indices.map { index in
        weights.baseAddress.flatMap {
          layers[index].prepare(
            $0 + offsets[index], reusing: old.count == layers.count ? old[index] : nil)
        }
      }
    }
  }

  /// Runs layers, all of them unless told otherwise; the outputs stand in the workspace. (A network
  /// without parameters has no vector to point to; any pointer will do, as it is not read.)
  func forward(
    _ input: LayerInput<Element>, samples: Int, _ space: Workspace<Element>,
    _ setting: PassSetting<Element>, layers range: Range<Int>? = nil
  ) {
    for index in range ?? layers.indices where !layers[index].isView {
      withForwardPass(index, input, samples: samples, space, setting) {
        layers[index].forward($0)
      }
    }
  }

  /// Runs layers backwards, from the gradient by the outputs of the last of them, which stands in
  /// `gradients.now` and takes turns with `gradients.other`.
  ///
  /// At the end `now` is the gradient by the inputs, which for the first layer is computed only if
  /// wanted.
  func backward(
    _ input: LayerInput<Element>, samples: Int, _ space: Workspace<Element>,
    _ setting: PassSetting<Element>, _ gradients: inout GradientPair<Element>,
    onto gradient: UnsafeMutablePointer<Element>, inputWanted: Bool, layers range: Range<Int>? = nil
  ) {
    for index in (range ?? layers.indices).reversed() where !layers[index].isView {
      withBackwardPass(
        index, input, samples: samples, space, setting, gradients, onto: gradient,
        inputWanted: inputWanted
      ) { layers[index].backward($0) }
      swap(&gradients.now, &gradients.other)
    }
  }

  func withForwardPass<R>(
    _ index: Int, _ input: LayerInput<Element>, samples: Int, _ space: Workspace<Element>,
    _ setting: PassSetting<Element>, _ body: (ForwardPass<Element>) -> R
  ) -> R {
    weights.withUnsafeBufferPointer { weights in
      body(
        ForwardPass(
          samples: samples,
          input: index == 0 ? input : .dense(source(of: index, space)),
          parameters: (weights.baseAddress ?? UnsafePointer(space.input)) + offsets[index],
          output: space.outputs[index],
          cache: space.caches[index], scratch: space.scratch, prepared: setting.prepared[index],
          state: space.states[index], mode: setting.mode,
          statistics: setting.statistics[index] ?? [], matrices: setting.matrices))
    }
  }

  func withBackwardPass<R>(
    _ index: Int, _ input: LayerInput<Element>, samples: Int, _ space: Workspace<Element>,
    _ setting: PassSetting<Element>, _ gradients: GradientPair<Element>,
    onto gradient: UnsafeMutablePointer<Element>, inputWanted: Bool,
    _ body: (BackwardPass<Element>) -> R
  ) -> R {
    weights.withUnsafeBufferPointer { weights in
      body(
        BackwardPass(
          samples: samples,
          input: index == 0 ? input : .dense(source(of: index, space)),
          output: space.outputs[index],
          parameters: (weights.baseAddress ?? UnsafePointer(space.input)) + offsets[index],
          outputGradient: gradients.now,
          inputGradient: index > 0 || inputWanted ? gradients.other : nil,
          parameterGradient: gradient + offsets[index], cache: space.caches[index],
          scratch: space.scratch, prepared: setting.prepared[index], state: space.states[index],
          mode: setting.mode, statistics: setting.statistics[index] ?? [],
          gradientSums: setting.gradientSums[index] ?? [], matrices: setting.matrices))
    }
  }

  /// Lets the layers add what they have kept of a sum of gradients.
  func finish(_ space: Workspace<Element>, onto gradient: UnsafeMutablePointer<Element>) {
    for (index, layer) in layers.enumerated() {
      layer.finish(space.states[index], parameterGradient: gradient + offsets[index])
    }
  }

  private func source(of index: Int, _ space: Workspace<Element>) -> UnsafePointer<Element> {
    UnsafePointer(space.outputs[index - 1])
  }
}

/// What the passes of all layers have in common.
struct PassSetting<Element: Scalar>: Sendable {
  var prepared: [(any Sendable)?]
  var matrices: any MatrixBackend<Element>
  var mode = PassMode.inference
  /// Of the layers that see the whole batch, by index.
  var statistics: [Int: [Double]] = [:]
  var gradientSums: [Int: [Double]] = [:]

  init(_ prepared: [(any Sendable)?], _ matrices: any MatrixBackend<Element>) {
    (self.prepared, self.matrices) = (prepared, matrices)
  }
}

/// The two gradients that a pass backwards writes in turn.
struct GradientPair<Element: Scalar> {
  var now: UnsafeMutablePointer<Element>
  var other: UnsafeMutablePointer<Element>

  init(_ space: Workspace<Element>) { (now, other) = (space.gradients[0], space.gradients[1]) }
}
