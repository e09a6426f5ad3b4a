// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Testing

@Suite struct CommandTests {
  @Test func listNamesEveryStudy() throws {
    let outcome = try Program.run(["list"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("dwarf-limits"))
    let json = try Program.run(["list", "--json"])
    let cards = try JSONDecoder().decode([StudyCard].self, from: Data(json.output.utf8))
    #expect(
      cards.map(\.id) == [
        "dwarf-limits", "neutrino-cascade", "cosmic-ray-diffusion", "uhecr-anisotropy",
        "general-search", "anomaly-detection", "galactic-centre", "point-source-fraction",
      ])
  }

  @Test func helpDocumentsEveryExitStatus() throws {
    let help = try Program.run(["--help"]).output
    for status in ["0 all", "1 a", "2 undecided", "64", "65", "69", "70", "73", "130"] {
      #expect(help.contains(status), "help lacks \(status)")
    }
  }

  @Test(arguments: [
    ["run", "no-such-study"], ["run", "--tier", "huge"], ["run", "--shard", "4/3"],
    ["run", "--threads", "0"], ["show"], ["frobnicate"], ["fetch", "--dataset", "nothing"],
  ])
  func wrongUsageIsStatus64(arguments: [String]) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 64)
    #expect(!outcome.errors.isEmpty)
  }

  @Test(arguments: [["run"], ["show", "dwarf-limits"], ["verify"], ["drill"]])
  func missingFoldersAreStatus69(command: [String]) throws {
    for option in [["--reference", "/nowhere/Reference"], ["--data", "/nowhere/data"]] {
      if command[0] == "show", option[0] == "--data" { continue }
      let outcome = try Program.run(command + option)
      #expect(outcome.status == 69, "\(command + option)")
      #expect(outcome.errors.contains("/nowhere"))
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func showTellsTolerancesReasonsAndFaults() throws {
    let text = try Program.run(["show", "dwarf-limits"]).output
    #expect(text.contains("notebook-limits"))
    #expect(text.contains("broken by"))
    #expect(text.contains("2002.01229"))
  }

  @Test func verifyAcceptsTheReferences() throws {
    var arguments = ["verify"]
    if let data = Program.data { arguments += ["--data", data] }
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test func doctorTellsTheMachine() throws {
    let outcome = try Program.run(["doctor"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("GSL") && outcome.output.contains("gnuplot"))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionScriptsExist(shell: String) throws {
    let outcome = try Program.run(["--generate-completion-script", shell])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("dwarf-limits"))
  }
}
