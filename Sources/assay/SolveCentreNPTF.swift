// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import GalacticCentre
import Harness
import Numerics
import Sky

struct SolveCentreNPTF: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nptf",
    abstract: "Fit templates, and with --point-sources populations of unresolved sources.",
    discussion: """
      MAPs are HEALPix maps in FITS files (the first column; MAP[K] is the K-th column or energy bin, \
      MAP[K:L] the sum of several, MAP[NAME] the column NAME), all of one Nside; nested ones are \
      put in ring ordering. A template holds the photons expected in each pixel for A = 1. Sources that \
      follow a template have the source counts dN/dS = A t (S/Sb)^-n1 above the break Sb \
      [photons at the mean exposure of the region], (S/Sb)^-n2 below; t is the template over the exposure, \
      relative to the mean of its map. More than one --break makes more slopes; breaks fall, and the prior \
      is the part of their ranges where they do. Where the exposure varies, pixels are put in regions of \
      similar exposure; in each Sb is multiplied by its exposure and A divided by it, so that the number of \
      sources follows t. With sources a pixel may have 2000 photons at most, without them 100000.

      The answer holds the best fit with 68 % intervals of the profile likelihood: ln L is 1/2 lower at their \
      ends. Where an end is a wall of the range the interval is one-sided, and need not hold 68 %. With --live also \
      the posterior and its evidence by nested sampling. Each row shows the range of its parameter, within \
      which all values are equally probable beforehand; --range sets it by the name of the row, or of the \
      template for A_NAME.

      Exit statuses: 64 for options that do not fit, 65 for values and maps out of range, 69 for a file that \
      cannot be had.

      Examples:
        assay solve galactic-centre nptf --counts counts.fits --exposure exposure.fits \
      --template dif=dif.fits --template iso=iso.fits --template gce=gce.fits --point-sources gce \
      --radius 30 --band 2 --psf 0.18 --range "log10 A_gce_ps=-6:1" --out fit.csv --maps fit.fits
        assay solve galactic-centre nptf --counts counts.fits --template iso=iso.fits --hold iso=1 \
      --template gce=gce.fits
      """)

  @Option(name: .long, help: ArgumentHelp("Photons of each pixel.", valueName: "map"))
  var counts: String
  @Option(name: .long, help: ArgumentHelp("Exposure of each pixel.", valueName: "map"))
  var exposure: String?
  @Option(
    name: .long, help: ArgumentHelp("A template and its name; repeat.", valueName: "name=map"))
  var template: [String] = []
  @Option(
    name: .customLong("point-sources"),
    help: ArgumentHelp("A template that sources follow; repeat.", valueName: "name"))
  var pointSources: [String] = []
  @Option(
    name: .customLong("sources-only"),
    help: ArgumentHelp("The same, without a smooth part; repeat.", valueName: "name"))
  var sourcesOnly: [String] = []
  @Option(
    name: .long, help: ArgumentHelp("Hold a normalisation; repeat.", valueName: "name=number"))
  var hold: [String] = []
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Range of a template's normalisation or of a parameter; repeat.",
      valueName: "name=low:high"))
  var range: [String] = []
  @Option(
    name: .customLong("break"),
    help: ArgumentHelp(
      "Range of a break of the source counts [photons], bright to faint (default: 0.05:40).",
      valueName: "low:high"))
  var breaks: [String] = []
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Point spread function: standard deviation [deg], fermi (King, PSF3 at 2 GeV), or none; needed "
        + "with sources.",
      valueName: "psf"))
  var psf: String?
  @Option(
    name: .long,
    help: "Exposure regions (default: until exposures within them vary by 2 %, at most 20).")
  var regions: Int?
  @Option(name: .long, help: "Only within so many degrees of longitude and latitude zero.")
  var radius: Double?
  @Option(name: .long, help: "Not within so many degrees of latitude zero.") var band: Double?
  @Option(
    name: .long, help: ArgumentHelp("Leave out where this map is not zero.", valueName: "map"))
  var mask: String?
  @Option(name: .long, help: "Nested sampling with so many points (such as 100).") var live: Int?
  @Option(name: .long, help: "Seed of all draws.") var seed: UInt64 = 1
  @Option(name: .long, help: "Threads; they do not change the numbers.")
  var threads = ProcessInfo.processInfo.activeProcessorCount
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the parameters: .csv, .json or .fits.", valueName: "file"))
  var out: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write counts, expected photons and residuals as HEALPix maps.", valueName: "file.fits"))
  var maps: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    try check()
    var request = CentreRequest()
    (request.sources, request.sourcesOnly) = (pointSources, sourcesOnly)
    (request.regions, request.live, request.seed) = (regions, live, seed)
    for text in hold {
      let (name, value) = try Self.named(text, "--hold", accepted: "NAME=NUMBER")
      guard request.held[name] == nil else {
        throw AssayError.usage("--hold \(text): found the name \(name) twice; accepted: once")
      }
      guard let number = Double(value), number >= 0, number.isFinite else {
        throw AssayError.usage("--hold \(text): found \(value); accepted: a number of 0 or more")
      }
      request.held[name] = number
    }
    for text in range {
      let (name, value) = try Self.named(text, "--range", accepted: "NAME=LOW:HIGH")
      guard request.ranges[name] == nil else {
        throw AssayError.usage("--range \(text): found the name \(name) twice; accepted: once")
      }
      request.ranges[name] = try Self.range(value, "--range \(text)")
    }
    if !breaks.isEmpty {
      request.breaks = []
      for text in breaks { request.breaks.append(try Self.range(text, "--break \(text)")) }
    }
    var templates: [(name: String, path: String)] = []
    for text in template {
      let (name, path) = try Self.named(text, "--template", accepted: "NAME=MAP")
      guard !templates.contains(where: { $0.name == name }) else {
        throw AssayError.usage("--template \(text): found the name \(name) twice; accepted: once")
      }
      templates.append((name, path))
    }
    let files = try CentreMaps(
      counts: counts, exposure: exposure, templates: templates,
      region: .init(radius: radius, band: band, mask: mask))
    if hasSources {
      request.psf = try shares(files.sphere.nside)
    }
    let fit = try CentreFit(files, request)
    let bar = ProgressBar(output)
    defer { bar.clear() }
    let interrupt = ImmediateInterrupt(bar)
    let answer = try fit.answer(threads: threads) { done, left in
      bar.draw(
        fraction: min(0.99, 1 / (1 + max(0, left))), secondsLeft: nil,
        label: "\(done) points, \(String(format: "%.1f", left)) left in ln Z")
    }
    bar.clear()
    let table = table(fit, answer)
    if let out {
      try interrupt.whileWriting { () throws(AssayError) in try table.write(to: out) }
    }
    if let maps {
      let file = try Self.residuals(files, answer)
      try interrupt.whileWriting { () throws(AssayError) in try file.write(to: maps) }
    }
    if output.json {
      print(try table.json(), terminator: "")
    } else if !output.quiet || (out == nil && maps == nil) {
      print((table.header + [table.text()]).joined(separator: "\n"))
    }
  }

  // MARK: Arguments

  var hasSources: Bool { !(pointSources + sourcesOnly).isEmpty }

  private func check() throws(AssayError) {
    if let out { _ = try ResultTable.FileKind(path: out) }
    try OutputFolder.check([out, maps])
    guard !template.isEmpty else {
      throw .usage("no --template; accepted: one or more of --template NAME=MAP")
    }
    guard threads >= 1 else {
      throw .badValue(name: "--threads", found: "\(threads)", accepted: "1 or more")
    }
    guard !hasSources else {
      guard psf != nil else {
        throw .usage(
          "no --psf with sources; accepted: --psf with a standard deviation in degrees, fermi, or none"
        )
      }
      return
    }
    for (option, isGiven) in [
      ("--psf", psf != nil), ("--break", !breaks.isEmpty), ("--regions", regions != nil),
    ] where isGiven {
      throw .usage(
        "\(option): found no sources that it could be for; accepted: with --point-sources or "
          + "--sources-only")
    }
  }

  private static func named(
    _ text: String, _ option: String, accepted: String
  ) throws(AssayError) -> (String, String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw .usage("\(option) \(text): found no name and value; accepted: \(accepted)")
    }
    return (String(parts[0]), String(parts[1]))
  }

  private static func range(_ text: String, _ option: String) throws(AssayError) -> ClosedRange<
    Double
  > {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    guard parts.count == 2, let low = parts[0], let high = parts[1], low < high, low.isFinite,
      high.isFinite
    else {
      throw .usage("\(option): found \(text); accepted: LOW:HIGH, two rising numbers")
    }
    return low...high
  }

  private func shares(_ nside: Int) throws(AssayError) -> FluxFractions {
    let psf = psf ?? "none"
    switch psf {
    case "none": return .onePixel
    case "fermi":
      return try FluxFractions(
        drawn: .king(.fermiAt2GeV), nside: nside, seed: seed, threads: threads)
    default:
      guard let degrees = Double(psf), degrees > 0, degrees.isFinite else {
        throw .usage("--psf \(psf): found no angle; accepted: degrees above 0, fermi, or none")
      }
      return try FluxFractions(
        drawn: .gaussian(degrees * .pi / 180), nside: nside, seed: seed, threads: threads)
    }
  }
}
