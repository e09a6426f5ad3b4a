// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Harness

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a study: papers, comparisons with tolerances and reasons, faults, data sets.")

  @Argument(
    help: "The study.", completion: .list(StudyCatalogue.all.map { $0.card.id }))
  var study: String
  @OptionGroup var places: PlaceOptions
  @OptionGroup var output: OutputOptions

  /// What `--json` prints.
  private struct Shown: Encodable {
    var card: StudyCard
    var comparisons: [Comparison]
    var claims: [Claim]
    var faults: [Fault]
    var datasets: [Dataset]
    var notes: [String]
  }

  func run() throws {
    let study = try StudyCatalogue.study(study)
    let library = try ReferenceLibrary.load(
      study: study.card.id, root: try places.referenceRoot())
    if output.json {
      return try printJSON(
        Shown(
          card: study.card, comparisons: library.comparisons, claims: library.claims,
          faults: study.faults, datasets: library.datasets, notes: library.notes))
    }
    let card = study.card
    print("\(card.id): \(card.title)\n\n\(card.summary)\n\nPapers and sources")
    for citation in card.citations {
      let place = citation.arXiv.map { "arXiv:\($0)" } ?? citation.doi ?? citation.url ?? ""
      let year = citation.year.map { " (\($0))" } ?? ""
      print("  \(citation.authors)\(year): \(citation.title). \(place)")
    }
    print("\nComparisons")
    for comparison in library.comparisons {
      let faults = study.faults.filter { $0.meantFor.contains(comparison.id) }.map(\.id)
      print(
        """
          \(comparison.id): \(comparison.title)
            \(comparison.kind.rawValue), \(comparison.tolerance.kind.rawValue) \
        \(comparison.tolerance.bound), \(comparison.tier.rawValue), \
        \(comparison.evidence.rawValue)
            why: \(comparison.reason.text)
            from: \(comparison.source)
            broken by: \(faults.joined(separator: ", "))
        """)
    }
    print("\nNot comparable")
    for claim in library.claims { print("  \(claim.id): \(claim.text) (\(claim.because))") }
    print("\nFaults")
    for fault in study.faults { print("  \(fault.id): \(fault.title)") }
    let none = library.datasets.isEmpty
    print("\nRaw data sets" + (none ? ": none" : " (assay fetch \(card.id))"))
    for dataset in library.datasets {
      let bytes = dataset.files.reduce(0) { $0 + $1.bytes }
      print(
        "  \(dataset.id): \(dataset.title); \(dataset.files.count) files, "
          + "\(bytes / 1000) kB, \(dataset.licence)")
    }
  }
}
