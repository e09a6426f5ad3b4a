// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Numerics
import Reporting

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Pass a run on: as RO-Crate, as HEPData submission, for a codechecker.",
    subcommands: [Crate.self, HEPData.self, Codecheck.self, Check.self])
}

/// The run to export.
struct ExportedRun: ParsableArguments {
  @Argument(help: "A run folder or its record.json.", completion: .directory)
  var run: String

  var folder: String {
    PlaceOptions.isFolder(run)
      ? run : URL(fileURLWithPath: run).deletingLastPathComponent().relativePath
  }

  func record() throws(AssayError) -> RunRecord {
    try RunRecord.read(from: PlaceOptions.isFolder(run) ? "\(run)/record.json" : run)
  }
}

/// What only the user can say about an export.
struct ExportOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Licence of the numbers: CC0-1.0 (default), CC-BY-4.0, CC-BY-SA-4.0, GPL-3.0-or-later, MIT.",
      valueName: "SPDX"))
  var licence = "CC0-1.0"
  @Option(
    name: .long, help: ArgumentHelp("Where the program's source can be had.", valueName: "URL"))
  var repository: String?

  func options(_ contributor: Contributor) throws(AssayError) -> Crate.Options {
    Crate.Options(
      version: Tool.version, contributor: contributor, licence: try PublishedLicence.named(licence),
      repository: repository)
  }
}

extension ExportCommand {
  struct Crate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "crate",
      abstract: "Write an RO-Crate 1.1 (Process Run Crate 0.5) that `assay replay` runs again.",
      discussion: """
        Holds the record, reports and figures beside it, our tables as HEPData, the reference files \
        that the run used (refused where they are not those of the record), citations, licences and \
        checksums. Names of people are only those given here: none are looked up. The same run \
        gives the same bytes.
        """)

    @OptionGroup var exported: ExportedRun
    @Option(name: .shortAndLong, help: ArgumentHelp("Folder of the crate, new.", valueName: "dir"))
    var out: String
    @Flag(name: .long, help: "One zip file, OUT.zip, in place of a folder.")
    var zip = false
    @Option(name: .long, help: "Who made the run.")
    var author: String?
    @Option(name: .long, help: ArgumentHelp("The author's ORCID.", valueName: "0000-…"))
    var orcid: String?
    @Option(name: .long, help: "The organisation that publishes it.")
    var organisation: String?
    @Option(name: .long, help: ArgumentHelp("The organisation's ROR.", valueName: "id"))
    var ror: String?
    @OptionGroup var export: ExportOptions
    @OptionGroup var places: PlaceOptions

    func run() throws {
      let target = zip && !out.hasSuffix(".zip") ? out + ".zip" : out
      try WholeFolder.check(target)
      let contributor = try Contributor(
        name: author, orcid: orcid, organisation: organisation, ror: ror)
      let crate = try Reporting.Crate(
        exported.record(), folder: exported.folder, references: places.referenceRoot(),
        options: export.options(contributor))
      if zip { try crate.writeZip(to: target) } else { try crate.write(to: target) }
      for note in crate.notes { Terminal.complain("assay: note: \(note)") }
      if author == nil, organisation == nil {
        Terminal.complain(
          "assay: note: the crate names no author or publisher; --author and --organisation do")
      }
      print("crate: \(target), \(crate.files.count) files")
    }
  }

  struct HEPData: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "hepdata",
      abstract: "Write our numbers as HEPData submissions (schema 1.1.1), one a study.")

    @OptionGroup var exported: ExportedRun
    @Option(name: .shortAndLong, help: ArgumentHelp("Folder, new.", valueName: "dir"))
    var out: String
    @Option(name: .long, help: "This study only.")
    var study: String?
    @OptionGroup var export: ExportOptions

    func run() throws {
      try WholeFolder.check(out)
      let folders = try HEPDataExport.write(
        exported.record(), study: study, to: out, licence: PublishedLicence.named(export.licence),
        version: Tool.version)
      for folder in folders { print("submission: \(folder)") }
    }
  }

  struct Codecheck: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "codecheck",
      abstract: "Write a CODECHECK bundle: codecheck.yml with the figures and tables it lists.")

    @OptionGroup var exported: ExportedRun
    @Option(name: .shortAndLong, help: ArgumentHelp("Folder of the bundle, new.", valueName: "dir"))
    var out: String
    @Option(name: .long, help: "Who checked.")
    var codechecker: String
    @Option(name: .long, help: ArgumentHelp("The codechecker's ORCID.", valueName: "0000-…"))
    var orcid: String?
    @Option(
      name: .long,
      help: ArgumentHelp(
        "The published certificate (default: the bundle's report).", valueName: "URL"))
    var report: String?
    @OptionGroup var export: ExportOptions

    func run() throws {
      try WholeFolder.check(out)
      let person = try Contributor(name: codechecker, orcid: orcid, organisation: nil, ror: nil)
      let notes = try CodecheckBundle.write(
        exported.record(), folder: exported.folder, to: out, options: export.options(person),
        report: report)
      for note in notes { Terminal.complain("assay: note: \(note)") }
      print("codecheck: \(out)/codecheck.yml")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Hold a crate against every rule it must keep, without network.",
      discussion: "Exit status: 0 sound, 65 a rule is broken; others in `assay --help`.")

    @Argument(help: "The folder or zip file of a crate.", completion: .directory)
    var crate: String

    func run() throws {
      let folder = try CrateFolder(crate)
      let problems = try CrateCheck.problems(of: folder.path)
      for problem in problems { print(problem) }
      print(
        problems.isEmpty
          ? "\(crate): all \(CrateCheck.Rule.allCases.count) rules hold"
          : "\(crate): \(problems.count) breaches")
      if !problems.isEmpty { throw ExitCode(ExitStatus.badInput.rawValue) }
    }
  }
}
