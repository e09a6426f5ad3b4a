// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CosmicRayDiffusion
import Foundation
import Harness
import Numerics
import Sky

/// `solve cosmic-ray-diffusion --map`.
struct ArrivalMapOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Follow arrival directions back; write a HEALPix map.", valueName: "file"))
  var map: String?
  @Option(name: .long, help: "Nside of the map.")
  var nside = 32
  @Option(name: .long, help: "Backtracking time in l_c/c.")
  var tau = 20.0
  @Option(name: .long, help: "Observer x,y,z in pc.")
  var observer = "0,0,0"
  @Option(name: .long, help: "Direction of the density gradient x,y,z; |grad ln n| in 1/pc.")
  var gradient = "0,0,1e-3"

  func run(
    _ request: DiffusionRequest, file: String, figure: String?,
    _ statistics: DiffusionStatisticsOptions, _ output: OutputOptions
  ) throws {
    guard (file as NSString).pathExtension.lowercased() == "fits" else {
      throw AssayError.usage("--map \(file): found another ending; accepted: .fits")
    }
    guard request.rigidities.count == 1 else {
      throw AssayError.usage(
        "--map: found \(request.rigidities.count) rigidities; accepted: one")
    }
    if let unused = statistics.unusedByMap {
      throw AssayError.usage("\(unused) with --map; accepted: --tau, one particle goes out a pixel")
    }
    guard (1...1024).contains(nside) else {
      throw AssayError.usage("--nside: found \(nside); accepted: 1 to 1024")
    }
    let place = try vector(observer, "--observer")
    let furthest = 1e6 * request.correlationLength
    guard (0..<3).allSatisfy({ place[$0].magnitude <= furthest }) else {
      throw AssayError.usage(
        "--observer: found \(observer); accepted: at most 1e6 l_c, \(furthest) pc, from the origin")
    }
    let slope = try vector(gradient, "--gradient")
    let radius = try request.larmorRadii()[0]
    let (field, spectrum) = try request.realisation(threads: statistics.cores)
    let bar = ProgressBar(output)
    defer { bar.clear() }
    let start = Date()
    let map = try ArrivalMap.compute(
      field: field,
      settings: OrbitSettings(larmor: radius, step: request.step(radius, spectrum)),
      observer: place, nside: nside, tau: tau * request.correlationLength,
      threads: statistics.cores
    ) { fraction in
      let elapsed = Date().timeIntervalSince(start)
      bar.draw(
        fraction: fraction, secondsLeft: elapsed * (1 - fraction) / max(fraction, 1e-9),
        label: "arrival directions")
    }
    bar.clear()
    let settings =
      DiffusionTable.fieldSettings(request) + [.init(name: "seed", value: "\(request.seed)")]
    try map.write(
      to: file, gradient: slope, comments: settings.map { "\($0.name): \($0.value)" })
    if let figure { try FigureFile.write(try drawing(map, slope), to: figure) }
    if output.json {
      try printJSON(
        Written(
          map: file, figure: figure, nside: nside, pixels: map.sphere.pixels, tau: tau,
          rigidity: request.rigidities[0], observer: observer, gradient: gradient,
          settings: Dictionary(
            settings.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })))
    } else if !output.quiet {
      for setting in settings { print("\(setting.name): \(setting.value)") }
      print("arrival map: \(map.sphere.pixels) directions, Nside \(nside), tau = \(tau) l_c/c")
      print("written: \(file)" + (figure.map { ", \($0)" } ?? ""))
    }
  }

  /// What --json prints.
  private struct Written: Encodable {
    var map: String
    var figure: String?
    var nside: Int
    var pixels: Int
    /// [l_c/c].
    var tau: Double
    /// [PV].
    var rigidity: Double
    var observer: String
    var gradient: String
    var settings: [String: String]
  }

  private func drawing(
    _ map: ArrivalMap, _ gradient: SIMD3<Double>
  ) throws(AssayError) -> Figure {
    let image = try SkyFigure.image(map: map.relativeIntensity(gradient: gradient))
    return Figure(
      id: "arrival-map", title: "Relative intensity of arrival directions",
      caption: "Cylindrical equal-area projection; the gradient of the density is "
        + "(\(gradient.x), \(gradient.y), \(gradient.z)) per pc.",
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("longitude [deg]"), y: Figure.Scale("sin(latitude)"),
          series: [],
          image: Figure.Image(
            x: image.x, y: image.y, values: image.values, label: "relative intensity"))
      ])
  }

  private func vector(_ text: String, _ option: String) throws(AssayError) -> SIMD3<Double> {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0.trimmingCharacters(in: .whitespaces))
    }
    guard parts.count == 3, let x = parts[0], let y = parts[1], let z = parts[2],
      x.isFinite, y.isFinite, z.isFinite
    else {
      throw .usage("\(option): found \"\(text)\"; accepted: three numbers x,y,z")
    }
    return SIMD3(x, y, z)
  }
}
