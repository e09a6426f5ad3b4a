// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics
import Testing

/// Images as astropy reads them.
@Suite struct FITSImagePeerTests {
  /// A Python with astropy, from ASSAY_PYTHON or PATH.
  static let python: String? = {
    let name = ProcessInfo.processInfo.environment["ASSAY_PYTHON"] ?? "python3"
    return call([name, "-c", "import astropy.io.fits, astropy.wcs"])?.status == 0 ? name : nil
  }()

  private static func call(_ arguments: [String]) -> (status: Int32, text: String)? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    (process.standardOutput, process.standardError) = (pipe, pipe)
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private static let program = #"""
    import sys
    from astropy.io import fits
    from astropy.wcs import WCS
    with fits.open(sys.argv[1]) as file:
        file.verify("exception")
        for unit in (file[0], file["DEPTH"]):
            print(*(value.hex() for value in unit.data.ravel()))
            print(*(x.hex() for x in WCS(unit.header).wcs_pix2world([[2, 1]], 0)[0].tolist()))
            print(unit.header["KAPPA"].hex(), unit.header["ORDERING"], unit.header["BUNIT"])
    """#

  @Test(.enabled(if: python != nil, "no python3 with astropy"))
  func astropyReadsTheSame() throws {
    try withFolder { folder in
      let path = "\(folder)/i.fits"
      var image = FITSImageTests().plane
      image.values[4] = 4
      var second = image
      image.name = "FIRST"
      second.name = "DEPTH"
      try FITSImage.write([image, second], to: path)
      let result = try #require(Self.call([Self.python!, "-c", Self.program, path]))
      #expect(result.status == 0, "\(result.text)")
      let lines = result.text.split(separator: "\n").map { $0.split(separator: " ") }
      try #require(lines.count == 6, "\(result.text)")
      for at in [0, 3] {
        #expect(lines[at].map { Double(String($0)) } == image.values)
        let world = lines[at + 1].map { Double(String($0)) ?? .nan }
        #expect(deviation(world[0], image.x.coordinates[2]) < 1e-15)
        #expect(deviation(world[1], image.y.coordinates[1]) < 1e-15)
        #expect(Double(String(lines[at + 2][0])) == 1.0 / 3)
        #expect(lines[at + 2][1...].joined(separator: " ") == "it's normal cm-2 s-1")
      }
    }
  }
}
