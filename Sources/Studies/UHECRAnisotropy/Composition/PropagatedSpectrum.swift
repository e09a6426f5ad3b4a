// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Spectra of nuclei after propagation from a source at one distance, by mass number.
///
/// Read from the archive of Kalashev, Pshirkov and Zotov (data set `kkos`): a packed text file a
/// distance, with rows of E [eV] and j E² [eV/s/cm²/sr, not normalised] for A = 1 ... 56 in steps of
/// 0.05 in lg E.
public struct PropagatedSpectrum: Sendable, Equatable {
  /// Of the source [Mpc].
  public let distance: Double
  /// Rising [EeV].
  public let energies: [Double]
  /// j E² at each energy, one list a mass number, A = 1 first.
  public let flux: [[Double]]

  /// Path of the archive under the data folder.
  public static let archive = "kkos/spectra_1s.tbz2"
  /// Of the data set in `datasets.yaml`.
  public static let dataset = "kkos"

  /// Reads one distance from the archive at `path`.
  ///
  /// Throws `badValue` where the archive has no file of that distance; `badInput` where a file is
  /// damaged or no such table; `missing` where there is no archive. Cost: 0.1 s.
  public static func read(
    archive path: String, distance: Double
  ) throws(AssayError) -> PropagatedSpectrum {
    var names: [String] = []
    let packed = try Archive.entries(of: path) { name in
      guard let file = name.split(separator: "/").last, file.hasSuffix(".gz") else { return false }
      names.append(String(file.dropLast(3)))
      return Double(file.dropLast(3)) == distance
    }
    guard let entry = packed.first else {
      let known = names.compactMap(Double.init).sorted().map { "\($0)" }
      throw .badValue(
        name: "distance of the propagated spectrum [Mpc]", found: "\(distance)",
        accepted: known.isEmpty ? "none, \(path) has no spectra" : known.joined(separator: ", "))
    }
    let file = "\(path), \(entry.name)"
    let bytes = try Archive.entries(entry.bytes, file: entry.name).first?.bytes ?? []
    return try PropagatedSpectrum(
      text: String(decoding: bytes, as: UTF8.self), file: file, distance: distance)
  }

  /// Reads the text of one file; `file` names it in refusals.
  init(text: String, file: String, distance: Double) throws(AssayError) {
    let table = TextTable(file: file, text: text)
    guard !table.rows.isEmpty else {
      throw .badInput(
        file: file, place: nil, found: "no rows", accepted: "rows of E and 56 fluxes")
    }
    var energies: [Double] = []
    var flux = [[Double]](repeating: [], count: StableNucleus.heaviest)
    for row in table.rows {
      let energy = try table.number(row, 0) / 1e18
      guard energy > (energies.last ?? 0) else {
        throw .badInput(
          file: file, place: "line \(row.line)", found: "the energy \(energy) EeV",
          accepted: "energies above 0 that rise from row to row")
      }
      energies.append(energy)
      for nucleus in flux.indices {
        let value = try table.number(row, 1 + nucleus)
        guard value >= 0 else {
          throw .badInput(
            file: file, place: "line \(row.line), column \(nucleus + 2)", found: "\(value)",
            accepted: "a flux from 0 up")
        }
        flux[nucleus].append(value)
      }
    }
    (self.distance, self.energies, self.flux) = (distance, energies, flux)
  }
}
