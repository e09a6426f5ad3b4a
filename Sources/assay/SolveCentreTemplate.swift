// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import GalacticCentre
import Harness
import Numerics
import Sky

extension HEALPix.Ordering: ExpressibleByArgument {}

struct SolveCentreTemplate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Write a template map of a formula: halo, disk, bulge, bubbles or isotropic.",
    discussion: """
      The map is a HEALPix FITS file in Galactic coordinates, for `nptf --template NAME=FILE` and \
      for healpy. Without --exposure it holds line-of-sight integrals of a density that is 1 at the \
      Galactic centre [kpc] (bubbles: 1 inside; nfw: 0.4 GeV/cm3 at the Sun, GeV2 cm-5 sr-1; isotropic: 1); with it, \
      photons for that number taken as an intensity [cm-2 s-1 sr-1] and an exposure [cm2 s]. \
      --normalise makes the mean over the region 1 photon a pixel, so that nptf's A is the mean \
      photons of a pixel.

      Values are taken at pixel centres; --oversample K is the mean of K x K in each. --psf blurs the \
      photons: pixels are divided until they are as fine as the point spread function, at most to \
      Nside 1024.

      Exit statuses: 64 for options that do not fit, 65 for values and maps out of range, 69 for a \
      map that is missing, 73 where the file cannot be written. Nothing is written then.

      Examples:
        assay solve galactic-centre template --profile nfw --slope 1.2 --psf fermi --exposure \
      exposure.fits --normalise --radius 30 --out gce.fits
        assay solve galactic-centre template --profile bulge --bar-angle 25 --nside 64 --out bulge.fits
      """)

  @OptionGroup(title: "Formula") var options: CentreTemplateOptions
  @Option(name: .long, help: "Nside of the map (default: that of --exposure, else 128).")
  var nside: Int?
  @Option(name: .long, help: "Order of the pixels: ring or nested.")
  var ordering = HEALPix.Ordering.ring
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Exposure of each pixel [cm2 s]; MAP[K] for column or energy bin K.", valueName: "map"))
  var exposure: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Point spread function: standard deviation [deg], fermi (King, PSF3 at 2 GeV), or none.",
      valueName: "psf"))
  var psf = "none"
  @Option(name: .long, help: "Mean of K x K places in each pixel, a power of two.")
  var oversample = 1
  @Flag(name: .long, help: "Divide by the mean over the region.") var normalise = false
  @Option(name: .long, help: "Region: within so many degrees of the Galactic centre.")
  var radius: Double?
  @Option(name: .long, help: "Region: not within so many degrees of latitude zero.")
  var band: Double?
  @Option(name: .long, help: "Threads; they do not change the numbers.")
  var threads = ProcessInfo.processInfo.activeProcessorCount
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file.", valueName: "file.fits"))
  var out: String
  @OptionGroup var output: OutputOptions

  func run() throws {
    try check()
    var maker = TemplateMap(try options.formula())
    (maker.psf, maker.oversampling) = (try spread(), oversample)
    maker.exposure = try exposure.map { (text) throws(AssayError) in try Self.exposure(text) }
    let bar = ProgressBar(output)
    defer { bar.clear() }
    let interrupt = ImmediateInterrupt(bar)
    let began = Date()
    var map = try maker.map(
      nside: nside ?? maker.exposure?.sphere.nside ?? 128, threads: threads
    ) { share in
      let seconds = Date().timeIntervalSince(began)
      bar.draw(
        fraction: min(share, 0.999), secondsLeft: share > 0.02 ? seconds * (1 / share - 1) : nil,
        label: "pixels")
    }
    if normalise { map = try map.normalised(radius: radius, band: band) }
    bar.clear()
    var file = SkyMapFile([map], coordinates: .galactic)
    file.cards = [
      .init("PROFILE", text: options.profile.rawValue, comment: "formula of the template")
    ]
    try interrupt.whileWriting { () throws(AssayError) in try file.write(to: out, ordering) }
    try report(map)
  }

  private func check() throws(AssayError) {
    try OutputFolder.check([out])
    guard out.hasSuffix(".fits") else {
      throw .usage("--out \(out): accepted: a name that ends in .fits")
    }
    guard threads >= 1 else {
      throw .badValue(name: "--threads", found: "\(threads)", accepted: "1 or more")
    }
    guard normalise || radius == nil && band == nil else {
      throw .usage("--radius or --band without --normalise; accepted: with --normalise")
    }
    if ordering == .nested, let nside, nside < 1 || nside & (nside - 1) != 0 {
      throw .badValue(
        name: "--nside of a nested map", found: "\(nside)", accepted: "a power of two")
    }
  }

  private func spread() throws(AssayError) -> PointSpread? {
    switch psf {
    case "none": return nil
    case "fermi": return .king(.fermiAt2GeV)
    default:
      guard let degrees = Double(psf), degrees > 0, degrees < 57 else {
        throw .usage(
          "--psf \(psf): found no angle; accepted: degrees above 0 and below 57, fermi, or none")
      }
      return .gaussian(degrees * .pi / 180)
    }
  }

  private static func exposure(_ text: String) throws(AssayError) -> SkyMap {
    let selection = try SkyMapSelection(text)
    if case .range(let range) = selection.choice, range.count > 1 {
      throw .usage("--exposure \(text): found several bins; accepted: one, as exposures do not add")
    }
    let found = try selection.read()
    if let coordinates = found.coordinates, coordinates != .galactic {
      throw .badInput(
        file: selection.path, place: "keyword COORDSYS", found: "\"\(coordinates.rawValue)\"",
        accepted: "\"G\", as of templates")
    }
    return found.map
  }

  /// What --json prints.
  private struct Written: Encodable {
    var map: String
    var profile: String
    var nside: Int
    var ordering: String
    var units: String?
    var least: Double
    var most: Double
    var mean: Double
  }

  private func report(_ map: SkyMap) throws {
    let written = Written(
      map: out, profile: options.profile.rawValue, nside: map.sphere.nside,
      ordering: ordering.rawValue, units: map.units, least: map.values.min() ?? 0,
      most: map.values.max() ?? 0, mean: map.values.reduce(0, +) / Double(map.values.count))
    if output.json {
      try printJSON(written)
    } else if !output.quiet {
      let units = map.units.map { " " + $0 } ?? ""
      print("template: \(written.profile), Nside \(written.nside), \(written.ordering)")
      print(
        String(format: "values: %.6g to %.6g, mean %.6g", written.least, written.most, written.mean)
          + units)
      print("written: \(out)")
    }
  }
}
