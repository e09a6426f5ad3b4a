// SPDX-License-Identifier: GPL-3.0-or-later
import Numerics
import UHECRAnisotropy

extension BacktrackMapOptions {
  /// What a map prints; angles in degrees, rigidity in EV.
  struct Answer: Encodable {
    var rigidity: Double
    var field: String
    var seed: UInt64?
    var nside: Int
    var rays: Int
    var trapped: Int
    /// nil where all rays are trapped.
    var medianDeflection: Double?
    /// "computed", "found" or why a kept map was replaced.
    var map: String
    var source: String?
    /// RING indices.
    var pixels: [Int]?
    var out: String?
    var figure: String?

    init(
      _ map: DeflectionMap, _ choice: BacktrackFieldChoice, seed: UInt64,
      _ outcome: DeflectionMapCache.Outcome, pixels: [Int]?, source: String?, out: String?,
      figure: String?
    ) {
      let deflections = map.deflections().filter { !$0.isNaN }.sorted()
      rigidity = map.rigidity
      field = choice.rawValue
      self.seed = choice.components == .regular ? nil : seed
      (nside, rays) = (map.sphere.nside, map.sphere.pixels)
      trapped = rays - deflections.count
      medianDeflection = deflections.isEmpty ? nil : deflections[deflections.count / 2]
      switch outcome {
      case .found: self.map = "found"
      case .computed: self.map = "computed"
      case .replaced(let reason): self.map = "replaced, because \(reason)"
      }
      (self.pixels, self.source, self.out, self.figure) = (pixels, source, out, figure)
    }

    func text(_ lines: [String]?) -> String {
      var text = ["field: \(field)" + (seed.map { ", seed \($0)" } ?? "")]
      text.append("rigidity: \(rigidity) EV; \(rays) rays, Nside \(nside); map \(map)")
      if trapped > 0 { text.append("trapped: \(trapped)") }
      if let medianDeflection {
        text.append("median deflection: \((100 * medianDeflection).rounded() / 100) deg")
      }
      if let lines, let source {
        text.append("pixels from \(source): \(lines.count)")
        if !lines.isEmpty { text.append("pixel, l and b at Earth, l and b at the boundary [deg]:") }
        text += lines
      }
      let written = [out, figure].compactMap { $0 }
      if !written.isEmpty { text.append("written: " + written.joined(separator: ", ")) }
      return text.joined(separator: "\n")
    }
  }
}
