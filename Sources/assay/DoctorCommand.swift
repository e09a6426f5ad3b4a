// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Hardware
import Harness
import History
import Numerics

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what is installed, what is missing and what its absence disables.")

  @OptionGroup var places: PlaceOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    var environment: Environment
    var tools: [ToolStatus]
    var reference: String?
    var data: String?
    var presentDatasets: [String]
    var missingDatasets: [String]
    /// Nil where the user has no folder for it.
    var history: String?
    /// Nil where there is no history yet, or none that can be read.
    var historyRuns: Int?
    /// Why it cannot be read.
    var historyProblem: String?
  }

  func run() throws {
    let root = try? places.referenceRoot()
    let data = try places.dataFolder()
    var present: [String] = []
    var missing: [String] = []
    if let root {
      for study in StudyCatalogue.all {
        for dataset in try ReferenceLibrary.load(study: study.card.id, root: root).datasets {
          if data?.has(dataset) == true {
            present.append(dataset.id)
          } else {
            missing.append(dataset.id)
          }
        }
      }
    }
    var kept: Int?
    var problem: String?
    do throws(AssayError) {
      kept = try history.open(for: .read).count()
    } catch {
      if error.status != .missing { problem = "\(error)" }
    }
    let report = Report(
      environment: HostProbe.environment(repositoryRoot: nil), tools: HostProbe.tools(),
      reference: root, data: data?.root, presentDatasets: present, missingDatasets: missing,
      history: try? history.path, historyRuns: kept, historyProblem: problem)
    if output.json { try printJSON(report) } else { Self.show(report) }
    if root == nil { throw ExitCode(69) }
  }

  private static func show(_ report: Report) {
    let environment = report.environment
    print("processor   \(environment.cpuModel), \(environment.logicalCores) cores")
    print("vectors     \(environment.cpuFlags.joined(separator: " "))")
    print("system      \(environment.operatingSystem), \(environment.kernel)")
    print("compiler    \(environment.compiler), \(environment.buildConfiguration)")
    for (name, version) in environment.libraries.sorted(by: { $0.key < $1.key }) {
      print("library     \(name) \(version)")
    }
    print("OpenBLAS    core \(environment.openBLASCore)")
    for (name, value) in environment.variables.sorted(by: { $0.key < $1.key }) {
      print("variable    \(name)=\(value)")
    }
    for tool in report.tools {
      print("tool        \(tool.name): \(tool.version ?? "missing; without it: \(tool.disables)")")
    }
    print("references  \(report.reference ?? "missing: run inside the repository or --reference")")
    print("data        \(report.data ?? "none: comparisons that need raw data are not run")")
    let kept = report.historyRuns.map { "\($0) runs" } ?? report.historyProblem ?? "none yet"
    print(
      "history     \(report.history ?? "nowhere (no home folder; --history names a file)"): \(kept)"
    )
    if !report.presentDatasets.isEmpty {
      print("data sets   here: \(report.presentDatasets.joined(separator: ", "))")
    }
    if !report.missingDatasets.isEmpty {
      let names = report.missingDatasets.joined(separator: ", ")
      print("data sets   missing: \(names); assay fetch, or --data DIR")
    }
  }
}
