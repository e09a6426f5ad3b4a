// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics
public import Sky

/// A mock map of events, as a detector would see it.
public struct MockMap: Sendable {
  public let source: UHECRSource
  /// Of the pixels.
  public let sphere: HEALPix
  /// In ring ordering.
  public let sample: EventSample
  /// nil where events have no energies.
  public let binning: EnergyBinning?
  /// Where events of the source arrive: their share in each pixel over that of isotropic ones.
  public let density: SkyMap

  /// Events in each pixel, a map an energy bin.
  public func counts() throws(AssayError) -> [SkyMap] {
    let bins = binning?.count ?? 1
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: sphere.pixels), count: bins)
    for (event, pixel) in sample.pixels.enumerated() {
      counts[binning == nil ? 0 : Int(sample.bins[event])][Int(pixel)] += 1
    }
    var maps: [SkyMap] = []
    for (bin, values) in counts.enumerated() {
      let name = binning == nil ? "COUNTS" : "BIN\(bin)"
      maps.append(try SkyMap(sphere, values: values, name: name, units: "events"))
    }
    return maps
  }

  /// Writes ``counts()`` as columns of a HEALPix FITS file in Galactic coordinates.
  public func write(to path: String) throws(AssayError) {
    var file = SkyMapFile(try counts(), coordinates: .galactic)
    file.cards = [
      .init("NEVENTS", integer: sample.pixels.count, comment: "events of the map"),
      .init("NSOURCE", integer: sample.fromSource, comment: "of them from the source"),
      .init("SRC_LON", source.longitude, comment: "longitude of the source [deg]"),
      .init("SRC_LAT", source.latitude, comment: "latitude of the source [deg]"),
      .init("SRC_DIST", source.distance, comment: "of its spectrum [Mpc]"),
    ]
    if let binning {
      file.comments = binning.edges.dropLast().enumerated().map { bin, low in
        "BIN\(bin): \(Self.round(low)) to \(Self.round(binning.edges[bin + 1])) EeV"
      }
    }
    try file.write(to: path)
  }

  /// Energy bin of an event [EeV].
  public func energies(_ event: Int) -> ClosedRange<Double>? {
    guard let binning else { return nil }
    let bin = Int(sample.bins[event])
    return binning.edges[bin]...binning.edges[bin + 1]
  }

  /// The sky with the density, the events and the source.
  public func figure() throws(AssayError) -> Figure {
    let (n, all) = (sample.fromSource, sample.pixels.count)
    return Figure(
      id: "mock-map", title: "\(all) events, \(n) of them from \(source.name)",
      caption: "Arrival directions of a mock sample in Galactic coordinates (Mollweide), over the "
        + "density with which events of the source arrive.",
      panels: [
        try SkyPanel.panel(
          try ArrivalDensity.logarithm(density), title: energies,
          label: ArrivalDensity.label, sources: [source], sample: sample, sphere: sphere,
          range: ArrivalDensity.range)
      ])
  }

  private var energies: String {
    guard let edges = binning?.edges, let last = edges.last else { return "E ≥ 56 EeV" }
    return "measured energies from \(Self.round(edges[0])) to \(Self.round(last)) EeV"
  }

  private static func round(_ energy: Double) -> Double { (10 * energy).rounded() / 10 }
}

extension SourceSolver {
  /// Draws a mock map of N events, n of them from the source.
  ///
  /// - Throws: as ``prepare(_:on:progress:)``; `badValue` where n is not in 0...N.
  public func mockMap(
    events: Int, fromSource n: Int, binned: Bool
  ) throws(AssayError) -> MockMap {
    let sampler = try sampler(binned ? .binned : .single, events: events, .ring)
    guard (0...events).contains(n) else {
      throw .badValue(
        name: "events from the source", found: "\(n)", accepted: "0 to \(events), those of the map")
    }
    let sample = sampler.sample(
      fromSource: n, seed: context.seed, stream: Philox.stream(of: "uhecr-anisotropy mock map"),
      index: 0)
    return MockMap(
      source: source, sphere: sampler.sphere, sample: sample,
      binning: binned ? .published : nil, density: try ArrivalDensity.map(sampler))
  }
}
