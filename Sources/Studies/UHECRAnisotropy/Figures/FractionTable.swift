// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// Table 1 beside what a run found, cell by cell.
enum FractionTable {
  /// nil where the run has none of the fractions.
  static func table(_ results: Results, _ library: ReferenceLibrary) -> SummaryTable? {
    guard let sources = try? UHECRSource.all(library),
      results.all.contains(where: { $0.id.hasPrefix("fraction.") })
    else { return nil }
    var rows: [[SummaryTable.Cell]] = []
    for source in sources {
      for network in SphereNetwork.allCases {
        let name = "minimal fraction, \(source.name), \(network.label)"
        for (events, percent) in PublishedFractions.column(name, library) ?? [] {
          let cell = Cell(source: source, network: network, events: events)
          rows.append(row(cell, percent, results))
        }
      }
    }
    return SummaryTable(
      id: "table-1", title: "Table 1 beside ours",
      caption: """
        Minimal fraction in percent (α = 0.01, β = 0.05). "Trained here": networks trained by this \
        run, the mean over the trainings and, as the authors did, the one of the best validation \
        accuracy. "Authors' networks": their trained networks on our maps. The likelihood ratio \
        bounds every test of maps of counts from below; the power spectrum does not know the source. \
        ±: half of the range from 16 % to 84 % of resampled test sets, at least half an event, \
        with the scatter of several trainings. "–": not run, or not computed for this cell. The \
        printed row NGC 253, CNN is suspect from N = 100 on: from there it is context only.
        """,
      columns: [
        "source", "network", "N", "Table 1", "trained here, mean", "trained here, best", "epochs",
        "authors' networks", "likelihood ratio", "power spectrum",
      ], rows: rows)
  }

  private static func row(
    _ cell: Cell, _ published: Double, _ results: Results
  ) -> [SummaryTable.Cell] {
    let counts = cell.network == .single
    return [
      .text(cell.source.name), .text(cell.network.label), .text(String(cell.events)),
      .number(Estimate(published)),
      .number(value("fraction.\(cell.name)", cell.events, results)),
      .number(value("best.\(cell.name)", cell.events, results)),
      .number(value("epochs.\(cell.name)", cell.events, results)),
    ]
      // Their networks, the bound and the spectrum see maps of counts.
      + ["authors", "llr", "aps"].map {
        counts
          ? .number(value("fraction.\($0).\(cell.source.slug)", cell.events, results)) : .empty
      }
  }

  private static func value(_ id: String, _ events: Int, _ results: Results) -> Estimate? {
    guard let observable = results[id], let axis = observable.axes.first else { return nil }
    return zip(axis.keys, observable.values).first { $0.0.matches(.number(Double(events))) }?.1
  }
}
