// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// `assay solve point-source-fraction` end to end, with a network that was hardly trained.
@Suite struct SolveFractionTests {
  private static func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(["solve", "point-source-fraction"] + arguments)
  }

  private static let short = ["--train-images", "128", "--epochs", "3", "--warm-up", "1"]

  @Test func game() throws {
    let place = try Scratch()
    let net = place.path + "/net.safetensors"
    let arguments =
      ["guess", "--rounds", "2", "--guess", "0.3,0.9", "--network", net, "--no-color"] + Self.short
    let one = try Self.run(arguments + ["--threads", "1"])
    #expect(one.status == 0, "\(one.errors)")
    #expect(one.output.contains("Image 2 of 2") && one.output.contains("closer"))
    #expect(one.output.contains("rms error: you"))
    // Two images of 32 lines.
    #expect(one.output.split(separator: "\n").count { $0.count == 64 } >= 60)
    // The network is read again, and its answers are the same.
    #expect(FileManager.default.fileExists(atPath: net))
    let two = try Self.run(arguments)
    #expect(two.output == one.output)
    #expect(one.output.contains("training: 128 images of psfrac-v1, 3 epochs (1 of mean squares)"))
    #expect(one.output.contains("test: rms error") && one.output.contains("--game 2"))
    let json = try Self.run(arguments + ["--json"])
    #expect(json.output.hasPrefix("{") && json.output.contains("\"truth\""))
    // Another game has other images.
    #expect(try Self.run(arguments + ["--game", "2"]).output != one.output)
    // What the file was not trained with is not passed over.
    let other = try Self.run([
      "guess", "--guess", "1", "--rounds", "1", "--network", net, "--epochs", "4",
    ])
    #expect(other.status == 64 && other.errors.contains("--epochs: found 4"), "\(other.errors)")
    #expect(other.errors.contains("trained with 3"))
  }

  /// Without answers from a person the game ends.
  @Test func noAnswers() throws {
    let outcome = try Self.run(["guess"] + Self.short)
    #expect(outcome.status == 0 && outcome.output.contains("Image 1 of 5"), "\(outcome.errors)")
    #expect(outcome.errors.contains("Your fraction"))
    #expect(outcome.output.contains("no round was played; another game: --game 2"))
  }

  @Test func estimate() throws {
    let place = try Scratch()
    let path = place.path + "/counts.txt"
    let line = (0..<32).map { "\($0 % 3 * 4)" }.joined(separator: " ") + "\n"
    try String(repeating: line, count: 32).write(toFile: path, atomically: true, encoding: .utf8)
    let out = place.path + "/answer.csv"
    let outcome = try Self.run(["estimate", "--image", path, "--out", out] + Self.short)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let csv = try String(contentsOfFile: out, encoding: .utf8)
    #expect(csv.contains("image,mean,network,network_error,one_point"))
    #expect(csv.contains(",variance,doubt\n") && csv.hasSuffix(",none\n"), "\(csv)")
    #expect(csv.contains("# training: 128 images of psfrac-v1"))
    // Four hundred photons everywhere: an answer, with a word on it.
    let bright = String(repeating: "400 ", count: 32) + "\n"
    try String(repeating: bright, count: 32).write(toFile: path, atomically: true, encoding: .utf8)
    let doubtful = try Self.run(["estimate", "--image", path, "--json"] + Self.short)
    #expect(doubtful.status == 0 && doubtful.output.contains("\"doubt\" : \"mean+count"))
    #expect(
      doubtful.errors.contains("\(path): the estimates may mean nothing: 400 photons a pixel")
    )
    #expect(doubtful.errors.contains("no training image had more than"), "\(doubtful.errors)")
    try "1 2 3\n".write(toFile: path, atomically: true, encoding: .utf8)
    let bad = try Self.run(["estimate", "--image", path] + Self.short)
    #expect(bad.status == 65 && bad.errors.contains("found 1 lines of counts"), "\(bad.errors)")
  }

  @Test(arguments: [
    (["guess", "--rounds", "0"], "--rounds: found 0"),
    (["guess", "--rounds", "2", "--guess", "0.5"], "--guess: found 1 numbers; accepted: 2"),
    (["guess", "--guess", "0.5,x,1,1,1"], "--guess: found \"x\""),
    (["guess", "--guess", "0.5,2,1,1,1"], "--guess: found \"2\""),
    (["guess", "--figure", "a.pdf"], "--figure a.pdf"),
    (["guess", "--epochs", "0"], "--epochs 0"), (["guess", "--threads", "0"], "--threads 0"),
    (["guess", "--train-images", "10"], "--train-images 10"),
    (["guess", "--batch", "1"], "--batch 1"), (["guess", "--rate", "nan"], "--rate nan"),
    (["guess", "--warm-up", "8"], "--warm-up 8"),
    (["guess", "--epochs", "2"], "--epochs 2 --warm-up 2"),
    (["guess", "--quiet"], "--quiet alone would ask about an image that it does not show"),
    (["guess", "--json"], "--json alone would ask"),
    (["guess", "--network", "a.txt"], "--network a.txt"),
    (["estimate"], "--image"), (["estimate", "--image", "a", "--out", "b.txt"], "--out b.txt"),
  ]) func usage(arguments: [String], text: String) throws {
    let outcome = try Self.run(arguments)
    #expect(outcome.status == 64 && outcome.errors.contains(text), "\(outcome.errors)")
  }

  @Test func files() throws {
    let place = try Scratch()
    let net = place.path + "/net.safetensors"
    try "nothing".write(toFile: net, atomically: true, encoding: .utf8)
    let bad = try Self.run(["guess", "--network", net])
    #expect(bad.status == 65 && bad.errors.contains(net), "\(bad.errors)")
    let missing = try Self.run(["estimate", "--image", "/nowhere/a.txt"])
    #expect(missing.status == 69 && missing.errors.contains("/nowhere/a.txt"))
    let folder = try Self.run(["guess", "--network", "/nowhere/a.safetensors"])
    #expect(folder.status == 73, "\(folder.errors)")
  }
}
