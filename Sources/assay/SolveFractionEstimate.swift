// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Numerics
import PointSourceFraction

struct SolveFractionEstimate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "Estimate the fraction in an image of your own.",
    discussion: """
      An image is a text of 32 lines of 32 counts, separated by spaces or commas, in pixels of half \
      a degree. Estimates hold where the image is as those that train: 4 photons a pixel on average, \
      sources with the counts and the point spread function of psfrac-v1 (assay show \
      point-source-fraction). The column "doubt" names what shows that it is not: the mean of the \
      counts, a count beyond those of the training images, a fraction of the network out of range, or \
      estimates in disagreement; other sources or another point spread function may not show.

      Example: assay solve point-source-fraction estimate --image counts.txt --network net.safetensors
      """)

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Text file of counts; may be given again.", valueName: "file"))
  var image: [String]
  @OptionGroup(title: "Network") var source: FractionNetworkOptions
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write a table: .csv, .json or .fits.", valueName: "file"))
  var out: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    if let out { _ = try ResultTable.FileKind(path: out) }
    try OutputFolder.check([out])
    guard !image.isEmpty else {
      throw AssayError.usage("no --image; accepted: one file of counts or more")
    }
    try source.check()
    var images: [FractionImage] = []
    for file in image { images.append(try FractionImage.read(file)) }
    let bar = ProgressBar(output)
    let interrupt = ImmediateInterrupt(bar)
    let solver = try source.solver(bar, interrupt)
    var answers: [FractionSolver.Answer] = []
    for image in images { answers.append(try solver.answer(image)) }
    let table = table(images, answers, source.settings(solver))
    if let out {
      try interrupt.whileWriting { () throws(AssayError) in try table.write(to: out) }
    }
    if output.json {
      print(try table.json(), terminator: "")
    } else if !output.quiet || out == nil {
      print((table.header + [table.text()]).joined(separator: "\n"))
    }
    for (file, answer) in zip(image, answers) where !answer.doubts.isEmpty {
      Terminal.complain(
        "assay: \(file): the estimates may mean nothing: "
          + answer.doubts.map(\.text).joined(separator: "; "))
    }
  }

  private func table(
    _ images: [FractionImage], _ answers: [FractionSolver.Answer],
    _ settings: [ResultTable.Setting]
  ) -> ResultTable {
    ResultTable(
      name: "FRACTIONS", settings: settings,
      columns: [
        .init("image", heading: "image", texts: image),
        .init("mean", heading: "photons/pixel", format: "%6.3f", images.map(\.mean)),
      ] + FractionColumns.all(answers))
  }
}

/// Columns of answers, for both commands.
enum FractionColumns {
  static func all(_ answers: [FractionSolver.Answer]) -> [ResultTable.Column] {
    func column(
      _ key: String, _ heading: String, _ value: (FractionSolver.Answer) -> Double
    ) -> ResultTable.Column {
      .init(key, heading: heading, format: "%6.3f", answers.map(value))
    }
    return [
      column("network", "network") { $0.network.mean },
      column("network_error", "+-") { $0.network.deviation },
      column("one_point", "one-point") { $0.onePoint.mean },
      column("one_point_error", "+-") { $0.onePoint.deviation },
      column("variance", "by variance") { $0.variance },
      .init(
        "doubt", heading: "doubt",
        texts: answers.map { answer in
          answer.doubts.isEmpty
            ? "none" : answer.doubts.map(\.kind.rawValue).joined(separator: "+")
        }),
    ]
  }
}
