// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels

/// What the passes of an ``ImageBlock`` keep and where.
extension ImageBlock {
  /// Bytes of one sample of a part of the cache, a whole number of registers.
  private func rounded(_ bytes: Int) -> Int { (bytes + 63) / 64 * 64 }

  private var paddedBytes: Int { rounded(4 * paddedPixels * channels) }
  private var sumBytes: Int { rounded(4 * rows * columns * filters) }
  private var pooledBytes: Int { rounded(4 * output.count) }
  private var chosenBytes: Int { rounded(output.count) }

  public var cacheBytes: Int { paddedBytes + sumBytes + pooledBytes + chosenBytes }

  /// The padded gradient of all samples, behind some rows of numbers a filter.
  public func scratchBytes(samples: Int) -> Int {
    4 * (Rows.count * filters + samples * paddedPixels * filters)
  }

  /// What the way forward leaves for the way back: part after part, sample after sample.
  struct Cache {
    /// Padded input.
    let padded: UnsafeMutablePointer<Float>
    /// Sums of the convolution.
    let sums: UnsafeMutablePointer<Float>
    /// Normalised sums of the chosen pixels, and which these are.
    let normal: UnsafeMutablePointer<Float>
    let chosen: UnsafeMutablePointer<UInt8>
  }

  func cache(_ start: UnsafeMutableRawPointer, samples: Int) -> Cache {
    let sums = start + samples * paddedBytes
    let normal = sums + samples * sumBytes
    return Cache(
      padded: start.assumingMemoryBound(to: Float.self),
      sums: sums.assumingMemoryBound(to: Float.self),
      normal: normal.assumingMemoryBound(to: Float.self),
      chosen: (normal + samples * pooledBytes).assumingMemoryBound(to: UInt8.self))
  }

  /// Rows of one number a filter at the start of the scratch.
  struct Rows {
    static let count = 5
    let mean: UnsafeMutablePointer<Float>
    let inverse: UnsafeMutablePointer<Float>
    let slope: UnsafeMutablePointer<Float>
    let plain: UnsafeMutablePointer<Float>
    let weighted: UnsafeMutablePointer<Float>
    /// What is behind them.
    let gradient: UnsafeMutablePointer<Float>
  }

  func rows(_ scratch: UnsafeMutableRawPointer) -> Rows {
    let start = scratch.assumingMemoryBound(to: Float.self)
    return Rows(
      mean: start, inverse: start + filters, slope: start + 2 * filters,
      plain: start + 3 * filters, weighted: start + 4 * filters,
      gradient: start + Rows.count * filters)
  }

  /// The kernel in the layouts of both ways, where registers find it aligned.
  private final class Kernel: Sendable {
    let forward: DirectMemory<Float>
    let flipped: DirectMemory<Float>

    init(count: Int) { (forward, flipped) = (DirectMemory(count), DirectMemory(count)) }
  }

  public func prepare(
    _ parameters: UnsafePointer<Float>, reusing old: (any Sendable)?
  ) -> (any Sendable)? {
    let kernel: Kernel
    if let old = old as? Kernel, old.forward.count == kernelCount {
      kernel = old
    } else {
      kernel = Kernel(count: kernelCount)
    }
    kernel.forward.start.update(from: parameters, count: kernelCount)
    withBlock(nil) { assay_image_flip($0, parameters, kernel.flipped.start) }
    return kernel
  }

  /// Where the pixels of the samples of a pass stand in padded images.
  private final class State {
    let places: DirectMemory<Int32>

    init(_ block: ImageBlock, samples: Int) {
      places = DirectMemory(samples * block.rows * block.columns)
      var at = 0
      for sample in 0..<samples {
        for row in 1...block.rows {
          let line = (sample * (block.rows + 2) + row) * (block.columns + 2)
          for column in 1...block.columns {
            places.start[at] = Int32(line + column)
            at += 1
          }
        }
      }
    }
  }

  public func makeState(samples: Int, forGradients: Bool) -> AnyObject? {
    State(self, samples: samples)
  }

  /// The shape as the kernels take it, with the places of a workspace.
  func withBlock(_ state: AnyObject?, _ body: (UnsafePointer<assay_image_block>) -> Void) {
    var block = assay_image_block(
      rows: Int32(rows), columns: Int32(columns), inputs: Int32(channels),
      filters: Int32(filters), unit: unit.rawValue,
      places: (state as? State).map { UnsafePointer($0.places.start) })
    body(&block)
  }

  func kernels(
    _ prepared: (any Sendable)?
  ) -> (forward: UnsafePointer<Float>, flipped: UnsafePointer<Float>) {
    guard let kernel = prepared as? Kernel else {
      preconditionFailure("a block is given what it prepared")
    }
    return (UnsafePointer(kernel.forward.start), UnsafePointer(kernel.flipped.start))
  }
}
