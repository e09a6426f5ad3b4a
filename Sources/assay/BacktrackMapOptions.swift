// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Numerics
import Sky
import UHECRAnisotropy

/// `solve uhecr-anisotropy backtrack` of the whole sky.
struct BacktrackMapOptions: ParsableArguments {
  @Option(name: .long, help: "Nside of the map (default: 64).")
  var nside: Int?
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write a HEALPix map to a .fits.", valueName: "file"))
  var out: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Draw deflections to a .svg or .png (needs gnuplot).", valueName: "file"))
  var figure: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "List pixels whose rays come from a source of the reference table, or l,b.",
      valueName: "name|l,b"))
  var source: String?
  @Option(name: .long, help: "Largest angle from the source in deg (default: 1.01).")
  var radius: Double?
  @Option(
    name: .long, help: ArgumentHelp("Folder of maps that are kept.", valueName: "dir"))
  var cache: String?
  @Flag(name: .customLong("no-cache"), help: "Neither read nor keep maps.")
  var withoutCache = false
  @OptionGroup var device: DeviceOptions
  @OptionGroup var places: PlaceOptions

  /// The first option of a map that was given.
  var given: String? {
    let options: [(String, Bool)] = [
      ("--nside", nside != nil), ("--out", out != nil), ("--figure", figure != nil),
      ("--source", source != nil), ("--radius", radius != nil), ("--cache", cache != nil),
      ("--no-cache", withoutCache), ("--device", device.device != "cpu"),
      ("--if-lost", device.ifLost != .stop),
    ]
    return options.first { $0.1 }?.0
  }

  func run(
    _ choice: BacktrackFieldChoice, _ rigidity: Double, seed: UInt64, threads: Int,
    _ output: OutputOptions
  ) throws {
    try check()
    let target = try source.map { (text) throws(AssayError) in try place(of: text) }
    let request = DeflectionRequest(
      parameters: choice.parameters, components: choice.components, seed: seed,
      rigidity: rigidity, nside: nside ?? 64)
    _ = try Backtracker(
      field: GalacticField(choice.parameters, components: .regular), rigidity: rigidity)
    let kept = DeflectionMapCache(
      folder: withoutCache ? nil : cache ?? DeflectionMapCache.standard)
    let bar = ProgressBar(output)
    defer { bar.clear() }
    let start = Date()
    let (map, outcome) = try device.run { (device) throws(AssayError) in
      try kept.map(
        request, threads: threads, on: device,
        field: { () throws(AssayError) in try choice.make(seed: seed, threads: threads) },
        progress: { fraction in
          let elapsed = Date().timeIntervalSince(start)
          bar.draw(
            fraction: fraction, secondsLeft: elapsed * (1 - fraction) / max(fraction, 1e-9),
            label: "rays")
        })
    }
    bar.clear()
    if let out { try map.write(to: out, request, comments: ["Field: \(choice.rawValue)"]) }
    if let figure { try FigureFile.write(try drawing(map, choice), to: figure) }
    let pixels = target.map {
      map.pixels(fromLongitude: $0.longitude, latitude: $0.latitude, within: radius ?? 1.01)
    }
    let answer = Answer(
      map, choice, seed: seed, outcome, pixels: pixels, source: source, out: out, figure: figure)
    if output.json {
      try printJSON(answer)
    } else if !output.quiet || pixels != nil {
      print(answer.text(pixels.map { lines($0, map) }))
    }
  }

  private func check() throws(AssayError) {
    if let out, (out as NSString).pathExtension.lowercased() != "fits" {
      throw .usage("--out \(out): found another ending; accepted: .fits")
    }
    if let figure { _ = try FigureFile.kind(of: figure) }
    if let nside, !(1...1024).contains(nside) {
      throw .usage("--nside: found \(nside); accepted: 1 to 1024")
    }
    if let radius, !(radius > 0 && radius <= 180) {
      throw .usage("--radius: found \(radius); accepted: above 0, at most 180 deg")
    }
    if radius != nil, source == nil {
      throw .usage("--radius without --source; accepted: --radius beside --source")
    }
    if cache != nil, withoutCache {
      throw .usage("--cache with --no-cache; accepted: one of them")
    }
  }

  private func place(of text: String) throws(AssayError) -> DirectionArgument {
    if let direction = try DirectionArgument(text, option: "--source") { return direction }
    let library = try ReferenceLibrary.load(
      study: "uhecr-anisotropy", root: try places.referenceRoot())
    let table = try library.table("sources")
    let names = table.independent[0].axis.keys.map(\.description)
    func plain(_ name: String) -> String { name.lowercased().filter { $0 != " " && $0 != "-" } }
    guard let row = names.firstIndex(where: { plain($0) == plain(text) }),
      let l = table.dependent[0].cells[row].number, let b = table.dependent[1].cells[row].number,
      let direction = try DirectionArgument("\(l),\(b)", option: "--source")
    else {
      throw .usage(
        "--source: found \"\(text)\"; accepted: l,b in Galactic degrees, or "
          + names.joined(separator: ", "))
    }
    return direction
  }

  private func lines(_ pixels: [Int], _ map: DeflectionMap) -> [String] {
    let centres = map.sphere.centres()
    return pixels.map { pixel in
      let earth = DeflectionMap.angles(centres[pixel])
      return String(
        format: "%d %.4f %.4f %.4f %.4f", pixel, earth.longitude, earth.latitude,
        map.longitudes[pixel], map.latitudes[pixel])
    }
  }

  private func drawing(
    _ map: DeflectionMap, _ choice: BacktrackFieldChoice
  ) throws(AssayError) -> Figure {
    let image = try SkyFigure.image(
      map: try SkyMap(map.sphere, values: map.deflections(), name: "DEFLECTION"))
    return Figure(
      id: "deflection-map", title: "Deflection in the Galactic magnetic field",
      caption:
        "Angle between the directions at Earth and at the boundary of the Galaxy, at Earth's "
        + "Galactic coordinates, R = \(map.rigidity) EV, \(choice.rawValue); cylindrical "
        + "equal-area projection.",
      panels: [
        Figure.Panel(
          title: "R = \(map.rigidity) EV", x: Figure.Scale("longitude [deg]"),
          y: Figure.Scale("sin(latitude)"), series: [],
          image: Figure.Image(
            x: image.x, y: image.y, values: image.values, label: "deflection [deg]"))
      ])
  }
}
