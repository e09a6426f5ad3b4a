// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Hardware
import NeutrinoCascade
import Numerics

/// `solve neutrino-cascade --scan`.
struct CascadeScanOptions: ParsableArguments {
  @Flag(name: .long, help: "Solve for the depth of the dip over a plane of mass and coupling.")
  var scan = false
  // Optional, so that a single solve can tell which were given.
  @Option(
    name: .customLong("scan-mass"), parsing: .unconditional,
    help: "Masses of the Z', LOW:HIGH:COUNT (logarithmic; default: 1MeV:100MeV:100).")
  var scanMass: String?
  @Option(
    name: .customLong("scan-coupling"), parsing: .unconditional,
    help: "Couplings, LOW:HIGH:COUNT (logarithmic; default: 1e-5:1e-3:100).")
  var scanCoupling: String?
  @Option(
    name: .long, parsing: .unconditional,
    help: """
      Energies at Earth in which the deepest point is looked for (default: 16TeV:2.6PeV, IceCube's \
      cascades of 6 years, arXiv:2001.09520).
      """)
  var window: String?
  @Option(name: .long, parsing: .unconditional, help: "Cores to use (default: all).")
  var threads: Int?
  @OptionGroup var device: DeviceOptions

  /// A sentence where an option of a scan stands without --scan.
  func refuseWithoutScan() throws(AssayError) {
    let given = [
      ("--scan-mass", scanMass != nil), ("--scan-coupling", scanCoupling != nil),
      ("--window", window != nil), ("--threads", threads != nil),
      ("--device", device.device != "cpu"), ("--if-lost", device.ifLost != .stop),
    ]
    for (option, isGiven) in given where isGiven {
      throw .usage("\(option) belongs to a scan; found without --scan; accepted: adding --scan")
    }
  }

  func run(_ physics: CascadeOptions, _ files: CascadeFiles, _ output: OutputOptions) throws {
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    guard threads >= 1 else {
      throw AssayError.badValue(
        name: "--threads", found: "\(threads)", accepted: "a whole number above 0")
    }
    let scan = try couplingScan(physics)
    let bar = ProgressBar(output)
    let interrupt = ImmediateInterrupt(bar)
    defer { bar.clear() }
    let start = Date()
    let solves = scan.solves
    let told: @Sendable (Int) -> Void = { done in
      guard done > 0 else { return }
      let fraction = Double(done) / Double(solves)
      bar.draw(
        fraction: fraction,
        secondsLeft: Date().timeIntervalSince(start) * (1 - fraction) / fraction,
        label: "\(done) of \(solves) solves")
    }
    let (plane, place) = try device.run { (device) throws(AssayError) in
      guard let device else {
        return (try scan.run(threads: threads, progress: told), "\(threads) threads")
      }
      return (try scan.run(on: device, progress: told), "\(device.id) (\(device.info.name))")
    }
    bar.clear()
    let result = CascadePlane(plane: plane, settings: try settings(physics))
    let seconds = Date().timeIntervalSince(start)
    try interrupt.whileWriting { () throws(AssayError) in
      if let out = files.out { try result.write(to: out) }
      if let figure = files.figure { try FigureFile.write(try result.figure(), to: figure) }
    }
    if output.json {
      print(try result.table().json(), terminator: "")
    } else if !output.quiet || files.isEmpty {
      let work = "\(solves) solves in \(String(format: "%.1f", seconds)) s on \(place)"
      print(try result.summary(work: work))
    }
  }

  static let spacing = 2e-3

  private func couplingScan(_ physics: CascadeOptions) throws(AssayError) -> CouplingScan {
    let sources = try physics.sources()
    guard sources.count == 1 else {
      throw .usage("--gamma: found \"\(physics.gamma)\"; accepted: one index beside --scan")
    }
    let masses = try EnergyArgument.range(masses, option: "--scan-mass")
    if let lightest = masses.first {
      try physics.refuseSlowNeutrinos(lightest, option: "--scan-mass")
    }
    return try CouplingScan(
      masses: masses,
      couplings: try NumberArgument.range(couplings, option: "--scan-coupling"),
      neutrinos: try physics.neutrinos(), kappa: physics.kappa,
      cosmology: try physics.cosmology(), zmax: physics.zmax, source: sources[0],
      window: try EnergyArgument.interval(energies, option: "--window"),
      spacing: physics.du ?? Self.spacing)
  }

  private var masses: String { scanMass ?? "1MeV:100MeV:100" }
  private var couplings: String { scanCoupling ?? "1e-5:1e-3:100" }
  private var energies: String { window ?? "16TeV:2.6PeV" }

  private func settings(
    _ physics: CascadeOptions
  ) throws(AssayError) -> [ResultTable.Setting] {
    return [
      .init(name: "masses of the Z'", value: masses),
      .init(name: "couplings", value: couplings),
      .init(name: "window of energies at Earth", value: energies),
      .init(name: "spectral index gamma", value: physics.gamma),
    ] + (try physics.settings(spacing: physics.du ?? Self.spacing))
  }
}
