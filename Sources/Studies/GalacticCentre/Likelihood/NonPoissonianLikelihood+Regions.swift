// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

extension NonPoissonianLikelihood {
  /// The fewest regions in each of which exposures differ from their mean by a root mean square of 2 % or
  /// less over all pixels, at most 20.
  ///
  /// A region gives its sources the photons of its mean exposure; 2 % are a fifth of the Poisson error of a
  /// source of 100 photons. Exposures of the Fermi-LAT within 30 degrees of the centre (3 %) need two.
  public static func regions(for exposures: [Double]) -> Int {
    let most = Swift.min(20, exposures.count)
    let sorted = exposures.sorted()
    for count in 1..<Swift.max(1, most) {
      var squares = 0.0
      for part in 0..<count {
        let range = sorted[part * sorted.count / count..<(part + 1) * sorted.count / count]
        let mean = range.reduce(0, +) / Double(range.count)
        squares += range.reduce(0) { $0 + ($1 / mean - 1) * ($1 / mean - 1) }
      }
      if squares <= 0.02 * 0.02 * Double(sorted.count) { return count }
    }
    return Swift.max(1, most)
  }

  static func regions(
    of pixels: Int, _ exposures: [Double]?, _ count: Int
  ) throws(AssayError) -> (region: [Int], relative: [Double]) {
    guard count >= 1, count <= pixels else {
      throw .badValue(
        name: "exposure regions", found: "\(count)", accepted: "1 to \(pixels), the pixels")
    }
    guard count > 1 else { return (Array(repeating: 0, count: pixels), [1]) }
    guard let exposures, exposures.count == pixels, exposures.allSatisfy({ $0 > 0 && $0.isFinite })
    else {
      throw .badValue(
        name: "exposure", found: "a value that is not positive, or not one for each pixel",
        accepted: "a positive exposure for each of \(pixels) pixels")
    }
    let order = exposures.indices.sorted { (exposures[$0], $0) < (exposures[$1], $1) }
    let mean = exposures.reduce(0, +) / Double(pixels)
    var (region, relative) = ([Int](repeating: 0, count: pixels), [Double]())
    for part in 0..<count {
      let range = part * pixels / count..<(part + 1) * pixels / count
      for place in range { region[order[place]] = part }
      let sum = range.reduce(0.0) { $0 + exposures[order[$1]] }
      relative.append(sum / Double(range.count) / mean)
    }
    return (region, relative)
  }
}
