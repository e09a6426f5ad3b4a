// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import Reporting

@Suite struct FigureTests {
  @Test(arguments: SampleFigures.all.map(\.id))
  func drawsFourFiles(_ id: String) throws {
    let figure = SampleFigures.all.first { $0.id == id }!
    let folder = "/tmp/rep-figs"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = try FigureRenderer.render(figure, into: folder)
    #expect(files.id == figure.id)
  }
}
