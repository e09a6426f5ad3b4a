// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

@testable import Learning

@Suite struct TensorFileTests {
  /// The bytes of a file with the given header and numbers.
  private func bytes(_ header: String, _ content: [UInt8] = []) -> [UInt8] {
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * $0)) } + header.utf8
      + content
  }

  @Test func roundTrip() throws {
    var file = TensorFile()
    file.metadata = ["made by": "a test", "ünïcode": "\"quoted\"/"]
    file["b.kernel"] = TensorFile.Tensor(
      [2, 3], [1, -0.0, 3.5, .infinity, 5, .leastNonzeroMagnitude] as [Float])
    file["a"] = TensorFile.Tensor([3], [1e-300, .pi, -1] as [Double])
    for name in ["empty", "c", "none at all"] {
      file[name] = TensorFile.Tensor([0, 4], [] as [Float])
    }
    file["number"] = TensorFile.Tensor([], [2.5] as [Double])
    try withFolder { folder in
      let path = "\(folder)/weights.safetensors"
      try file.write(to: path)
      let read = try TensorFile.read(path)
      #expect(read == file)
      #expect(try read.values("a", shape: [3], file: path) as [Double] == [1e-300, .pi, -1])
      let start = try InputFile.bytes(path)
      #expect(start[0] % 8 == 0 && start[8] == UInt8(ascii: "{"))
    }
  }

  /// A file as another tool would write it: its own order of keys, other spaces.
  @Test func readsOthers() throws {
    let header =
      #"{"w": {"shape": [2], "data_offsets": [8, 16], "dtype": "F32"},"#
      + #" "v": {"dtype": "F64", "shape": [1], "data_offsets": [0, 8]}}   "#
    let content = TensorFile.bytes(of: [7.0]) + TensorFile.bytes(of: [1.5, -2] as [Float])
    let file = try TensorFile(bytes(header, content), file: "x")
    #expect(try file.values("w", shape: [2], file: "x") as [Float] == [1.5, -2])
    #expect(try file.values("v", shape: [1], file: "x") as [Double] == [7])
  }

  @Test(arguments: [
    (#"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 7, "an end at byte 8 of 7"),
    (#"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 9, "1 bytes of no tensor"),
    (#"{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, 8, "offsets [0, 8]"),
    (#"{"w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#, 12, "offsets [4, 12]"),
    (#"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#, 8, "offsets [0]"),
    (
      #"{"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
        + #""w":{"dtype":"F32","shape":[2],"data_offsets":[8,-9223372036854775808]}}"#, 8,
      "offsets [8, -9223372036854775808]"
    ),
    (#"{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#, 8, "shape [-2]"),
    (
      #"{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}"#, 8,
      "lengths of a tensor"
    ),
    (#"{"w":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}}"#, 8, "type BF16"),
    (
      #"{"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
        + #""w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#, 12, "offsets [4, 12]"
    ),
    (#"{"w":{"dtype":"F32","shape":[2]}}"#, 8, "data_offsets"),
    (#"{"w":"#, 8, "text that is not JSON"),
    (#"{"__metadata__":{"a":1}}"#, 0, "__metadata__"),
  ]) func refusesDamage(header: String, count: Int, sentence: String) {
    let text = refusal {
      _ = try TensorFile(bytes(header, [UInt8](repeating: 0, count: count)), file: "x.safetensors")
    }
    #expect(text.hasPrefix("x.safetensors") && text.contains(sentence), "\(text)")
  }

  @Test func refusesShortFiles() throws {
    #expect(refusal { _ = try TensorFile([1, 2], file: "x") }.contains("found 2 bytes"))
    #expect(
      refusal { _ = try TensorFile([9, 0, 0, 0, 0, 0, 0, 0, 0x7B], file: "x") }
        .contains("9 in a file of 9 bytes"))
    #expect(
      refusal { _ = try TensorFile([UInt8](repeating: 255, count: 20), file: "x") }
        .contains("a whole file"))
    #expect(refusal { _ = try TensorFile.read("/no/such/file") }.contains("is missing"))
  }

  /// Every shortening of a good file is refused.
  @Test func refusesEveryTruncation() throws {
    let network: Network<Float> = try SpotTask.network()
    try withFolder { folder in
      let path = "\(folder)/weights"
      try network.tensors().write(to: path)
      let whole = try InputFile.bytes(path)
      for count in stride(from: 0, to: whole.count, by: 37) {
        #expect(throws: AssayError.self) {
          _ = try TensorFile(Array(whole.prefix(count)), file: path)
        }
      }
    }
  }

  @Test func networkWeights() throws {
    let network: Network<Float> = try SpotTask.network(seed: 3)
    try withFolder { folder in
      let path = "\(folder)/weights"
      try network.tensors(metadata: ["what": "spots"]).write(to: path)
      var other: Network<Float> = try SpotTask.network(seed: 4)
      let file = try TensorFile.read(path)
      #expect(other.weights != network.weights)
      try other.load(file, file: path)
      #expect(other.weights == network.weights)
      #expect(file.metadata == ["what": "spots"])

      var double: Network<Double> = try SpotTask.network()
      #expect(refusal { try double.load(file, file: path) }.contains("type F32; accepted: F64"))
      var missing = file
      missing["out.bias"] = nil
      #expect(refusal { try other.load(missing, file: path) }.contains("no tensor \"out.bias\""))
      var more = file
      more["out.more"] = file["out.bias"]
      #expect(refusal { try other.load(more, file: path) }.contains("tensor out.more"))
      var wrong = file
      wrong["conv.kernel"] = TensorFile.Tensor([9, 4], [Float](repeating: 0, count: 36))
      #expect(
        refusal { try other.load(wrong, file: path) }
          .contains("tensor conv.kernel: found shape [9, 4]; accepted: [9, 1, 4]"))
    }
  }
}
