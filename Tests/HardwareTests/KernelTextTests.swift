// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Hardware

@Suite struct KernelTextTests {
  /// The carried texts are the files themselves.
  @Test func whatIsCarriedIsWhatStandsInTheFolder() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Kernels")
    let carried = KernelText.files
    #expect(carried.contains("Devices/Dialect.h") && Set(carried).count == carried.count)
    for name in carried {
      let file = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      let text = KernelText([.file(name)], usesDouble: false).source
      let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
      #expect(!lines.contains { $0.hasPrefix("#include") || $0.hasPrefix("#pragma once") })
      let kept = file.split(separator: "\n").filter {
        !$0.drop { $0 == " " }.hasPrefix("#include") && !$0.hasPrefix("#pragma once")
      }
      #expect(kept.allSatisfy { text.contains($0) }, "\(name)")
    }
    let entries = try FileManager.default.contentsOfDirectory(
      atPath: folder.appendingPathComponent("Devices").path)
    #expect(Set(entries.map { "Devices/" + $0 }).subtracting(carried).isEmpty)
  }

  @Test func piecesStandInTheirOrderBehindTheDialect() throws {
    let text = KernelText(
      [.text("#define A 1"), .text("#define B 2")], usesDouble: true, contracts: true)
    let source = text.source
    let order = ["ASSAY_DOUBLE 1", "ASSAY_CONTRACTS 1", "#define ASSAY_DIALECT", "A 1", "B 2"]
    let places = order.map { source.range(of: $0)?.lowerBound }
    #expect(places.allSatisfy { $0 != nil } && places.map { $0! } == places.map { $0! }.sorted())
    #expect(text != KernelText(text.pieces, usesDouble: true))
  }
}
