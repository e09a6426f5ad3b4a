import Foundation
import Harness
import Numerics
import Testing

@testable import DwarfLimits

@Suite("Scratch", .serialized) struct MLFermiScratchTests {
  @Test func timing() throws {
    let lib = try MLFermiFixture.library()
    let inputs = try EmbeddedInputs(lib)
    let raw = RawInputs(MLFermiFixture.data!)
    let c = ContinuousClock()
    func time(_ n: String, _ k: Int, _ f: () throws -> Void) rethrows {
      let t = try c.measure { for _ in 0..<k { try f() } }
      print(n, t / k)
    }
    var dens: [String: JDensity] = [:]
    for d in ["Draco", "LeoII", "Sculptor", "UrsaMinor"] {
      let s = try raw.samples(d)
      try time("kde table \(d)", 1) { dens[d] = try .kernel(samples: s.log10J, width: 0.02209) }
      var w = 0.0
      var r = Philox(seed: 1, stream: 1)
      for _ in 0..<3000 {
        let x = 17 + 2.5 * r.uniform()
        w = max(w, abs(dens[d]!.logDensity(x) - dens[d]!.exactLogDensity(x)))
      }
      print("table error", w)
    }
    try time("read samples", 1) { _ = try raw.samples("Draco") }
    var voids: VoidSample?
    try time("read voids", 1) { voids = try raw.voids() }
    let good = voids!.withoutEmptyBins
    print("good", good.count)
    let two = try DwarfAnalysis(
      targets: ["Draco", "LeoII"].map { DwarfTarget(try inputs.dwarf($0), density: dens[$0]!) })
    let gauss = try DwarfAnalysis(
      targets: ["Draco", "LeoII"].map {
        DwarfTarget(try inputs.dwarf($0), density: try inputs.catalogue.density($0))
      })
    for m in [8.0, 100, 1000] {
      let y = try inputs.yields(channel: "bb", mass: m)
      try time("J compat \(m)", 200) {
        _ = try two.upperLimit(mass: m, yields: y, delta: 3.84, search: .compatible)
      }
      try time("J gauss compat \(m)", 200) {
        _ = try gauss.upperLimit(mass: m, yields: y, delta: 3.84, search: .compatible)
      }
      try time("J exact \(m)", 50) {
        _ = try two.upperLimit(mass: m, yields: y, delta: 3.84, search: .exact)
      }
    }
    var bd: BackgroundDensity?
    let dr = try inputs.dwarf("Draco")
    time("bg density", 1) { bd = BackgroundDensity(voids: good, l: dr.l, b: dr.b) }
    print("classes", bd!.classes.count)
    var jb: DwarfAnalysis?
    try time("jb setup", 1) {
      jb = try DwarfAnalysis(targets: [DwarfTarget(dr, density: dens["Draco"]!, background: bd)])
    }
    for m in [10.0, 100, 1000] {
      let y = try inputs.yields(channel: "bb", mass: m)
      try time("JB compat \(m)", 20) {
        _ = try jb!.upperLimit(mass: m, yields: y, delta: 3.84, search: .compatible)
      }
    }
    let loo = try LeaveOneOut(l: voids!.l, b: voids!.b, counts: voids!.counts[0])
    print("loo classes", loo.classes, loo.count)
    for t in [1, 2] {
      try time("loo one point threads \(t)", 1) {
        print(try loo.logLikelihood(sigma: 1.4, varsigma: 0.15, threads: t))
      }
    }
    let vs = (0..<20).map { 0.05 * pow(10, Double($0) / 19) }
    try time("loo row 20", 1) { _ = try loo.logLikelihoods(sigma: 2, varsigmas: vs, threads: 2) }
    try time("optimum", 1) { print(try loo.optimum(threads: 2)) }
    time("voids draw", 1) {
      print(
        VoidDrawing(dwarfs: inputs.dwarfs.map { .init(l: $0.l, b: $0.b) }).draw(seed: 1, stream: 1)
          .count)
    }
  }
}
