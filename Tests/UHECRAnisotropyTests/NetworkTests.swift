// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Learning
import Numerics
import Sky
import Testing

@testable import UHECRAnisotropy

@Suite struct NetworkTests {
  /// The numbers of weights that the authors' files have and the paper's figure leads to.
  @Test(arguments: zip(SphereNetwork.allCases, [37_537, 233_093]))
  func parameters(_ kind: SphereNetwork, _ count: Int) throws {
    let direct = try kind.direct(seed: 1)
    let gathered = try kind.gathered(seed: 1, of: Double.self)
    #expect(direct.weights.count == count)
    #expect(gathered.weights.count == count)
    #expect(direct.parameters.map(\.shape) == gathered.parameters.map(\.shape))
    #expect(direct.input == gathered.input && direct.input.pixels == 12_288)
    #expect(direct.output.count == 1)
    // Keras: uniform within √(6/(fan in + fan out)); biases 0.
    let first = try #require(direct.parameters.first)
    let limit = (6 / Double(9 * kind.maps + 9 * kind.filters)).squareRoot()
    let largest = direct.weights[first.range].map { Double(abs($0)) }.max() ?? 0
    #expect(largest <= limit && largest > 0.97 * limit)
    for parameter in direct.parameters where parameter.name.hasSuffix("bias") {
      #expect(direct.weights[parameter.range].allSatisfy { $0 == 0 })
    }
  }

  /// One event lights the taps around its pixel: the first map before pooling, seen through the
  /// pooled one.
  @Test(arguments: [0, 4095, 4096, 12_287])
  func oneEvent(pixel: Int) throws {
    let network = try SphereNetwork.single.gathered(seed: 1, of: Double.self)
    let parameter = try #require(network.parameters.first)
    let kernel = Array(network.weights[parameter.range])
    let cut = try Network(
      zip(network.names, network.layers).prefix(2).map { (name: $0, layer: $1) })
    var first = cut
    first.weights = kernel
    let sparse = SphereNetwork.single.input(
      of: EventSample(fromSource: 0, pixels: [Int32(pixel)]))
    guard case .sparse(let sample) = sparse else { return #expect(Bool(false), "sparse maps") }
    let events = sample.events.map {
      SparseSample<Double>.Event(pixel: $0.pixel, channel: $0.channel, value: Double($0.value))
    }
    let output = try first.outputs(
      of: [.sparse(SparseSample(shape: network.input, events: events))], matrices: PlainMatrices())
    var wanted = [Double](repeating: 0, count: output.count)
    let sphere = try HEALPix(nside: 32)
    for q in 0..<sphere.pixels {
      let around = [q] + (try sphere.neighbours(of: [q], .nested))
      for (tap, neighbour) in around.enumerated() where neighbour == pixel {
        for f in 0..<32 {
          wanted[q / 4 * 32 + f] = max(wanted[q / 4 * 32 + f], kernel[tap * 32 + f])
        }
      }
    }
    #expect(output == wanted)
  }

  /// A predictor, which keeps what it has prepared, says what the network says, however often and by
  /// however many threads it is asked.
  @Test(arguments: SphereNetwork.allCases, [1, 2, 3]) func predictor(
    _ kind: SphereNetwork, threads: Int
  ) throws {
    let network = try kind.direct(seed: 3)
    let predictor = Predictor(network, matrices: OpenBLASMatrices())
    let inputs = try (1...40).map {
      try LearningIdentities(seed: 5).sample(kind, $0, label: Float(0)).input
    }
    let wanted = try network.outputs(of: inputs, matrices: OpenBLASMatrices())
    #expect(wanted.count == 40 && Set(wanted).count == 40)
    for _ in 0..<2 {
      #expect(try predictor.outputs(of: inputs) == wanted)
      let threaded = try predictor.outputs(of: inputs.count, threads: threads) {
        (number) throws(AssayError) in inputs[number]
      }
      #expect(threaded == wanted)
    }
  }

  /// Maps of another network are refused.
  @Test func otherMaps() throws {
    let network = try SphereNetwork.single.direct(seed: 1)
    let other = SphereNetwork.binned.input(of: EventSample(fromSource: 0, pixels: [1], bins: [14]))
    #expect(
      LearningFixture.refusal {
        _ = try network.outputs(of: [other], matrices: OpenBLASMatrices())
      }.contains("12288 pixels × 1 channels"))
  }
}

/// The authors' networks, in the raw data.
@Suite struct NetworkFileTests {
  private static func path(_ source: String, _ events: Int) throws -> String {
    let file = try PublishedNetworks.file(source: source, events: events, Fixture.library())
    return try #require(LearningFixture.data).path(file)
  }

  /// Read for the direct tower and for the chain of matrix products alike.
  @Test(.enabled(if: LearningFixture.hasData, LearningFixture.noData))
  func bothForms() throws {
    let path = try Self.path("Cen A", 50)
    let direct = try PublishedNetworks.read(path)
    var gathered = try SphereNetwork.single.gathered(seed: 0, of: Double.self)
    gathered.weights = direct.weights.map(Double.init)
    let logits = try (1...6).map { number in
      let events = 50 * number
      let single = try LearningIdentities(seed: 9).sample(.single, events, label: Float(0))
      let double = try LearningIdentities(seed: 9).sample(.single, events, label: 0.0)
      return (
        Double(try direct.outputs(of: [single.input], matrices: OpenBLASMatrices())[0]),
        try gathered.outputs(of: [double.input], matrices: OpenBLASMatrices())[0]
      )
    }
    for (single, double) in logits { #expect(abs(single - double) < 2e-5) }
    #expect(Set(logits.map(\.1)).count == 6)
  }

  /// Damage is refused or, where it changes a weight, read; it never traps.
  @Test(.enabled(if: LearningFixture.hasData, LearningFixture.noData))
  func damage() throws {
    let packed = try InputFile.bytes(Self.path("M 82", 50))
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/damaged.h5.bz2"
    for share in [0, 0.01, 0.5, 0.99] {
      try AtomicFile.write(packed.prefix(Int(share * Double(packed.count))), to: path)
      #expect(
        LearningFixture.refusal { _ = try PublishedNetworks.read(path) }
          .contains("damaged.h5.bz2"), "\(share)")
    }
    var changed = packed
    changed[packed.count / 2] ^= 0x10
    try AtomicFile.write(changed, to: path)
    #expect(throws: AssayError.self) { _ = try PublishedNetworks.read(path) }
  }

  @Test func refusals() throws {
    let library = try Fixture.library()
    for source in try UHECRSource.all(library) {
      for events in PublishedNetworks.sizes {
        #expect(
          try PublishedNetworks.file(source: source.name, events: events, library)
            .hasSuffix(".h5.bz2"))
      }
    }
    #expect(
      LearningFixture.refusal {
        _ = try PublishedNetworks.file(source: "Cen A", events: 51, library)
      }.contains("50, 100, 300, 500 events"))
    #expect(
      LearningFixture.refusal { _ = try PublishedNetworks.read("/no/such.h5.bz2") }
        .contains("/no/such.h5.bz2"))
  }
}
