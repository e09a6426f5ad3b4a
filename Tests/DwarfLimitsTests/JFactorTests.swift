// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import DwarfLimits

@Suite("J-factors: densities")
struct JFactorDensityTests {
  @Test("log-normal density", arguments: [17.0, 18.4, 19.9])
  func logNormal(x: Double) throws {
    let density = try JDensity.logNormal(mean: 18.4, sigma: 0.3)
    let z = (x - 18.4) / 0.3
    let expected = -0.5 * z * z - log(0.3) - 0.5 * log(2 * .pi)
    #expect((density.logDensity(x) - expected).magnitude < 1e-13)
  }

  @Test("the kernel density of one sample is a Gaussian", arguments: [15.0, 17.9, 18.02, 21])
  func oneSample(x: Double) throws {
    let kernel = try JDensity.kernel(samples: [18], width: 0.05)
    let gauss = try JDensity.logNormal(mean: 18, sigma: 0.05)
    let expected = gauss.exactLogDensity(x)
    #expect((kernel.exactLogDensity(x) - expected).magnitude < 1e-12 * (1 + expected.magnitude))
    #expect((kernel.logDensity(x) - expected).magnitude < 1e-8 * (1 + expected.magnitude))
  }

  @Test("densities integrate to one")
  func integral() throws {
    let kernel = try JDensity.kernel(samples: [17.2, 18, 18.03, 18.5], width: 0.03)
    for density in [kernel, try .logNormal(mean: 18, sigma: 0.4)] {
      let area = try Quadrature.integrate(from: 15, to: 21, relative: 1e-8) {
        exp(density.logDensity($0))
      }
      #expect((area - 1).magnitude < 1e-6)
    }
  }

  @Test("table against sum", arguments: [1, 2, 3, 4] as [UInt64])
  func table(seed: UInt64) throws {
    var random = Philox(seed: seed, stream: 3)
    let samples = (0..<2000).map { _ in 18.2 + 0.15 * random.normal() }
    let density = try JDensity.kernel(samples: samples, width: 0.02209)
    for _ in 0..<400 {
      let x = 17 + 2.5 * random.uniform()
      let difference = density.logDensity(x) - density.exactLogDensity(x)
      #expect(difference.magnitude < 1e-5, "seed \(seed), x = \(x)")
    }
  }

  @Test("slopes are those of the density", arguments: [16.0, 17.7, 18.1, 18.9, 20])
  func slopes(x: Double) throws {
    let samples = [17.6, 17.8, 18.1, 18.11, 18.4]
    let density = try JDensity.kernel(samples: samples, width: 0.05)
    let h = 1e-5
    let slope = -(density.exactLogDensity(x + h) - density.exactLogDensity(x - h)) / h
    let exact = JDensity.exactJet(density.shape, x)
    #expect((exact.slope - slope).magnitude < 1e-4 * (1 + slope.magnitude))
    let up = JDensity.exactJet(density.shape, x + h).slope
    let down = JDensity.exactJet(density.shape, x - h).slope
    let curvature = (up - down) / (2 * h)
    #expect((exact.curvature - curvature).magnitude < 1e-4 * (1 + curvature.magnitude))
  }

  @Test("bad input gets a sentence")
  func refusals() throws {
    let cases: [(String, () throws -> Void)] = [
      ("between 10.0 and 22.0", { _ = try JDensity.known(43) }),
      ("between 10.0 and 22.0", { _ = try JDensity.logNormal(mean: .nan, sigma: 0.1) }),
      ("sigma < 10", { _ = try JDensity.logNormal(mean: 18, sigma: 0) }),
      ("at least one", { _ = try JDensity.kernel(samples: [], width: 0.1) }),
      ("between 10.0 and 22.0", { _ = try JDensity.kernel(samples: [18, 43], width: 0.1) }),
      ("dex", { _ = try JDensity.kernel(samples: [18], width: 0) }),
    ]
    for (words, body) in cases {
      let sentence = try MLFermiFixture.sentence(body)
      #expect(sentence.contains(words), "\(sentence)")
    }
  }
}

@Suite("J-factors: catalogues and samples")
struct JFactorCatalogueTests {
  @Test(
    "names in any style",
    arguments: [
      ("Leo II", "leo_II"), ("LeoII", "leo-ii"), ("Segue 1", "SegueI"), ("willman_1", "WillmanI"),
      ("UMi", "ursa_minor"), ("draco", "Draco"), ("Draco 2", "draco_II"), ("kim_2", "Kim 2"),
    ])
  func names(a: String, b: String) {
    #expect(DwarfName.normal(a) == DwarfName.normal(b))
  }

  @Test("different dwarfs stay different")
  func distinct() throws {
    let library = try MLFermiFixture.library()
    for name in JCatalogue.names(in: library) {
      let names = try JCatalogue(table: name, in: library).entries.map { DwarfName.normal($0.name) }
      #expect(Set(names).count == names.count, "\(name)")
    }
  }

  @Test("Draco and Leo II in the catalogues that have them")
  func catalogues() throws {
    let library = try MLFermiFixture.library()
    let names = JCatalogue.names(in: library)
    #expect(names.count == 6)
    for name in names where !name.contains("madhat") {
      let catalogue = try JCatalogue(table: name, in: library)
      let draco = try catalogue.entry("Draco")
      // Published values of Draco within a factor of two of each other.
      #expect((draco.mean - 18.8).magnitude < 0.3, "\(name): \(draco)")
      #expect(draco.sigma > 0 && draco.sigma < 0.5)
    }
    let pace = try JCatalogue(table: "jfactors_pace_strigari2019", in: library)
    #expect(try pace.entry("LeoII").mean == log10(5.75e17))
    let mlfermi = try JCatalogue(table: "jfactors_mlfermidwarfs", in: library)
    #expect(
      try mlfermi.entry("leo ii") == JCatalogue.Entry(name: "LeoII", mean: 17.48, sigma: 0.09))
  }

  @Test("an unknown target is told the known ones")
  func unknown() throws {
    let library = try MLFermiFixture.library()
    let catalogue = try JCatalogue(table: "jfactors_mlfermidwarfs", in: library)
    let sentence = try MLFermiFixture.sentence { _ = try catalogue.entry("M31") }
    #expect(sentence.contains("M31") && sentence.contains("Draco"))
    let table = try MLFermiFixture.sentence {
      _ = try JCatalogue(table: "photon_yields_pppc", in: library)
    }
    #expect(table.contains("no column of J-factors"))
  }

  @Test("statistics of samples")
  func statistics() {
    let samples = JSamples(name: "toy", log10J: [3, 1, 2, 5, 4])
    #expect(samples.mean == 3)
    #expect(samples.standardDeviation == 2.0.squareRoot())
    #expect(samples.quantile(0.5) == 3)
    #expect(samples.quantile(0) == 1)
    #expect(samples.quantile(1) == 5)
    #expect((samples.quantile(0.16) - 1.64).magnitude < 1e-14)
  }

  @Test(
    "broken sample files",
    arguments: [
      ("", "no sample"), ("1e18\n-3\n", "line 2"), ("1e18\nx\n", "line 2"),
      ("1e18 2e18\n", "2 col"),
      ("0\n", "positive"),
    ])
  func broken(text: String, words: String) throws {
    try MLFermiFixture.withTemporaryFolder { folder in
      let path = folder + "/J.txt"
      try MLFermiFixture.write(text, path)
      let sentence = try MLFermiFixture.sentence {
        _ = try JSamples.read(name: "toy", path: path)
      }
      #expect(sentence.contains(words), "\(sentence)")
    }
  }
}
