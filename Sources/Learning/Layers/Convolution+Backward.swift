// SPDX-License-Identifier: GPL-3.0-or-later

extension Convolution {
  /// With G the gradient by the sums of (1) and X the gathered matrix, the gradient of the kernel
  /// is Xᵀ G, and that of the input is G wᵀ, scattered back through the table.
  public func backward(_ pass: BackwardPass<Element>) {
    let rows = pass.samples * table.outputs
    Element.multiplyBySlope(
      of: activation, at: pass.output, pass.outputGradient, count: rows * filters)
    if bias {
      Element.addColumnSums(
        rows: rows, of: pass.outputGradient, columns: filters,
        onto: pass.parameterGradient + width * filters)
    }
    pass.inputGradient?.clear(count: pass.samples * input.count)
    if case .sparse(let samples) = pass.input { scatterKernelGradient(samples, pass) }
    let gathered = pass.scratch.assumingMemoryBound(to: Element.self)
    for block in blocks(rows) {
      let gradient = UnsafePointer(pass.outputGradient + block.lowerBound * filters)
      if case .dense(let dense) = pass.input {
        Element.gather(
          rows: block, of: dense, channels: input.channels, through: table, into: gathered)
        pass.matrices.multiply(
          MatrixProduct(
            rows: width, columns: filters, inner: block.count, leftTransposed: true,
            accumulates: true),
          gathered, gradient, pass.parameterGradient)
      }
      guard let inputGradient = pass.inputGradient else { continue }
      pass.matrices.multiply(
        MatrixProduct(rows: block.count, columns: width, inner: filters, rightTransposed: true),
        gradient, pass.parameters, gathered)
      Element.scatterAdd(
        rows: block, from: gathered, channels: input.channels, through: table,
        onto: inputGradient)
    }
  }

  private func scatterKernelGradient(
    _ samples: [SparseSample<Element>], _ pass: BackwardPass<Element>
  ) {
    for (number, sample) in samples.enumerated() {
      let gradient = pass.outputGradient + number * output.count
      for event in sample.events {
        for place in table.places(of: Int(event.pixel)) {
          let (pixel, tap) = Int(place).quotientAndRemainder(dividingBy: table.taps)
          let kernel = (tap * input.channels + Int(event.channel)) * filters
          Element.add(
            event.value, times: gradient + pixel * filters, count: filters,
            onto: pass.parameterGradient + kernel)
        }
      }
    }
  }
}
