// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CosmicRayDiffusion
import Foundation
import Numerics
import Turbulence

extension DiffusionRequest.FieldKind: ExpressibleByArgument {}
extension CorrelationConvention: ExpressibleByArgument {}

/// What is asked of `solve cosmic-ray-diffusion`: particles and turbulence.
struct DiffusionFieldOptions: ParsableArguments {
  @Option(name: .long, help: "Rigidities: 7.4PV, or 1PV,10PV, or 1PV:100PV:5 (logarithmic).")
  var rigidity = "7.4PV"
  @Option(name: .customLong("b-rms"), help: "Strength of the turbulence, such as 4uG.")
  var fieldStrength = "4uG"
  @Option(
    name: .customLong("lc"),
    help:
      "Correlation length, such as 2pc; of a composite, that of isotropic waves of its spectrum.")
  var correlationLength = "2pc"
  @Option(
    name: .customLong("lc-convention"),
    help: "What --lc means: two-sided is twice one-sided; transverse and longitudinal are 3/4, 3/2."
  )
  var convention = CorrelationConvention.twoSided
  @Option(name: .long, help: "Index s of the spectrum E(k) ~ k^-s (default: 5/3, Kolmogorov).")
  var index: Double = 5.0 / 3
  @Option(name: .long, help: "Longest over shortest wavelength of the turbulence.")
  var range = 46.17
  @Option(
    name: .long,
    help:
      "How the field is realised; nested: as many grids as --range needs; composite: slab and 2D."
  )
  var field = DiffusionRequest.FieldKind.grid
  @Option(name: .long, help: "Nodes along an edge of the grid, a power of two.")
  var nodes = 256
  @Option(name: .long, help: "Plane waves; of a composite, of each part.")
  var modes = 512
  @Option(
    name: .customLong("slab-share"), help: "Share of slab waves in B^2 of a composite, 0 to 1.")
  var slabShare = 0.2
  @Option(name: .customLong("mean-field"), help: "Mean field along z, such as 4uG (default: none).")
  var meanField: String?

  func request() throws(AssayError) -> DiffusionRequest {
    var request = DiffusionRequest(
      rigidities: try rigidities(),
      fieldStrength: try PhysicalUnit.field.value(of: fieldStrength),
      correlationLength: try PhysicalUnit.length.value(of: correlationLength))
    request.convention = convention
    (request.index, request.range, request.kind) = (index, range, field)
    (request.nodes, request.modes, request.slabShare) = (nodes, modes, slabShare)
    if let meanField { request.meanField = try PhysicalUnit.field.value(of: meanField) }
    return request
  }

  private func rigidities() throws(AssayError) -> [Double] {
    let option = "--rigidity"
    if rigidity.contains(":") {
      let example = "1PV:100PV:5"
      let parts = try LogRange.parts(rigidity, option, example: example)
      return try LogRange.values(
        try PhysicalUnit.rigidity.value(of: parts[0]),
        try PhysicalUnit.rigidity.value(of: parts[1]), parts[2], rigidity, option,
        example: example)
    }
    var values: [Double] = []
    for part in rigidity.split(separator: ",", omittingEmptySubsequences: false) {
      values.append(try PhysicalUnit.rigidity.value(of: String(part)))
    }
    return values
  }
}

/// How much of it.
struct DiffusionStatisticsOptions: ParsableArguments {
  @Option(
    name: .long, help: "Field realisations; errors come from their scatter (default: 4).")
  var realisations: Int?
  @Option(name: .long, help: "Particles in each realisation (default: 400).")
  var particles: Int?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Duration T in l_c/c (default: by rigidity, into the plateau of isotropic turbulence; "
        + "3 (1 + B0^2/B_rms^2) times that with a mean field)."))
  var time: Double?
  @Option(name: .long, help: "Seed of all random numbers.")
  var seed: UInt64 = 1
  @Option(name: .long, help: "Cores to use (default: all).")
  var threads: Int?

  /// What a map makes no use of, if it was given.
  var unusedByMap: String? {
    if realisations != nil { return "--realisations" }
    if particles != nil { return "--particles" }
    return time == nil ? nil : "--time"
  }

  var cores: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  func apply(to request: DiffusionRequest) throws(AssayError) -> DiffusionRequest {
    guard cores >= 1 else {
      throw .badValue(name: "--threads", found: "\(cores)", accepted: "a whole number above 0")
    }
    var request = request
    if let realisations { request.realisations = realisations }
    if let particles { request.particles = particles }
    (request.duration, request.seed) = (time, seed)
    return request
  }
}
