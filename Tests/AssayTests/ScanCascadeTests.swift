// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Hardware
import NeutrinoCascade
import Numerics
import Testing

/// `assay solve neutrino-cascade --scan`, as a user runs it.
@Suite struct ScanCascadeTests {
  struct Table: Decodable {
    struct Row: Decodable {
      var mass: Double
      var coupling: Double
      var depth: Double
      var energyOfDip: Double?
    }
    var settings: [String: String]
    var rows: [Row]
  }

  static let small = [
    "--scan", "--scan-mass", "5MeV:20MeV:4", "--scan-coupling", "1e-4:1e-3:3", "--du", "4e-3",
  ]

  static func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(["solve", "neutrino-cascade"] + small + arguments)
  }

  /// Every point is a solve: depth and energy are those of one done by hand for that Z'.
  @Test func depthsAreThoseOfSingleSolves() throws {
    let outcome = try Self.run(["--json", "--window", "16TeV:2.6PeV"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let table = try JSONDecoder().decode(Table.self, from: Data(outcome.output.utf8))
    #expect(table.rows.count == 12)
    let masses = try NeutrinoMasses(sum: 0.1, ordering: .normal)
    let source = try SourceSpectrum(index: 2.5, evolution: .starFormation)
    for row in table.rows {
      let zPrime = try ZPrime(mass: row.mass, coupling: row.coupling)
      let problem = try CascadeProblem(
        zPrime: zPrime, masses: masses,
        grid: .automatic(lowest: 1e12, spacing: 1e-3, zPrime: zPrime, masses: masses, zmax: 5))
      let ratio = try CascadeSolver(problem).solve(source).allFlavours
      let window = zip(problem.grid.energies, ratio).filter { 16e12...2.6e15 ~= $0.0 }
      let deepest = window.min { $0.1 < $1.1 }!
      // A grid four times as coarse moves the edge of a dip by 1e-2 at most.
      #expect((row.depth - (1 - deepest.1)).magnitude < 1e-2, "\(row)")
      if row.depth > 0.1, let energy = row.energyOfDip {
        #expect((energy / deepest.0 - 1).magnitude < 0.05, "\(row)")
      }
    }
    #expect(table.rows.map(\.depth).max()! > 0.3)
  }

  @Test func filesHoldTheSameNumbers() throws {
    let place = try Scratch()
    for ending in ["csv", "json", "fits"] {
      let outcome = try Self.run(["--quiet", "--out", "\(place.path)/a.\(ending)"])
      #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
    }
    #expect(place.files() == ["a.csv", "a.fits", "a.json"])
    let rows = try JSONDecoder().decode(
      Table.self, from: Data(contentsOf: URL(fileURLWithPath: place.path + "/a.json"))
    ).rows
    let text = try TextTable.read(place.path + "/a.csv", separator: ",")
    #expect(text.rows[0].fields == ["mass_eV", "coupling", "depth", "energy_of_dip_eV"])
    for (index, row) in rows.enumerated() {
      let numbers = try (0..<3).map { try text.number(text.rows[index + 1], $0) }
      #expect(numbers == [row.mass, row.coupling, row.depth])
    }
    let depth = try FITSImage.read(place.path + "/a.fits")
    let energy = try FITSImage.read(place.path + "/a.fits", image: 1)
    #expect(depth.values == rows.map(\.depth))
    #expect(
      energy.values.map { $0.isFinite ? $0 : -1 } == rows.map { $0.energyOfDip ?? -1 })
    #expect(depth.x.name == "LOG10-M" && depth.y.name == "LOG10-G" && energy.units == "eV")
    #expect(depth.x.count == 4 && depth.y.count == 3)
    for (index, row) in rows.enumerated() {
      #expect((depth.x.coordinates[index % 4] - log10(row.mass / 1e6)).magnitude < 1e-12)
      #expect((depth.y.coordinates[index / 4] - log10(row.coupling)).magnitude < 1e-12)
    }
    #expect(depth.comments.contains { $0.contains("window of energies at Earth: 16TeV:2.6PeV") })
  }

  @Test func theNumberOfThreadsChangesNothing() throws {
    let one = try Self.run(["--json", "--threads", "1"])
    let three = try Self.run(["--json", "--threads", "3"])
    #expect(one.status == 0 && one.output == three.output)
  }

  @Test(
    .enabled(if: !DeviceInventory.devices.isEmpty, "no accelerator here"),
    arguments: DeviceInventory.devices.filter(\.info.hasDouble))
  func theDeviceChangesNothing(_ device: Device) throws {
    let cpu = try Self.run(["--json"])
    let ours = try Self.run(["--json", "--device", device.id])
    #expect(ours.status == 0 && ours.output == cpu.output, "\(ours.errors)")
    #expect(ours.output.contains("\"rows\""))
    let summary = try Self.run(["--device", device.id])
    #expect(summary.status == 0 && summary.output.contains(" s on \(device.id)"))
  }

  @Test func aDeviceThatIsNotThereIsRefused() throws {
    let absent = try Self.run(["--device", "abacus"])
    #expect(absent.status == 64 && absent.errors.contains("--device: found abacus; accepted: cpu"))
    let single = try Program.run(["solve", "neutrino-cascade", "--device", "opencl"])
    #expect(single.status == 64 && single.errors.contains("--device belongs to a scan"))
  }

  @Test(.enabled(if: Drawing.works, "gnuplot is not here")) func theMapIsDrawn() throws {
    let place = try Scratch()
    let outcome = try Self.run(["--quiet", "--figure", place.path + "/map.svg"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(place.files() == ["map.svg"])
    let image = try String(contentsOfFile: place.path + "/map.svg", encoding: .utf8)
    #expect(image.contains("</svg>") && image.contains("251"))
  }

  @Test func theSummaryFollowsTheLineOfTheMoment() throws {
    let outcome = try Self.run([])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("deepest dip: "))
    let lines = outcome.output.split(separator: "\n").map(String.init)
    let heading = try #require(lines.firstIndex { $0.contains("E of dip [eV]") })
    let rows = lines[(heading + 1)...].map { $0.split(separator: " ").map(String.init) }
    #expect(rows.count == 4)
    for row in rows {
      let mass = try #require(Double(row[0]))
      let coupling = try MuonMagneticMoment.coupling(giving: 2.51e-9, mass: mass)
      #expect((Double(row[1])! / coupling - 1).magnitude < 1e-5)
      #expect((0...1).contains(try #require(Double(row[2]))))
    }
  }

  @Test func aWindowWithoutADipIsTold() throws {
    let outcome = try Self.run(["--window", "1EeV:2EeV"])
    #expect(outcome.status == 0 && outcome.output.contains("none in the window"))
  }

  @Test func anInterruptLeavesNothing() throws {
    let place = try Scratch()
    let arguments = [
      "solve", "neutrino-cascade", "--scan", "--du", "1e-3", "--threads", "1", "--out",
      place.path + "/a.fits",
    ]
    let process = try Program.start(arguments)
    process.wait(until: { process.answers(SIGINT) })
    while process.isRunning {
      kill(process.processIdentifier, SIGINT)
      Thread.sleep(forTimeInterval: 0.02)
    }
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    #expect(place.files().isEmpty)
  }
}

/// Whether figures can be drawn here.
enum Drawing {
  static let works =
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: $0 + "/gnuplot") }
}

extension Process {
  /// Whether it ignores, blocks or catches a signal, as its masks in /proc tell.
  func answers(_ signal: Int32) -> Bool {
    let text = try? String(contentsOfFile: "/proc/\(processIdentifier)/status", encoding: .utf8)
    let lines = text?.split(separator: "\n") ?? []
    return lines.contains { line in
      guard ["SigBlk:", "SigIgn:", "SigCgt:"].contains(where: line.hasPrefix) else { return false }
      let mask = UInt64(line.split(separator: "\t").last ?? "", radix: 16) ?? 0
      return mask & (1 << UInt64(signal - 1)) != 0
    }
  }
}
