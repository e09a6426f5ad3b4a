// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

extension UHECRSource {
  /// The sources of the reference table `sources`, in its order.
  public static func all(_ reference: ReferenceLibrary) throws(AssayError) -> [UHECRSource] {
    let table = try reference.table("sources")
    let names = try TableAxes(table).texts(0)
    guard table.dependent.count == 3 else {
      throw .badInput(
        file: table.file, place: "dependent_variables", found: "\(table.dependent.count) columns",
        accepted: "longitude, latitude and distance")
    }
    var sources: [UHECRSource] = []
    for (row, name) in names.enumerated() {
      var numbers: [Double] = []
      for column in table.dependent {
        guard let number = column.cells[row].number else {
          throw .badInput(
            file: table.file, place: "line \(column.cells[row].line)",
            found: "\(column.cells[row].value)", accepted: "a number")
        }
        numbers.append(number)
      }
      sources.append(
        UHECRSource(name: name, longitude: numbers[0], latitude: numbers[1], distance: numbers[2]))
    }
    return sources
  }
}

extension Composition {
  /// The composition that arrives from a source: from the raw spectra where they are, else from the
  /// embedded table of its distance.
  ///
  /// - Parameters:
  ///   - lowest: energies below are left out [EeV].
  ///   - data: the folder of raw data, if there is one; a data set that is not there is passed over.
  /// - Throws: where there are neither data nor a table of the distance, or one of them is damaged.
  public static func arriving(
    from source: UHECRSource, above lowest: Double, _ reference: ReferenceLibrary,
    data: DataFolder?
  ) throws(AssayError) -> Composition {
    let dataset = reference.datasets.first { $0.id == PropagatedSpectrum.dataset }
    if let data, let dataset, data.has(dataset) {
      return try Composition(
        .read(archive: data.path(PropagatedSpectrum.archive), distance: source.distance),
        from: lowest)
    }
    let name = "\(source.distance)".replacing(".", with: "p")
    guard let table = reference.tables["kkos_composition_\(name)_Mpc"] else {
      throw .missing(
        "the spectrum at \(source.distance) Mpc, which is not embedded,",
        remedy: "`assay fetch` gets the data set \(PropagatedSpectrum.dataset)")
    }
    return try Composition(table, from: lowest)
  }
}
