// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Hardware
public import Numerics

/// Deflection maps on disk, one file a map, found by the SHA-256 of what they were asked for.
///
/// Files are written whole or not at all, so that work that is stopped goes on with the map that was
/// not finished. What is read is verified: key, Nside, rigidity and the digest of its numbers; a file
/// that fails is replaced.
public struct DeflectionMapCache: Sendable {
  /// Where a map came from.
  public enum Outcome: Sendable, Equatable {
    case found
    case computed
    /// A file was there but could not be used.
    case replaced(reason: String)
  }

  /// nil keeps nothing.
  public let folder: String?

  public init(folder: String?) { self.folder = folder }

  /// `assay/deflection-maps` in $XDG_CACHE_HOME, else in ~/.cache; nil where neither is known or can
  /// be written: nothing is kept then.
  public static var standard: String? {
    let variables = ProcessInfo.processInfo.environment
    let caches = variables["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = variables["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.cache" }
    guard let folder = (caches ?? home).map({ $0 + "/assay/deflection-maps" }) else { return nil }
    let files = FileManager.default
    try? files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return files.isWritableFile(atPath: folder) ? folder : nil
  }

  /// The file of a request, whether it is there or not.
  public func path(_ request: DeflectionRequest) throws(AssayError) -> String? {
    guard let folder else { return nil }
    return "\(folder)/\(try request.key()).fits"
  }

  /// The map of a request, from its file or else computed and kept.
  ///
  /// - Parameters:
  ///   - device: follows the rays; nil for the CPU. The map is the same.
  ///   - field: makes the field that the request names, only where it is needed.
  /// - Throws: `badValue` where the map is not kept and would not be the same from this device; what
  ///   making the field, following the rays and writing the map throw.
  public func map(
    _ request: DeflectionRequest, threads: Int = 1, on device: Device? = nil,
    field: () throws(AssayError) -> GalacticField, progress: (Double) -> Void = { _ in }
  ) throws(AssayError) -> (map: DeflectionMap, outcome: Outcome) {
    try map(
      request, threads: threads,
      source: { () throws(AssayError) in try Source(request, field, on: device) }, progress)
  }

  /// The maps of several rigidities in one field, which is made, and uploaded, at most once.
  ///
  /// - Parameter progress: share of all rays, those of maps found included.
  public func maps(
    _ requests: [DeflectionRequest], threads: Int = 1, on device: Device? = nil,
    field: () throws(AssayError) -> GalacticField, progress: (Double) -> Void = { _ in }
  ) throws(AssayError) -> [DeflectionMap] {
    var made: Source?
    var maps: [DeflectionMap] = []
    for (n, request) in requests.enumerated() {
      let answer = try map(
        request, threads: threads,
        source: { () throws(AssayError) -> Source in
          if let made { return made }
          let source = try Source(request, field, on: device)
          made = source
          return source
        },
        { progress((Double(n) + $0) / Double(requests.count)) })
      maps.append(answer.map)
      progress(Double(n + 1) / Double(requests.count))
    }
    return maps
  }
}

extension DeflectionMapCache {
  /// A field, and its rays on an accelerator.
  private struct Source {
    let field: GalacticField
    let rays: DeviceRays?

    /// Refuses a device before the field is made, which may take minutes.
    init(
      _ request: DeflectionRequest, _ make: () throws(AssayError) -> GalacticField,
      on device: Device?
    ) throws(AssayError) {
      if let device { try DeviceRays.require(device, givesBitsOf: request.variant) }
      let field = try make()
      self.field = field
      rays = if let device { try DeviceRays(field, on: device) } else { nil }
    }
  }

  private func map(
    _ request: DeflectionRequest, threads: Int, source: () throws(AssayError) -> Source,
    _ progress: (Double) -> Void
  ) throws(AssayError) -> (map: DeflectionMap, outcome: Outcome) {
    var outcome = Outcome.computed
    let path = try path(request)
    if let path, FileManager.default.fileExists(atPath: path) {
      do throws(AssayError) {
        return (try DeflectionMap.read(path, request), .found)
      } catch {
        outcome = .replaced(reason: error.description)
      }
    }
    let source = try source()
    let map = try DeflectionMap.compute(
      request, through: source.field, threads: threads, on: source.rays, progress: progress)
    if let folder, let path {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw .cannotWrite(folder, reason: error.localizedDescription)
      }
      try map.write(to: path, request)
    }
    return (map, outcome)
  }
}
