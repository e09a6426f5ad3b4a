// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Kernels
internal import Numerics

extension DeviceCascade {
  /// Cells of a cascade among which the lowest all-flavour ratio is looked for.
  struct Search: Sendable {
    var point: Int
    var first: Int
    var last: Int
  }

  /// The cell with the lowest ratio below 1 and that ratio, of each search; −1 and 1 where there is
  /// none. Searches of one point share its cascade.
  ///
  /// - Parameters:
  ///   - points: those of one mass follow each other.
  ///   - searches: by rising point.
  ///   - progress: told the number of cascades done.
  func lowest(
    _ points: [Point], _ source: SourceSpectrum, _ searches: [Search],
    progress: (Int) -> Void = { _ in }
  ) throws(AssayError) -> [(cell: Int, ratio: Double)] {
    var results = [(cell: Int, ratio: Double)](repeating: (-1, 1), count: searches.count)
    // Where the searches of each point begin.
    var begin = [Int](repeating: 0, count: points.count + 1)
    for search in searches { begin[search.point + 1] += 1 }
    for p in points.indices { begin[p + 1] += begin[p] }
    do throws(DeviceError) {
      let run = try DeviceCascadeRun(self, [source])
      try run.inBatches(points) { (range, ratios) throws(DeviceError) in
        let mine = begin[range.lowerBound]..<begin[range.upperBound]
        try run.combine(points[range], ratios)
        let (cellStride, _, pointStride) = run.strides(range.count)
        let cells = try device.buffer(of: Int32.self, count: mine.count)
        let lowest = try device.buffer(of: Double.self, count: mine.count)
        let layout = searches[mine].map {
          assay_cascade_search(
            point: Int32($0.point - range.lowerBound), first: Int32($0.first),
            last: Int32($0.last), unused: 0)
        }
        try device.launch(
          device.kernel("assay_device_cascade_search", of: Self.text), items: mine.count,
          [
            .buffer(try device.buffer(layout)), .int64(Int64(mine.count)), .buffer(ratios),
            .int64(Int64(cellStride)), .int64(Int64(pointStride)), .buffer(cells), .buffer(lowest),
          ])
        for (k, (cell, ratio)) in zip(try cells.read(), try lowest.read()).enumerated() {
          results[mine.lowerBound + k] = (Int(cell), ratio)
        }
        progress(range.upperBound)
      }
    } catch {
      throw AssayError(error)
    }
    return results
  }
}
