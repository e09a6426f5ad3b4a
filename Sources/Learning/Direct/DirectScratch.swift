// SPDX-License-Identifier: GPL-3.0-or-later
internal import Kernels

/// The maps of one sample on its way through a tower and back; one for each thread, used again and
/// again. About 5 MB for 76 filters from Nside 32.
public final class DirectScratch {
  /// How the input of the last sample came.
  enum Input { case events, full }

  let tower: DirectTower
  /// One a level and one for the features.
  let maps: UnsafeMutablePointer<assay_convolution_map>
  var list = assay_convolution_events()
  let work: DirectMemory<UInt8>
  let bits: DirectMemory<UInt64>
  var input: Input?
  /// Multiply-adds ×2 that the last passes did, without those on padding.
  public internal(set) var forwardFlops = 0.0
  public internal(set) var backwardFlops = 0.0

  private var kept: [DirectMemory<Float>] = []
  private var keptNumbers: [DirectMemory<Int32>] = []
  private var keptChildren: [DirectMemory<UInt8>] = []
  // Events as they came, then in the order of pixels.
  private(set) var given: (pixel: DirectMemory<Int32>, channel: DirectMemory<Int32>)
  private(set) var givenValue: DirectMemory<Float>
  private var sorted: (start: DirectMemory<Int32>, channel: DirectMemory<Int32>)
  private var sortedValue: DirectMemory<Float>

  public init(_ tower: DirectTower) {
    self.tower = tower
    maps = .allocate(capacity: tower.levels + 1)
    bits = DirectMemory((tower.pixels + 63) / 64)
    let bytes = (0..<tower.levels).map { n in
      var level = tower.shape(n)
      return Int(assay_convolution_scratch(&level))
    }
    work = DirectMemory(bytes.max() ?? 0)
    given = (DirectMemory(0), DirectMemory(0))
    givenValue = DirectMemory(0)
    sorted = (DirectMemory(tower.pixels + 1), DirectMemory(0))
    sortedValue = DirectMemory(0)
    for n in 0...tower.levels { (maps + n).initialize(to: makeMap(n)) }
    reserve(events: 1024)
  }

  deinit { maps.deallocate() }

  private func makeMap(_ n: Int) -> assay_convolution_map {
    let pixels = n == 0 ? tower.pixels : tower.tables[n - 1].pixels / 4
    let channels = n == 0 ? tower.inputs : tower.filters
    // Only an input is ever narrow.
    let padded = (channels + 15) / 16 * 16
    let stride = n == 0 ? Int(assay_convolution_stride(Int32(channels))) : padded
    func numbers(_ count: Int) -> UnsafeMutablePointer<Int32> {
      keptNumbers.append(DirectMemory(count))
      return keptNumbers[keptNumbers.count - 1].start
    }
    func rows() -> UnsafeMutablePointer<Float> {
      kept.append(DirectMemory((pixels + 1) * stride))
      return kept[kept.count - 1].start
    }
    let filled = numbers(pixels)
    let row = numbers(pixels + 1)
    row.update(repeating: Int32(pixels), count: pixels + 1)
    if n > 0 { keptChildren.append(DirectMemory(pixels * stride)) }
    return assay_convolution_map(
      pixels: Int32(pixels), channels: Int32(channels), stride: Int32(stride), count: 0,
      filled: filled, row: row, x: rows(), gradient: n == 0 ? nil : rows(),
      child: keptChildren.last?.start)
  }

  /// Room for so many events.
  func reserve(events count: Int) {
    guard count > givenValue.count else { return }
    let room = max(count, 2 * givenValue.count)
    given = (DirectMemory(room), DirectMemory(room))
    givenValue = DirectMemory(room)
    sorted.channel = DirectMemory(room)
    sortedValue = DirectMemory(room)
    list = assay_convolution_events(
      start: sorted.start.start, channel: sorted.channel.start, value: sortedValue.start)
  }
}
