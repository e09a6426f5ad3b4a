// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Numerics

struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Download raw public data, with progress, resume and checksum.")

  @OptionGroup var studies: StudyArguments
  @Option(
    name: .long,
    help: ArgumentHelp("Only these data sets (repeatable; see assay show).", valueName: "id"))
  var dataset: [String] = []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder to fetch into (default: the XDG data folder).", valueName: "dir"))
  var into: String?
  @OptionGroup var places: PlaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let root = try places.referenceRoot()
    var datasets: [Dataset] = []
    for study in try studies.selected() {
      datasets += try ReferenceLibrary.load(study: study.card.id, root: root).datasets
    }
    for id in dataset where !datasets.contains(where: { $0.id == id }) {
      let known = datasets.map(\.id).joined(separator: ", ")
      throw AssayError.usage("no data set \(id); there is: \(known)")
    }
    if !dataset.isEmpty { datasets.removeAll { !dataset.contains($0.id) } }
    let folder = try into ?? places.data ?? PlaceOptions.fetchedData
    let bar = ProgressBar(output)
    let start = Date()
    defer { bar.clear() }
    let interrupt = Interrupt()
    let cancellation = interrupt.cancellation
    let fetch = Fetch(
      datasets: datasets, into: folder,
      progress: { step in
        let fraction = step.total > 0 ? Double(step.done) / Double(step.total) : 1
        let elapsed = Date().timeIntervalSince(start)
        let left = fraction > 0.01 ? elapsed * (1 - fraction) / fraction : nil
        bar.draw(fraction: fraction, secondsLeft: left, label: step.file)
      }, isCancelled: { cancellation.isCancelled })
    try fetch.run()
    bar.clear()
    if !output.quiet { print("data in \(folder); use it with --data \(folder)") }
  }
}
