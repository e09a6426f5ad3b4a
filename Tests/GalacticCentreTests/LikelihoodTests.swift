// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import GalacticCentre

enum Fixture {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private static let loaded = Result { () throws -> ReferenceLibrary in
    try ReferenceLibrary.load(study: "galactic-centre", root: root + "/Reference")
  }

  static func library() throws -> ReferenceLibrary { try loaded.get() }

  static func column(_ name: String, of table: String) throws -> [Double] {
    let table = try library().table(table)
    if let axis = table.independent.first(where: { $0.axis.name == name }) {
      return axis.axis.keys.compactMap { if case .number(let x) = $0 { x } else { nil } }
    }
    let column = try #require(table.dependent.first { $0.name == name })
    return column.cells.compactMap(\.number)
  }

  static func psf() throws -> FluxFractions {
    try FluxFractions(
      shares: column("flux fraction f", of: "nptf_psf_f_ary"),
      weights: column("df*rho(f)/f", of: "nptf_psf_f_ary"), of: "PSF")
  }

  static let region = Result { () throws -> FermiRegion in try FermiRegion.read(library()) }
}

@Suite struct LikelihoodTests {
  @Test func singlePixel() throws {
    let law = try SourceCountLaw(breaks: [10], slopes: [3.2, -0.5])
    for (psf, name) in [(FluxFractions.onePixel, "no PSF"), (try Fixture.psf(), "with the 10-bin f table")] {
      let table = PhotonTable(law, psf, most: 40)
      let wanted = try Fixture.column("x_m \(name)", of: "nptf_single_pixel_xm")
      let worst = (1...5).map { abs(0.02 * table.values[$0] / wanted[$0 - 1] - 1) }.max()!
      print("x_m \(name): \(worst)")
      #expect(worst < 1e-12)
      let counts = try Fixture.column("k", of: "nptf_single_pixel").map { Int($0) }
      let p = try Fixture.column("p_k \(name)", of: "nptf_single_pixel")
      for (k, wanted) in zip(counts, p) {
        let likelihood = try NonPoissonianLikelihood(
          counts: [k], smooth: [[1.3]], sources: [[1]], psf: psf)
        let found = try likelihood.evaluate(
          smooth: [1], populations: [.init(normalisation: 0.02, law: law)])
        let error = exp(found.logLikelihood) / wanted - 1
        print("p_\(k): \(error)")
        #expect(abs(error) < 1e-12)
      }
    }
  }

  @Test func example7() throws {
    let table = "nptf_example7_loglike"
    let pixels = try Fixture.library().table("nptf_example7_pixels")
    print(pixels.independent.map(\.axis.name), pixels.dependent.map(\.name))
    let counts = pixels.dependent[0].cells.compactMap(\.number).map { Int($0) }
    let likelihood = try NonPoissonianLikelihood(
      counts: counts, smooth: [pixels.dependent[1].cells.compactMap(\.number)],
      sources: [pixels.dependent[2].cells.compactMap(\.number)], psf: Fixture.psf())
    let a = try Fixture.column("log10 A_ps", of: table)
    let n1 = try Fixture.column("n1", of: table)
    let n2 = try Fixture.column("n2", of: table)
    let wanted = try Fixture.column("lnL computed independently", of: table)
    for i in a.indices {
      let found = try likelihood.evaluate(
        smooth: [1.51],
        populations: [
          .init(
            normalisation: pow(10, a[i]),
            law: SourceCountLaw(breaks: [172.52], slopes: [n1[i], n2[i]]))
        ])
      print("example 7: \(found.logLikelihood - wanted[i])")
      #expect(abs(found.logLikelihood - wanted[i]) < 1e-9)
    }
  }

  @Test func galacticCentre() throws {
    let table = "nptf_gc_loglike"
    let region = try Fixture.region.get()
    let fixed = try region.template("dif_p6v11")
    let likelihood = try NonPoissonianLikelihood(
      counts: region.counts,
      smooth: [fixed] + ["iso", "gce_nptfit", "bub"].map { try region.template($0) },
      sources: ["gce_nptfit", "dsk"].map { try region.sourceTemplate($0) }, psf: Fixture.psf())
    func c(_ name: String) throws -> [Double] { try Fixture.column(name, of: table) }
    let wanted = try c("lnL")
    for i in wanted.indices {
      let populations: [NonPoissonianLikelihood.Population] = try ["gce", "dsk"].map { name in
        .init(
          normalisation: pow(10, try c("log10 A_\(name)_ps")[i]),
          law: try SourceCountLaw(
            breaks: [try c("Sb_\(name)")[i]], slopes: [try c("n1_\(name)")[i], try c("n2_\(name)")[i]]))
      }
      let smooth = [12.85, try c("A_iso")[i], try c("A_gce")[i], try c("A_bub")[i]]
      let found = try likelihood.evaluate(smooth: smooth, populations: populations)
      print("gc: \(found.logLikelihood - wanted[i])")
      #expect(abs(found.logLikelihood - wanted[i]) < 1e-5)
      guard i == 0 else { continue }
      for withSlopes in [false, true] {
        for threads in [1, 2] {
          let clock = ContinuousClock()
          var best = Duration.seconds(100)
          for _ in 0..<20 {
            let start = clock.now
            let again = try likelihood.evaluate(
              smooth: smooth, populations: populations, threads: threads, withSlopes: withSlopes)
            best = min(best, clock.now - start)
            #expect(again.logLikelihood == found.logLikelihood)
          }
          print("threads \(threads), slopes \(withSlopes): \(best)")
        }
      }
      let start = ContinuousClock().now
      for _ in 0..<20 {
        _ = PhotonTable(populations[0].law, try Fixture.psf(), most: 164, withSlopes: false)
      }
      print("table \((ContinuousClock().now - start) / 20)")
      // Slopes against central differences.
      let slopes = try likelihood.evaluate(
        smooth: smooth, populations: populations, withSlopes: true)
      func value(_ s: [Double], _ p: [NonPoissonianLikelihood.Population]) throws -> Double {
        try likelihood.evaluate(smooth: s, populations: p).logLikelihood
      }
      for t in smooth.indices {
        let h = 1e-4 * smooth[t]
        var (up, down) = (smooth, smooth)
        up[t] += h
        down[t] -= h
        let d = (try value(up, populations) - value(down, populations)) / (2 * h)
        print("A_\(t): \(slopes.smooth[t]) \(d)")
      }
      for s in populations.indices {
        for row in 0..<4 {
          func moved(_ by: Double) throws -> [NonPoissonianLikelihood.Population] {
            var p = populations
            switch row {
            case 0: p[s].normalisation *= 1 + by
            case 1, 2: p[s].law.slopes[row - 1] *= 1 + by
            default: p[s].law.breaks[0] *= 1 + by
            }
            return p
          }
          let at = [populations[s].normalisation] + populations[s].law.slopes + populations[s].law.breaks
          let d = (try value(smooth, moved(1e-4)) - value(smooth, moved(-1e-4))) / (2e-4 * at[row])
          print("population \(s) \(row): \(slopes.populations[s][row]) \(d)")
        }
      }
    }
  }

  @Test func poisson() throws {
    let region = try Fixture.region.get()
    let fit = try PoissonTemplateFit(
      counts: region.counts,
      templates: ["iso", "bub", "psc_3fgl", "gce_nptfit"].map { try region.template($0) },
      fixed: region.template("dif_p6v11").map { 13.2 * $0 })
    print(fit.normalisations, fit.errors, fit.logLikelihood)
  }
}
