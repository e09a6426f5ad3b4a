// SPDX-License-Identifier: GPL-3.0-or-later
public import Learning
public import Numerics
internal import Sky

/// The two networks of Table 1: for Nside = 32, 16, 8, 4, 2 a convolution over a pixel and its eight
/// neighbours without bias, ReLU, and the maximum over the four pixels that make one of half the
/// Nside; then the twelve pixels as one vector, dense layers, and one number, the logit of "some of
/// the events are from the source".
///
/// Source: the energy-binned network as in its Figure 1, the other as in arXiv:1912.00625; the
/// authors' program okolo/ml_cr_aniso, src/cnn_healpix.py; convolutions after arXiv:1902.04083.
public enum SphereNetwork: String, Sendable, CaseIterable, Codable {
  /// One map of counts, 32 filters, no hidden dense layer: 37 537 parameters.
  case single
  /// 15 maps in energy bins, 76 filters, two hidden layers of 16: 233 093 parameters.
  case binned

  /// Of the input maps.
  public static let nside = 32
  private static let coarsest = 2

  public var maps: Int { self == .single ? 1 : EnergyBinning.published.count }
  public var filters: Int { self == .single ? 32 : 76 }
  /// Units of the hidden dense layers.
  public var hidden: [Int] { self == .single ? [] : [16, 16] }
  /// The rows of Table 1 that it stands for.
  public var label: String { self == .single ? "CNN" : "BCNN" }

  public var input: TensorShape {
    TensorShape(pixels: 12 * Self.nside * Self.nside, channels: maps)
  }

  /// The network on the direct tower, in single precision, its input in nested ordering.
  ///
  /// - Parameter filters: other than the published number for a smaller network.
  public func direct(seed: UInt64, filters: Int? = nil) throws(AssayError) -> Network<Float> {
    try direct(seed: seed, filters: filters, NetworkConventions())
  }

  func direct(
    seed: UInt64, filters: Int? = nil, _ conventions: NetworkConventions
  ) throws(AssayError) -> Network<Float> {
    let tower = try DirectTower(
      neighbours: try Self.tables(conventions), inputs: maps, filters: filters ?? self.filters)
    var build = NetworkBuilder<Float>(input: input)
    build.append("sphere", DirectConvolutions(tower))
    return try finish(&build, seed)
  }

  /// The same network, weights in the same order, as a chain of gathers, matrix products and pools:
  /// the form in which any precision and matrix library can be used.
  public func gathered<Element: Scalar>(
    seed: UInt64, filters: Int? = nil, of: Element.Type = Element.self
  ) throws(AssayError) -> Network<Element> {
    var build = NetworkBuilder<Element>(input: input)
    let levels = try SphereNeighbours.levels(from: Self.nside, to: Self.coarsest, .nested)
    for (number, level) in levels.enumerated() {
      let pixels = level.sphere.pixels
      let table = try NeighbourTable(
        inputs: pixels, outputs: pixels, taps: SphereNeighbours.tapsOfPixel, entries: level.taps)
      let pool = try PoolTable(
        inputs: pixels, outputs: pixels / 4, children: 4, entries: try level.parts())
      try build.convolve(
        "conv1d_\(number + 1)", table, filters: filters ?? self.filters, bias: false,
        activation: .relu)
      try build.poolMaximum("max_pooling1d_\(number + 1)", pool)
    }
    return try finish(&build, seed)
  }

  private func finish<Element: Scalar>(
    _ build: inout NetworkBuilder<Element>, _ seed: UInt64
  ) throws(AssayError) -> Network<Element> {
    build.flatten("flatten_1")
    for (number, units) in hidden.enumerated() {
      try build.dense("dense_\(number + 1)", units: units, activation: .relu)
    }
    try build.dense("dense_\(hidden.count + 1)", units: 1, activation: .identity)
    return try build.network(seed: seed)
  }

  private static func tables(_ conventions: NetworkConventions) throws(AssayError) -> [[Int32]] {
    // In ring ordering four pixels in turn are neighbours on a ring, not parts of one pixel.
    let levels = try SphereNeighbours.levels(
      from: nside, to: coarsest, conventions.poolsAlongRings ? .ring : .nested)
    return levels.map { level in
      conventions.missingIsZero ? level.taps.map { max($0, 0) } : level.taps
    }
  }

  /// A sample as the network takes it: counts in cells.
  func input(of sample: EventSample) -> SampleInput<Float> {
    let bins = sample.bins
    let events = sample.pixels.indices.map { i in
      SparseSample<Float>.Event(pixel: sample.pixels[i], channel: bins.isEmpty ? 0 : bins[i])
    }
    do throws(AssayError) {
      return .sparse(try SparseSample(shape: input, events: events))
    } catch {
      preconditionFailure("a sampler of another sphere or binning: \(error)")
    }
  }
}

/// Choices in networks, training and testing that a fault can spoil; the defaults are those of
/// production.
struct NetworkConventions: Sendable, Equatable {
  /// A missing neighbour is taken for pixel 0.
  var missingIsZero = false
  /// Four pixels in turn on a ring are pooled.
  var poolsAlongRings = false
  /// Maps in ring ordering are given to a network that wants nested ones.
  var swapsOrderings = false
  /// Labels of the training samples drawn by lot.
  var drawsLabels = false
  /// Weights as they were drawn, never trained.
  var isUntrained = false
  /// The optimiser forgets what it has accumulated after every step.
  var forgetsAccumulation = false
}
