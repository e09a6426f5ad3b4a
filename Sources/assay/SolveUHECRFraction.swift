// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Numerics
import Synchronization
import UHECRAnisotropy

struct SolveUHECRFraction: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fraction",
    abstract: "The smallest fraction of events from a source at which isotropy is rejected.",
    discussion: """
      Statistics: llr, the likelihood ratio for the true map and fraction, which no test can beat; \
      aps and aps-squared, the deviation of the angular power spectrum up to l = 32 and its \
      square; network, a trained one from --weights: the authors' .h5 or .h5.bz2, a .safetensors \
      of `train`, or the word published for the authors' network of the source and N in --data.

      n is the smallest number of events from the source at which less than a share --missed of the \
      maps lies at or below the threshold that a share --false-alarm of isotropic maps exceeds. The \
      interval is that of resampled sets (16 % to 84 %); crossing interpolates between whole n.

      Examples:
        assay solve uhecr-anisotropy fraction --source "Cen A" --events 50,100
        assay solve uhecr-anisotropy fraction --source "Cen A" --events 50 --statistic network \
      --weights published --data DIR
        assay solve uhecr-anisotropy fraction --source 120,-30 --distance 3.5 --events 50 \
      --statistic aps --field jf12-regular --out fraction.csv
      """)

  enum Statistic: String, CaseIterable, ExpressibleByArgument {
    case llr, aps, network
    case squared = "aps-squared"
  }

  @OptionGroup(title: "Source And Field") var place: UHECRSourceOptions
  @Option(
    name: .long, help: ArgumentHelp("Events of a map, N: 50, or several: 50,100.", valueName: "N"))
  var events = "50"
  @Option(name: .long, help: "The test of isotropy.") var statistic = Statistic.llr
  @Flag(name: .long, help: "Maps in 15 energy bins (llr; networks know their own).")
  var binned = false
  @Option(
    name: .long, help: ArgumentHelp("Weights of the network.", valueName: "file|published"))
  var weights: String?
  @OptionGroup(title: "Sets Of Maps") var sets: UHECRSearchOptions
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write to a .csv, .fits or .json.", valueName: "file"))
  var out: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    let sizes = try sizes()
    try check()
    try OutputFolder.check([out])
    let solver = try place.solver()
    let tests = try sizes.map { (size) throws(AssayError) in try test(size, solver) }
    let bar = ProgressBar(output)
    let interrupt = ImmediateInterrupt(bar)
    try place.prepare(solver, tests[0].test.maps, bar)
    let start = Date()
    var answers: [Detection] = []
    for (number, size) in sizes.enumerated() {
      let search = try sets.search(events: size)
      // About as many as a search looks at.
      let expected = Double(search.isotropic + 8 * search.mixed)
      answers.append(
        try solver.fraction(tests[number].test, events: size, search) { seen in
          let part = min(0.95, Double(seen) / expected)
          let fraction = (Double(number) + part) / Double(sizes.count)
          let elapsed = Date().timeIntervalSince(start)
          bar.draw(
            fraction: fraction, secondsLeft: elapsed * (1 - fraction) / fraction,
            label: "N = \(size), \(seen) maps")
        })
    }
    bar.clear()
    let table = UHECRFractionTable.table(settings(solver, sizes, tests), answers)
    if let out {
      try interrupt.whileWriting { () throws(AssayError) in try table.write(to: out) }
    }
    if output.json {
      print(try table.json(), terminator: "")
    } else if !output.quiet || out == nil {
      print(table.text)
    }
  }

  private func sizes() throws(AssayError) -> [Int] {
    var sizes: [Int] = []
    for part in events.split(separator: ",", omittingEmptySubsequences: false) {
      guard let size = Int(part.trimmingCharacters(in: .whitespaces)), (1...100_000).contains(size)
      else {
        throw .usage("--events: found \"\(events)\"; accepted: 1 to 100000, such as 50 or 50,100")
      }
      sizes.append(size)
    }
    return sizes
  }

  private func check() throws(AssayError) {
    if let out { _ = try ResultTable.FileKind(path: out) }
    _ = try sets.search(events: 1)
    if statistic == .network, weights == nil {
      throw .usage("--statistic network without --weights; accepted: both")
    }
    if statistic != .network, weights != nil {
      throw .usage("--weights with --statistic \(statistic.rawValue); accepted: network")
    }
    if statistic != .llr, binned {
      throw .usage("--binned with --statistic \(statistic.rawValue); accepted: llr")
    }
  }

  /// A test, and the file that it is from.
  private func test(
    _ events: Int, _ solver: SourceSolver
  ) throws(AssayError) -> (test: IsotropyTest, file: String?) {
    switch statistic {
    case .llr: return (.likelihood(binned ? .binned : .single), nil)
    case .aps: return (.powerSpectrum(.linear), nil)
    case .squared: return (.powerSpectrum(.squared), nil)
    case .network:
      let file = try file(events, solver)
      return (.network(try TrainedNetwork.read(file)), file)
    }
  }

  private func file(_ events: Int, _ solver: SourceSolver) throws(AssayError) -> String {
    guard let weights, weights == "published" else { return weights ?? "" }
    guard let data = try place.places.dataFolder() else {
      throw .missing(
        "the data set \(PublishedNetworks.dataset)",
        remedy: "`assay fetch` gets it, or name its folder by --data")
    }
    return data.path(
      try PublishedNetworks.file(
        source: solver.source.name, events: events, try place.library()))
  }

  private func settings(
    _ solver: SourceSolver, _ sizes: [Int], _ tests: [(test: IsotropyTest, file: String?)]
  ) -> [ResultTable.Setting] {
    var settings = place.settings(solver)
    settings.append(
      .init(name: "statistic", value: statistic.rawValue + (binned ? ", 15 energy bins" : "")))
    for (number, (test, file)) in tests.enumerated() {
      guard let file, case .network(let trained) = test else { continue }
      var text = "\(file): \(trained.kind.rawValue), \(trained.filters) filters"
      if let source = trained.origin["source"], let events = trained.origin["events"] {
        text += ", trained for \(source), N = \(events)"
      }
      // A file of one's own serves every N.
      if weights == "published" {
        settings.append(.init(name: "weights, N = \(sizes[number])", value: text))
      } else if number == 0 {
        settings.append(.init(name: "weights", value: text))
      }
    }
    return settings + [sets.setting]
  }
}
