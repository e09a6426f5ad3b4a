// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

extension Flow {
  /// x of given z, sample after sample: the inverse of `forward`.
  ///
  /// Throws `badValue` where the number of values is no multiple of D.
  public func inverse(
    _ latent: [Element], threads: Int = 1, matrices: any MatrixBackend<Element>
  ) throws(AssayError) -> [Element] {
    let pieces = Passes.ranges(try samples(in: latent), size: network.samplesPerPiece)
    let prepared = network.prepare()
    let results = Parallel.map(pieces.count, threads: threads) { piece in
      let range = pieces[piece]
      return inverted(
        Array(latent[range.lowerBound * dimension..<range.upperBound * dimension]), prepared,
        matrices)
    }
    return results.flatMap { $0 }
  }

  /// Draws samples of the flow's density. Sample i is a function of seed, stream and i alone.
  public func draw(
    _ count: Int, seed: UInt64, stream: UInt64 = Philox.stream(of: "flow samples"),
    threads: Int = 1, matrices: any MatrixBackend<Element>
  ) throws(AssayError) -> [Element] {
    guard count >= 0 else {
      throw .badValue(name: "samples of a flow", found: "\(count)", accepted: "0 or more")
    }
    let blocks = (dimension + 1) / 2
    let latent = (0..<count).flatMap { number in
      var random = Philox(seed: seed, stream: stream, counter: UInt64(number * blocks))
      return (0..<dimension).map { _ in Element(random.normal()) }
    }
    return try inverse(latent, threads: threads, matrices: matrices)
  }

  private func inverted(
    _ latent: [Element], _ prepared: [(any Sendable)?], _ matrices: any MatrixBackend<Element>
  ) -> [Element] {
    let samples = latent.count / dimension
    let needed = transforms.map(\.inverseMemory).max() ?? 0
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: (needed + dimension) * samples)
    defer { memory.deallocate() }
    let columns = memory + needed * samples
    return [Element](unsafeUninitializedCapacity: latent.count) { values, count in
      count = latent.count
      guard let start = values.baseAddress else { return }
      latent.withUnsafeBufferPointer {
        guard let latent = $0.baseAddress else { return }
        Element.transpose(
          rows: samples, columns: dimension, latent, stride: dimension, into: columns,
          stride: samples)
      }
      for (transform, prepared) in zip(transforms, prepared).reversed() {
        transform.invert(
          samples: samples, columns, MaskedWeights.read(prepared), memory: memory, matrices)
      }
      Element.transpose(
        rows: dimension, columns: samples, columns, stride: samples, into: start,
        stride: dimension)
    }
  }
}
