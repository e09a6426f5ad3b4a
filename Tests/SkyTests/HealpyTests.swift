// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Numerics
import Sky
import Testing

/// Maps and spectra as healpy sees them.
@Suite struct HealpyTests {
  /// A Python with healpy, from ASSAY_PYTHON or PATH.
  static let python: String? = {
    let name = ProcessInfo.processInfo.environment["ASSAY_PYTHON"] ?? "python3"
    return call([name, "-c", "import healpy"])?.status == 0 ? name : nil
  }()

  private static func call(_ arguments: [String]) -> (status: Int32, text: String)? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    (process.standardOutput, process.standardError) = (pipe, FileHandle.nullDevice)
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Reads a map, prints its spectrum, and writes it back in both orderings.
  private static let program = #"""
    import sys, numpy, healpy
    map, header = healpy.read_map(sys.argv[1], field=1, dtype=numpy.float64, h=True)
    nested, cards = healpy.read_map(sys.argv[4], field=1, dtype=numpy.float64, nest=None, h=True)
    header, cards = dict(header), dict(cards)
    assert (header["ORDERING"], cards["ORDERING"]) == ("RING", "NESTED")
    assert cards["COORDSYS"] == "G" and cards["TUNIT2"] == "uG" and cards["TTYPE2"] == "second"
    assert header["NSIDE"] == cards["NSIDE"] == 32
    assert (healpy.reorder(nested, n2r=True) == map).all()
    print(*(float(c).hex() for c in healpy.anafast(map, lmax=95, iter=3)))
    for nest in (False, True):
        values = healpy.reorder(map, r2n=True) if nest else map
        healpy.write_map(sys.argv[2 + nest], values, nest=nest, dtype=numpy.float64, coord="C",
                         column_names=["second"], column_units=["uG"])
    """#

  @Test(.enabled(if: python != nil, "no python3 with healpy"))
  func healpyAgrees() throws {
    try SkyMapFileTests().withFolder { folder in
      let paths = ["ours", "ring", "nested"].map { "\(folder)/\($0).fits" }
      var random = Philox(seed: 11, stream: 2)
      let sphere = try HEALPix(nside: 32)
      let first = SkyMap(sphere, name: "first") { $0.z }
      let second = SkyMap(sphere, name: "second", units: "uG") { n in
        1 + n.x + n.y * n.z + 0.1 * random.normal()
      }
      try SkyMapFile([first, second]).write(to: paths[0])
      let nested = folder + "/ours-nested.fits"
      try SkyMapFile([first, second], coordinates: .galactic).write(to: nested, .nested)
      let result = try #require(Self.call([Self.python!, "-c", Self.program] + paths + [nested]))
      #expect(result.status == 0, "\(result.text)")
      let theirs = result.text.split(separator: " ").compactMap {
        Double($0.trimmingCharacters(in: .whitespacesAndNewlines))
      }
      let ours = try SphericalHarmonics(second, lmax: 95).powerSpectrum
      try #require(theirs.count == ours.count)
      for (a, b) in zip(ours, theirs) { #expect(abs(a / b - 1) < 1e-10) }
      for path in paths[1...] {
        let back = try SkyMapFile.read(path)
        #expect(back.coordinates == .equatorial && back.maps.map(\.name) == ["second"])
        #expect(back.maps[0].units == "uG")
        #expect(back.maps[0].values == second.values)
      }
    }
  }

  /// Writes two partial maps in both orderings, unseen outside a cap.
  private static let partial = #"""
    import sys, numpy, healpy
    x, y, z = healpy.pix2vec(16, numpy.arange(3072))
    maps = [numpy.where(z > 0.5, v, healpy.UNSEEN) for v in (x, y)]
    for nest in (False, True):
        values = [healpy.reorder(m, r2n=True) if nest else m for m in maps]
        healpy.write_map(sys.argv[1 + nest], values, nest=nest, partial=True, coord="G",
                         dtype=numpy.float64, column_names=["x", "y"])
    """#

  @Test(.enabled(if: python != nil, "no python3 with healpy"))
  func partialMaps() throws {
    try SkyMapFileTests().withFolder { folder in
      let paths = ["ring", "nested"].map { "\(folder)/\($0).fits" }
      let answer = Self.call([Self.python!, "-c", Self.partial] + paths)
      #expect(answer?.status == 0)
      let centres = try HEALPix(nside: 16).centres()
      for path in paths {
        let file = try SkyMapFile.read(path)
        #expect(file.coordinates == .galactic && file.maps.map(\.name) == ["x", "y"])
        for (map, axis) in zip(file.maps, [0, 1]) {
          for (value, n) in zip(map.values, centres) {
            // Unit vectors of two libraries.
            let agrees = n.z > 0.5 ? abs(value - n[axis]) < 1e-14 : value.isNaN
            if !agrees { Issue.record("\(path): \(value) at \(n)") }
          }
        }
      }
    }
  }
}
