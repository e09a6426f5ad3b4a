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
    #expect(ChannelProbability.share(of: [-1, -2, -3, -4], below: -2) == 0.5)
    #expect(ChannelProbability.scaledDistance([1, 2], [1, 2]) == 0)
    #expect(ChannelProbability.scaledDistance([1, 2], [3, 4]) == 1)
    #expect((ChannelProbability.scaledDistanceFromUniform([0.5]) - 0.5).magnitude < 1e-15)
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
    #expect(answer.curve.share[0][0] == 1)
    #expect(answer.found.last == 0)
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
      Fixture.refusal { _ = try search.answer(toys: 0, seed: 1) }.contains("accepted: 1 to 1e8"))
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
    #expect(answer.outside == (1, 0))
    #expect(maker.edges.count == 41)
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
