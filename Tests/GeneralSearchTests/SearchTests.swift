// SPDX-License-Identifier: GPL-3.0-or-later
import Events
import Foundation
import Numerics
import Testing

@testable import GeneralSearch

@Suite struct SearchTests {
  // MARK: Curves and shares

  @Test func curve() {
    let logP = [[-1.0, -5, -9], [-2, -6, -1], [-3, -1, -1]]
    let curve = GlobalCurve(logP: logP, thresholds: [exp(-2), exp(-5.5)])
    #expect(curve.share[0] == [1, 2.0 / 3])
    #expect(curve.share[1] == [2.0 / 3, 0])
    #expect(curve.share[2] == [0, 0])
    #expect(curve.error(k: 3, at: 0) == 1.0 / 3)
  }

  @Test func shares() {
    let toys = ToyShare([-1, -4, -3, -2])
    #expect([-5.0, -4, -2.5, -2, 0].map { toys.atMost($0).share } == [0, 0.25, 0.5, 0.75, 1])
    // Equal but for rounding counts, what differs by more does not.
    #expect(toys.atMost((-3.0).nextDown).share == 0.5)
    #expect(toys.atMost(-3 - 1e-8).share == 0.25)
    #expect(toys.atMost(-5).error == 0.25)
    #expect(toys.atMost(-.infinity).share == 0)
    var strict = SearchConventions()
    strict.strictShare = true
    #expect(ToyShare([-1, -4, -3, -2], strict).atMost(-2).share == 0.5)
    #expect((KolmogorovDistance.scaledFromUniform([0.5]) - 0.5).magnitude < 1e-15)
    #expect((KolmogorovDistance.scaledFromUniform([0.1, 0.1]) - 0.9 * 2.0.squareRoot()) < 1e-15)
  }

  /// Windows with the mirrored counts of a symmetric histogram are as significant: equal to the
  /// data, whichever way their backgrounds were summed.
  @Test(arguments: Fixture.seeds)
  func mirroredTies(_ seed: UInt64) {
    var random = Fixture.draws(seed, "mirror")
    let half = (0..<4).map { _ in 3 * random.uniform() }
    let b = half + half.reversed()
    let counts = b.map { random.poisson($0) }
    let scan = RegionScan(
      background: b, statistical: b.map { 0.3 * $0 }, windows: Windows(range: 0..<8),
      test: RegionTest(.gauss, .both))
    let (one, other) = (scan.best(counts).logP, scan.best(counts.reversed()).logP)
    #expect(ToyShare([one]).atMost(other).share == 1)
    #expect(ToyShare([other]).atMost(one).share == 1)
  }

  /// One bin with one expected event: p_channel at or below 0.05 with the chance of four events or
  /// more, 0.019, not with that of three, 0.080. Five binomial errors.
  @Test func coverageOfOneBin() {
    let search = GeneralSearch([
      SearchHistogram(
        eventClass: "a", variable: "v", edges: [0, 1], observed: [0], background: [1])
    ])
    let count = 20_000
    let toys = ToyShare(search.toys(count, seed: 5, stream: 5)[0])
    let data = search.toys(count, seed: 5, stream: 6)[0]
    let reached = Double(data.count { toys.atMost($0).share <= 0.05 }) / Double(count)
    let exact = exp(PoissonTail.logAtLeast(4, mean: 1))
    #expect((reached - exact).magnitude < 5 * (exact / Double(count)).squareRoot())
  }

  // MARK: What a search leaves out

  @Test func unexpectedEvents() {
    let histogram = SearchHistogram(
      eventClass: "a", variable: "v", edges: [0, 1, 2, 3, 4, 5], observed: [0, 4, 3, 5, 6],
      background: [0, 5, 0, 5, 0])
    #expect(histogram.unexpected == 9)
    #expect(histogram.unexpectedRange == 2...5)
    var none = histogram
    (none.observed[2], none.observed[4]) = (0, 0)
    #expect(none.unexpected == 0)
    #expect(none.unexpectedRange == nil)
  }

  /// Toys of a search that takes the background as known do not draw its uncertainty.
  @Test(arguments: RegionTest.Treatment.allCases)
  func toysFollowTheTreatment(_ treatment: RegionTest.Treatment) {
    let uncertain = Fixture.histogram(seed: 2, bins: 6)
    var known = uncertain
    known.statistical = known.statistical.map { _ in 0 }
    known.shifts = []
    let test = RegionTest(treatment, .both)
    let counts = [uncertain, known].map { histogram in
      (0..<5).map { toy in
        GeneralSearch([histogram], test: test).counts(channel: 0, toy: toy, seed: 3, stream: 3)
      }
    }
    #expect((counts[0] == counts[1]) == (treatment == .poisson))
  }

  /// Each variable has a curve of its own, in which a class counts once.
  @Test func curvesOfVariables() throws {
    var histograms = Fixture.seeds.prefix(3).map { Fixture.histogram(seed: $0, bins: 4) }
    for bin in 0..<4 { histograms[1].observed[bin] += 900 }
    let mass = histograms.map { histogram in
      var other = histogram
      other.variable = "m_inv"
      return other
    }
    let search = GeneralSearch(histograms + mass)
    let answer = try search.answer(toys: 50, seed: 1, threads: 2)
    #expect(answer.curves.map(\.variable) == ["m_eff", "m_inv"])
    let toys = search.toys(50, seed: 1, stream: Philox.stream(of: "general-search solve"))
    for (v, curve) in answer.curves.enumerated() {
      #expect(
        curve.toys
          == GlobalCurve(logP: Array(toys[3 * v..<3 * v + 3]), thresholds: curve.toys.thresholds))
      #expect(curve.found.first == 3)
      #expect(curve.found.contains(1))
      #expect(curve.globalP == 0)
    }
    #expect(answer.globalP == 0)
    let alone = try GeneralSearch(histograms).answer(toys: 50, seed: 1)
    #expect(alone.curves.count == 1)
    #expect(alone.curves[0].globalP == alone.globalP)
  }

  // MARK: A planted signal

  /// A signal of hundreds of events is found where it is, and again on a second sample; an
  /// independent sample without it gives no small p-value.
  @Test func plantedSignal() throws {
    var histograms = Fixture.seeds.map { Fixture.histogram(seed: $0, bins: 8) }
    for bin in 3..<5 { histograms[2].observed[bin] += 400 }
    let search = GeneralSearch(histograms)
    let answer = try search.answer(toys: 200, seed: 1, threads: 2, second: histograms)
    let first = answer.rows[0]
    #expect(first.histogram == 2)
    #expect(first.region.bins.overlaps(3..<5))
    #expect(first.pChannel == 0)
    #expect(first.pChannelError == 1.0 / 200)
    #expect(answer.globalP == 0)
    #expect(
      (try #require(first.stepTwo) - exp(first.region.logP)).magnitude <= 1e-9
        * exp(first.region.logP))
    var calm = histograms
    calm[2].observed = calm[2].background.map { Int($0.rounded()) }
    let again = try search.answer(toys: 10, seed: 1, second: calm)
    #expect(try #require(again.rows[0].stepTwo) > 0.5)
    #expect(answer.regions == 5 * 36)
    let curve = answer.curves[0]
    #expect(curve.toys.share[0][0] == 1)
    #expect(curve.found.first == histograms.count)
    // The curve ends a decade below the smallest p-value, or where numbers end.
    let last = try #require(curve.toys.thresholds.last)
    #expect(curve.found.last == (first.region.logP <= log(last) ? 1 : 0))
    #expect(last <= 1.0001e-300 || log(last) < first.region.logP)
  }

  @Test func refusedSecondSamples() {
    let histograms = [Fixture.histogram(seed: 1, bins: 4)]
    let search = GeneralSearch(histograms)
    #expect(
      Fixture.refusal { _ = try search.answer(toys: 2, seed: 1, second: []) }
        .contains("found no histogram class 1, m_eff"))
    var other = histograms
    other[0].edges[0] = -1
    #expect(
      Fixture.refusal { _ = try search.answer(toys: 2, seed: 1, second: other) }
        .contains("other bins or sources"))
    #expect(
      Fixture.refusal { _ = try search.answer(toys: 0, seed: 1) }.contains(
        "accepted: 1 to 16666666, which fill 2 GB"))
    #expect(
      Fixture.refusal { _ = try search.answer(toys: 16_666_667, seed: 1) }
        .contains("found 16666667 of 1 histograms"))
    #expect(
      Fixture.refusal { _ = try GeneralSearch([]).answer(toys: 1, seed: 1) }.contains("found none"))
    #expect(
      Fixture.refusal { _ = try GeneralSearch(histograms, widths: 5...6).answer(toys: 1, seed: 1) }
        .contains("no region of such width in class 1, m_eff, with 4 bins"))
  }

  // MARK: The synthetic set

  @Test func syntheticSet() {
    let histograms = SyntheticSet.histograms(SearchConventions(), seed: 1, stream: 1)
    #expect(histograms.count > 700)
    #expect(Set(histograms.map(\.name)).count == histograms.count)
    #expect(GeneralSearch(histograms).regions > 100_000)
    for histogram in histograms {
      #expect(throws: Never.self) { try histogram.check(file: "synthetic") }
    }
    var merged = SearchConventions()
    merged.mergesLeptons = true
    #expect(SyntheticSet.classes(merged).count < 700)
  }

  // MARK: Event classes

  static let events = """
    1;x;1;250000;0;j,200000,150000,0,0;b,90000,80000,0,3;m-,40000,30000,0,1;e+,20000,10000,0,1;
    2;x;1;50000;0;j,200000,150000,0,0;j,60000,50000,0,0;
    3;x;1;50000;0;
    """

  @Test func classesOfEvents() throws {
    let sample = try EventFile.parse(Self.events, file: "events")
    let measured = (0..<3).map { EventSelection().measure(sample, $0) }
    #expect(measured.map(\.eventClass.name) == ["1mu 1j 1b MET", "1j", "empty"])
    #expect(measured.map(\.effectiveMass) == [510_000, 150_000, 0])
    var loose = EventSelection()
    (loose.leastPt, loose.leastJetPt, loose.leastMET) = (0, 0, 0)
    #expect(
      (0..<3).map { loose.measure(sample, $0).eventClass.name } == [
        "1e 1mu 1j 1b MET", "2j MET", "MET",
      ])
  }

  @Test func histogramsOfEvents() throws {
    let data = try EventFile.parse(Self.events, file: "data")
    let background = try EventFile.parse(
      "1;x;0.5;250000;0;j,200000,150000,0,0;b,90000,80000,0,3;m-,40000,30000,0,1;", file: "b")
    var maker = ClassHistograms()
    (maker.scale, maker.systematic) = (4, 0.1)
    let answer = try maker.fill(data: data, background: background)
    #expect(answer.histograms.map(\.name) == ["1mu 1j 1b MET, m_eff", "1mu 1j 1b MET, m_inv"])
    let meff = answer.histograms[0]
    let bin = try #require(meff.background.firstIndex { $0 > 0 })
    #expect(meff.edges[bin] <= 510 && meff.edges[bin + 1] > 510)
    #expect(meff.background[bin] == 2)
    #expect(meff.statistical[bin] == 2)
    #expect((meff.shifts[0][bin] - 0.2).magnitude < 1e-15)
    #expect(meff.observed[bin] == 1)
    #expect(answer.withoutBackground.map(\.name) == ["empty", "1j"])
    #expect(answer.outside.map(\.variable) == ["m_eff", "m_inv"])
    // The empty event has neither mass.
    #expect(answer.outside.map(\.data) == [1, 1])
    #expect(answer.outside.map(\.background) == [0, 0])
    #expect(answer.negative.isEmpty)
    #expect(maker.edges.count == 41)
  }

  /// Bins with a negative background are named, and what is seen there; so are histograms
  /// without any background.
  @Test func negativeWeights() throws {
    func jet(_ weight: Double, _ pt: Int) -> String {
      "1;x;\(weight);0;0;j,\(2 * pt),\(pt),0,0;"
    }
    let background = try EventFile.parse(
      [jet(1, 200_000), jet(1, 200_000), jet(-1, 500_000)].joined(separator: "\n"), file: "b")
    let data = try EventFile.parse(
      [jet(1, 200_000), jet(1, 500_000), jet(1, 500_000)].joined(separator: "\n"), file: "d")
    let answer = try ClassHistograms().fill(data: data, background: background)
    let meff = try #require(answer.histograms.first { $0.name == "1j, m_eff" })
    #expect(meff.background.reduce(0, +) == 2)
    #expect(meff.unexpected == 2)
    #expect(meff.unexpectedRange?.contains(500) == true)
    #expect(answer.negative.map(\.name) == ["1j, m_eff", "1j, m_inv"])
    #expect(answer.negative.map(\.bins) == [1, 1])
    let only = try ClassHistograms().fill(
      data: data, background: try EventFile.parse(jet(-1, 500_000), file: "b"))
    #expect(only.histograms.isEmpty)
    #expect(only.withoutBackground.map(\.name) == ["1j, m_eff", "1j, m_inv"])
    #expect(only.withoutBackground.map(\.events) == [3, 3])
  }

  @Test(arguments: [0.5, 1, 1.5, 9.99, 10, 11])
  func bins(_ x: Double) {
    let edges = [1.0, 2, 5, 10]
    let plain = (0..<3).first { x >= edges[$0] && x < edges[$0 + 1] }
    #expect(ClassHistograms.bin(x, edges) == plain)
  }

  // MARK: Look-elsewhere

  /// On a fine grid the crossings are Rice's, on a coarse one fewer.
  @Test(arguments: [2.0, 3, 4])
  func crossingsOnGrids(_ u: Double) throws {
    let rice = RiceBound(range: 50)
    let fine = try rice.upCrossings(u, steps: 50_000, of: 1e-3)
    #expect(Fixture.deviation(fine, rice.upCrossings(u)) < 1e-5)
    #expect(try rice.upCrossings(u, steps: 50, of: 1) < 0.9 * rice.upCrossings(u))
  }

  /// The variance and the correlation of simulated processes, through their crossings of zero: on a
  /// grid (steps/π) arccos ρ crossings are expected in both directions, half of them upwards.
  @Test func crossingsOfZero() {
    let process = GaussianProcess(points: 201, step: 0.1)
    let counts = process.run(3000, levels: [0, 1], seed: 3, stream: 3, threads: 2)
    let expected = 200 / (2 * Double.pi) * acos(exp(-0.005))
    #expect((counts.upCrossings[0].value - expected).magnitude < 4 * counts.upCrossings[0].error)
    #expect(counts == process.run(3000, levels: [0, 1], seed: 3, stream: 3, threads: 1))
  }
}
