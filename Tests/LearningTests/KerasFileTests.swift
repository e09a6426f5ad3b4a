// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Learning

/// The published networks, in the raw data.
@Suite struct KerasFileTests {
  private static let folder: String? = {
    guard let data = ProcessInfo.processInfo.environment["ASSAY_DATA"] else { return nil }
    let folder = "\(data)/uhecr-networks"
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }()
  private static let hasData = folder != nil
  private static let noData: Comment = "needs the raw data uhecr-networks: set ASSAY_DATA"

  private static func path(_ name: String) throws -> String {
    "\(try #require(folder))/\(name).h5.bz2"
  }

  /// Weights as h5py 3 reads them.
  @Test(.enabled(if: hasData, noData)) func weights() throws {
    let tensors = try KerasFile.tensors(Self.path("CenA_N50_Bjf_Ns32-1_F32_v13"))
    #expect(
      tensors.names == (1...5).map { "conv1d_\($0).kernel" } + ["dense_1.bias", "dense_1.kernel"])
    let first: [Float] = try tensors.values("conv1d_1.kernel", shape: [9, 1, 32], file: "")
    for (value, wanted) in zip(first, [-0.10723339, -0.02978517, 0.03467507] as [Float]) {
      #expect(abs(value - wanted) < 5e-9)
    }
    let _: [Float] = try tensors.values("conv1d_5.kernel", shape: [9, 32, 32], file: "")
    let _: [Float] = try tensors.values("dense_1.kernel", shape: [384, 1], file: "")
    let bias: [Float] = try tensors.values("dense_1.bias", shape: [1], file: "")
    #expect(abs(bias[0] - -0.00342132) < 5e-9)
  }

  /// Tables of the right sizes make a network of the published number of parameters.
  @Test(.enabled(if: hasData, noData)) func network() throws {
    let sides = [32, 16, 8, 4, 2].map { 12 * $0 * $0 }
    let neighbours = try sides.map { pixels in
      try NeighbourTable(
        inputs: pixels, outputs: pixels, taps: 9,
        entries: (0..<pixels).flatMap { Array(repeating: Int32($0), count: 9) })
    }
    let pools = try sides.map { pixels in
      try PoolTable(
        inputs: pixels, outputs: pixels / 4, children: 4, entries: (0..<Int32(pixels)).map { $0 })
    }
    let path = try Self.path("NGC253_N500_Bjf_Ns32-1_F32_v10")
    let input = TensorShape(pixels: 12288, channels: 1)
    let network = try KerasFile.network(path, input: input, neighbours: neighbours, pools: pools)
    #expect(network.weights.count == 37_537)
    #expect(network.output.count == 1)
    #expect(
      refusal {
        _ = try KerasFile.network(
          path, input: input, neighbours: Array(neighbours.dropLast()), pools: pools)
      }.contains("5 convolutions; accepted: 4"))
    #expect(
      refusal {
        _ = try KerasFile.network(
          path, input: TensorShape(pixels: 12288, channels: 2), neighbours: neighbours,
          pools: pools)
      }.contains("shape [9, 1, 32]; accepted: [9, 2, 32]"))
  }

  /// Files cut short, and files with single bytes changed, are refused or read; they never trap.
  @Test(.enabled(if: hasData, noData)) func damage() throws {
    let path = try Self.path("M87_N50_Bjf_Ns32-1_F32_v10")
    let whole = try #require(try Archive.entries(of: path).first).bytes
    try withFolder { folder in
      let damaged = "\(folder)/damaged.h5"
      for share in [0.0, 0.1, 0.5, 0.9] {
        let count = Int(share * Double(whole.count))
        try AtomicFile.write(whole.prefix(count), to: damaged)
        #expect(throws: AssayError.self) { _ = try KerasFile.tensors(damaged) }
      }
      var random = Philox(seed: 1, stream: 1)
      for _ in 0..<20 {
        var bytes = whole
        bytes[Int(random.next() % 4096)] ^= UInt8(truncatingIfNeeded: random.next() | 1)
        try AtomicFile.write(bytes, to: damaged)
        _ = try? KerasFile.tensors(damaged)
      }
      let packed = try InputFile.bytes(path)
      try AtomicFile.write(packed.prefix(packed.count / 2), to: "\(folder)/half.h5.bz2")
      #expect(
        refusal { _ = try KerasFile.tensors("\(folder)/half.h5.bz2") }.contains("half.h5.bz2"))
    }
  }

  @Test func refusals() throws {
    #expect(refusal { _ = try KerasFile.tensors("/no/such.h5") }.contains("is missing"))
    try withFolder { folder in
      let text = "\(folder)/text.h5"
      try AtomicFile.write("not HDF5 at all", to: text)
      #expect(refusal { _ = try KerasFile.tensors(text) }.contains("bytes that HDF5 cannot open"))
    }
  }
}
