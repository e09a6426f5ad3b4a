// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Harness
internal import Learning
public import Numerics
internal import Sky

/// What the study does, for a source, field, sample size and test of the user's own.
///
/// The deflection maps are made once, by ``prepare(_:on:progress:)`` or whatever comes first, and
/// kept. All numbers depend on the seed and the settings alone, and the weights of a training on
/// the device too.
public struct SourceSolver: Sendable {
  public let source: UHECRSource
  public let settings: ArrivalSettings
  let model: ArrivalModel
  let context: RunContext
  let threads: Int

  /// - Parameters:
  ///   - seed: of nuclei, samples and weights; that of the field is among the settings.
  ///   - threads: do not change the numbers.
  ///   - data: the folder of raw data; without it distances of the reference tables alone will do.
  /// - Throws: `badValue` for settings or a place outside their range.
  public init(
    _ source: UHECRSource, _ settings: ArrivalSettings, seed: UInt64, threads: Int,
    reference: ReferenceLibrary, data: DataFolder?
  ) throws(AssayError) {
    _ = try Galactic.direction(longitude: source.longitude, latitude: source.latitude)
    (self.source, self.settings, self.threads) = (source, settings, threads)
    model = try settings.model()
    context = RunContext(seed: seed, reference: reference, data: data)
  }

  /// Events of the source as they arrive, for a kind of maps.
  ///
  /// - Parameters:
  ///   - device: follows the rays of maps that are not there yet; nil for the CPU. The maps are the
  ///     same.
  ///   - progress: share of the deflection maps that are there.
  /// - Throws: where the spectrum of the distance cannot be had, or a kept map cannot be written;
  ///   `deviceLost`, with the maps made so far kept.
  /// - Complexity: without kept maps half a minute of one core for coarse ones in the whole field,
  ///   several for fine ones; then 0.2 s.
  @discardableResult
  public func prepare(
    _ network: SphereNetwork, on device: Device? = nil, progress: (Double) -> Void = { _ in }
  ) throws(AssayError) -> SourceRows {
    let cell = cell(network, events: 1)
    let composition = try Composition.arriving(
      from: source, above: cell.lowestEnergy, context.reference, data: context.data)
    // Rarer pairs are hardly ever among the nuclei drawn; their maps come later if they are.
    let rigidities = composition.mapRigidities(model.recipe, smallest: 1 / Double(model.nuclei))
    let maps = try ArrivalMaps(model: model, threads: threads, on: device)
    for (number, rigidity) in rigidities.enumerated() {
      progress(Double(number) / Double(rigidities.count))
      _ = try maps.boundaryDirections(rigidity: rigidity)
    }
    progress(1)
    return try model.rows(
      of: source, above: cell.lowestEnergy, context, threads: threads, on: device)
  }

  func cell(_ network: SphereNetwork, events: Int) -> Cell {
    Cell(source: source, network: network, events: events)
  }

  /// Samples of N events.
  func sampler(
    _ network: SphereNetwork, events: Int, _ ordering: HEALPix.Ordering
  ) throws(AssayError) -> EventSampler {
    guard (1...100_000).contains(events) else {
      throw .badValue(name: "events of a map", found: "\(events)", accepted: "1 to 100000")
    }
    let rows = try prepare(network)
    guard rows.count > 0 else {
      throw .badValue(
        name: "source \(source.name)", found: "no event that reaches Earth on these maps",
        accepted: "a source to which some pixel leads; finer maps may have one")
    }
    guard network == .binned else {
      return try EventSampler(counting: events, of: [rows], ordering)
    }
    return try EventSampler(binning: .published, events: events, of: [rows], ordering)
  }
}

extension UHECRSource {
  /// The source of the reference table with this name, however it is spelt: "Cen A", "cen-a".
  ///
  /// Throws `badValue` with the names that there are.
  public static func named(
    _ name: String, _ reference: ReferenceLibrary
  ) throws(AssayError) -> UHECRSource {
    func plain(_ name: String) -> String { name.lowercased().filter { $0 != " " && $0 != "-" } }
    let all = try all(reference)
    guard let source = all.first(where: { plain($0.name) == plain(name) }) else {
      throw .badValue(
        name: "source", found: "\"\(name)\"",
        accepted: all.map(\.name).joined(separator: ", "))
    }
    return source
  }
}
