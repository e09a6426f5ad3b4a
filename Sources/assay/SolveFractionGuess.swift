// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Numerics
import PointSourceFraction

struct SolveFractionGuess: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guess",
    abstract: "Guess fractions of point sources against the network.",
    discussion: """
      Shows images with 4 photons a pixel on average, a fraction f of them from unresolved sources, f \
      anything from 0 (smooth emission alone) to 1 (sources alone). Look how the photons cluster, type \
      f, and see what the network says. A line that is empty passes; q, or the end of the input, ends \
      the game with the rounds played so far, be they none.

      The network trains first (about ten seconds); --network keeps it for the next game. --figure \
      draws each image as a picture too, with more than one round image-1.png, image-2.png and so on. \
      --guess answers for you, one number a round. The same --game always shows the same images.

      Examples:
        assay solve point-source-fraction guess --network net.safetensors
        assay solve point-source-fraction guess --rounds 3 --figure image.png
      """)

  @Option(name: .long, help: "Images that are shown.") var rounds = 5
  @Option(name: .long, help: "Number of the game: each has images of its own, always the same.")
  var game: UInt64 = 1
  @Option(
    name: .long,
    help: ArgumentHelp("Guesses of all rounds, separated by commas.", valueName: "list"))
  var guess: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw the image of each round to a .svg or .png, numbered (needs gnuplot).",
      valueName: "file"))
  var figure: String?
  @OptionGroup(title: "Network") var source: FractionNetworkOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard (1...1000).contains(rounds) else {
      throw AssayError.usage("--rounds: found \(rounds); accepted: 1 to 1000")
    }
    let given = try guess.map { (list) throws(AssayError) in try Self.guesses(list, rounds) }
    if let figure { _ = try FigureFile.kind(of: figure) }
    guard guess != nil || figure != nil || !(output.quiet || output.json) else {
      throw AssayError.usage(
        "\(output.json ? "--json" : "--quiet") alone would ask about an image that it does not show; "
          + "accepted: with --guess or --figure")
    }
    try OutputFolder.check([figure])
    try source.check()
    let bar = ProgressBar(output)
    let interrupt = ImmediateInterrupt(bar)
    let solver = try source.solver(bar, interrupt)
    var played: [Round] = []
    for number in 0..<rounds {
      var random = Philox(
        seed: game, stream: Philox.stream(of: "game"), counter: UInt64(number) << 32)
      let truth = random.uniform()
      let image = try FractionImage.drawn(fraction: truth, seed: game, number: number)
      if let figure {
        let drawing = image.figure(title: "Image \(number + 1)")
        try interrupt.whileWriting { () throws(AssayError) in
          try FigureFile.write(drawing, to: Self.numbered(figure, number, of: rounds))
        }
      }
      show(image, number)
      let guess: Double?
      if let given {
        guess = given[number]
      } else {
        switch ask() {
        case .end: return try finish(played, solver)
        case .pass: guess = nil
        case .number(let number): guess = number
        }
      }
      let round = Round(truth: truth, guess: guess, answer: try solver.answer(image))
      played.append(round)
      if !output.json { print(round.text) }
    }
    try finish(played, solver)
  }

  // MARK: Rounds

  struct Round {
    var truth: Double
    var guess: Double?
    var answer: FractionSolver.Answer

    var text: String {
      var text = String(
        format: "  true fraction %.3f; network %.3f +- %.3f, one-point distribution %.3f +- %.3f",
        truth, answer.network.mean, answer.network.deviation, answer.onePoint.mean,
        answer.onePoint.deviation)
      if let guess {
        let (yours, its) = (abs(guess - truth), abs(answer.network.mean - truth))
        text += String(format: "; you %.3f, off by %.3f: ", guess, yours)
        text += yours < its ? "you are closer" : yours > its ? "the network is closer" : "a draw"
      }
      return text
    }
  }

  private enum Line {
    case number(Double)
    case pass, end
  }

  private func show(_ image: FractionImage, _ number: Int) {
    guard !output.json, !output.quiet else { return }
    print("\nImage \(number + 1) of \(rounds)")
    print(image.text(colour: Terminal.color(output)))
  }

  /// Asks until the line can be read.
  private func ask() -> Line {
    while true {
      FileHandle.standardError.write(Data("Your fraction, 0 to 1 (q ends): ".utf8))
      guard let line = readLine() else {
        Terminal.complain("")
        return .end
      }
      let text = line.trimmingCharacters(in: .whitespaces)
      if text.isEmpty { return .pass }
      if ["q", "quit"].contains(text.lowercased()) { return .end }
      if let number = Self.fraction(text) { return .number(number) }
      Terminal.complain("found \"\(text)\"; accepted: a number from 0 to 1, nothing, or q")
    }
  }

  private static func fraction(_ text: String) -> Double? {
    Double(text).flatMap { (0...1).contains($0) ? $0 : nil }
  }

  private static func guesses(_ list: String, _ rounds: Int) throws(AssayError) -> [Double] {
    var guesses: [Double] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let text = part.trimmingCharacters(in: .whitespaces)
      guard let number = fraction(text) else {
        throw .usage("--guess: found \"\(text)\"; accepted: numbers from 0 to 1")
      }
      guesses.append(number)
    }
    guard guesses.count == rounds else {
      throw .usage("--guess: found \(guesses.count) numbers; accepted: \(rounds), one a round")
    }
    return guesses
  }

  // MARK: The end

  private func finish(_ played: [Round], _ solver: FractionSolver) throws(AssayError) {
    let table = table(played, source.settings(solver))
    let next = "another game: --game \(game &+ 1)"
    if output.json {
      print(try table.json(), terminator: "")
    } else if played.isEmpty {
      print("\nno round was played; \(next)")
    } else {
      print(
        ([""] + table.header + ["", "round by round", table.text()] + score(played) + [next])
          .joined(separator: "\n"))
    }
  }

  /// image.png of round 2 of several is image-2.png.
  static func numbered(_ path: String, _ number: Int, of rounds: Int) -> String {
    guard rounds > 1 else { return path }
    let path = path as NSString
    return "\(path.deletingPathExtension)-\(number + 1).\(path.pathExtension)"
  }

  /// Rms errors of both over the rounds with a guess.
  private func score(_ played: [Round]) -> [String] {
    let guessed = played.filter { $0.guess != nil }
    guard !guessed.isEmpty else { return [] }
    func error(_ value: (Round) -> Double) -> Double {
      let squares = guessed.reduce(0) { $0 + pow(value($1) - $1.truth, 2) }
      return (squares / Double(guessed.count)).squareRoot()
    }
    return [
      String(
        format: "rms error: you %.3f, network %.3f, one-point distribution %.3f",
        error { $0.guess ?? 0 }, error { $0.answer.network.mean },
        error { $0.answer.onePoint.mean })
    ]
  }

  private func table(
    _ played: [Round], _ settings: [ResultTable.Setting]
  ) -> ResultTable {
    ResultTable(
      name: "GUESSES", settings: settings,
      columns: [
        .init(
          "round", heading: "round", format: "%3.0f", played.indices.map { Double($0 + 1) }),
        .init("truth", heading: "true", format: "%6.3f", played.map(\.truth)),
        .init("guess", heading: "you", format: "%6.3f", played.map(\.guess)),
      ] + FractionColumns.all(played.map(\.answer)))
  }
}
