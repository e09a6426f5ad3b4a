// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels

extension ImageBlock {
  private var scaleAt: Int { kernelCount }
  private var shiftAt: Int { kernelCount + filters }
  private var meanAt: Int { kernelCount + 2 * filters }
  private var varianceAt: Int { kernelCount + 3 * filters }

  // MARK: Forward

  /// Convolves, which leaves the sums in the cache: the number N of pixels, then their means, then
  /// the sums of squared differences from them.
  public func statistics(of pass: ForwardPass<Float>) -> [Double] {
    var numbers = [Double](repeating: 0, count: 1 + 2 * filters)
    let pixels = Double(pass.samples * rows * columns)
    numbers[0] = pixels
    guard pass.samples > 0 else { return numbers }
    numbers.withUnsafeMutableBufferPointer { numbers in
      guard let sums = numbers.baseAddress.map({ $0 + 1 }) else { return }
      convolve(pass, sums: sums, squares: sums + filters)
      for f in 0..<filters {
        let mean = sums[f] / pixels
        // Sums are of double precision; what is left of the squares cannot be negative but by
        // rounding.
        sums[filters + f] = max(0, sums[filters + f] - sums[f] * mean)
        sums[f] = mean
      }
    }
    return numbers
  }

  private func convolve(
    _ pass: ForwardPass<Float>, sums: UnsafeMutablePointer<Double>?,
    squares: UnsafeMutablePointer<Double>?
  ) {
    let cache = cache(pass.cache, samples: pass.samples)
    withBlock(pass.state) { block in
      assay_image_pad(
        block, Int64(pass.samples), Int32(channels), pass.denseInput, cache.padded)
      assay_image_convolve(
        block, Int64(pass.samples), kernels(pass.prepared).forward, cache.padded, cache.sums, sums,
        squares)
    }
  }

  public func merged(_ first: [Double], _ second: [Double]) -> [Double] {
    BatchMoments.merged(first, second)
  }

  public func follow(_ statistics: [Double], parameters: UnsafeMutablePointer<Float>) {
    BatchMoments.follow(
      statistics, momentum: momentum, mean: parameters + meanAt,
      variance: parameters + varianceAt)
  }

  public func forward(_ pass: ForwardPass<Float>) {
    if pass.statistics.isEmpty { convolve(pass, sums: nil, squares: nil) }
    let cache = cache(pass.cache, samples: pass.samples)
    let rows = rows(pass.scratch)
    centre(pass.statistics, pass.parameters, rows)
    withBlock(pass.state) { block in
      assay_image_pool(
        block, Int64(pass.samples), cache.sums, rows.mean, rows.inverse,
        pass.parameters + scaleAt, pass.parameters + shiftAt, pass.output, cache.normal,
        cache.chosen)
    }
  }

  /// μ and 1/√(σ² + ε), of the batch where there is one.
  private func centre(
    _ statistics: [Double], _ parameters: UnsafePointer<Float>, _ rows: Rows
  ) {
    for f in 0..<filters {
      let variance: Double
      if statistics.isEmpty {
        rows.mean[f] = parameters[meanAt + f]
        variance = Double(parameters[varianceAt + f])
      } else {
        rows.mean[f] = Float(statistics[1 + f])
        variance = statistics[1 + filters + f] / statistics[0]
      }
      rows.inverse[f] = Float(1 / (variance + epsilon).squareRoot())
    }
  }

  // MARK: Backward

  /// Σ g, then Σ g x̂, of the gradient that reaches the normalisation.
  public func gradientSums(of pass: BackwardPass<Float>) -> [Double] {
    var numbers = [Double](repeating: 0, count: 2 * filters)
    let cache = cache(pass.cache, samples: pass.samples)
    numbers.withUnsafeMutableBufferPointer { numbers in
      guard let plain = numbers.baseAddress else { return }
      withBlock(pass.state) { block in
        assay_image_gradient_sums(
          block, Int64(pass.samples), pass.outputGradient, pass.output, cache.normal, plain,
          plain + filters)
      }
    }
    return numbers
  }

  public func backward(_ pass: BackwardPass<Float>) {
    let own = gradientSums(of: pass)
    for f in 0..<filters {
      pass.parameterGradient[scaleAt + f] += Float(own[filters + f])
      pass.parameterGradient[shiftAt + f] += Float(own[f])
    }
    let cache = cache(pass.cache, samples: pass.samples)
    let rows = rows(pass.scratch)
    centre(pass.statistics, pass.parameters, rows)
    let trained = !pass.statistics.isEmpty
    for f in 0..<filters {
      rows.slope[f] = pass.parameters[scaleAt + f] * rows.inverse[f]
      // With running moments the normalisation is a line, whose slope alone counts.
      rows.plain[f] = trained ? Float(pass.gradientSums[f] / pass.statistics[0]) : 0
      rows.weighted[f] = trained ? Float(pass.gradientSums[filters + f] / pass.statistics[0]) : 0
    }
    withBlock(pass.state) { block in
      assay_image_unpool(
        block, Int64(pass.samples), pass.outputGradient, pass.output, cache.chosen, cache.sums,
        rows.mean, rows.inverse, rows.slope, rows.plain, rows.weighted, rows.gradient)
      assay_image_weights(
        block, Int64(pass.samples), cache.padded, rows.gradient, pass.parameterGradient)
      guard let inputGradient = pass.inputGradient else { return }
      if channels == 1 {
        narrowInputGradient(pass, rows.gradient, into: inputGradient)
      } else {
        assay_image_back(
          block, Int64(pass.samples), kernels(pass.prepared).flipped, rows.gradient, inputGradient)
      }
    }
  }

  /// The gradient by an input of one channel, which training never asks for.
  private func narrowInputGradient(
    _ pass: BackwardPass<Float>, _ gradient: UnsafePointer<Float>,
    into inputGradient: UnsafeMutablePointer<Float>
  ) {
    for sample in 0..<pass.samples {
      for row in 0..<rows {
        for column in 0..<columns {
          var sum: Float = 0
          for tap in 0..<9 {
            // The pixel whose tap this is, in the padded gradient.
            let (y, x) = (row + 2 - tap / 3, column + 2 - tap % 3)
            let at = ((sample * (rows + 2) + y) * (columns + 2) + x) * filters
            for f in 0..<filters { sum += gradient[at + f] * pass.parameters[tap * filters + f] }
          }
          inputGradient[(sample * rows + row) * columns + column] = sum
        }
      }
    }
  }
}
