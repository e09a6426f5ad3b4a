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

  /// Where the record's reports and figures lie; nil for a record of another name, as what lies
  /// beside it may be another run's.
  var folder: String? {
    if PlaceOptions.isFolder(run) { return run }
    let url = URL(fileURLWithPath: run)
    return url.lastPathComponent == "record.json"
      ? url.deletingLastPathComponent().relativePath : nil
  }

  var file: String { PlaceOptions.isFolder(run) ? "\(run)/record.json" : run }

  func record() throws(AssayError) -> RunRecord { try RunRecord.read(from: file) }
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
        checksums. A record that was altered after its run is refused. Names of people are only those \
        given here: none are looked up; but the record names the machine and the command line with \
        its paths as the run had them. The same run gives the same bytes.
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
      let plain = out.count > 1 && out.hasSuffix("/") ? String(out.dropLast()) : out
      let target = zip && !plain.hasSuffix(".zip") ? plain + ".zip" : plain
      try WholeFolder.check(target)
      let contributor = try Contributor(
        name: author, orcid: orcid, organisation: organisation, ror: ror)
      let record = try exported.record()
      let crate = try Reporting.Crate(
        record, file: exported.file, folder: exported.folder, references: places.referenceRoot(),
        options: export.options(contributor))
      if zip { try crate.writeZip(to: target) } else { try crate.write(to: target) }
      for note in crate.notes { Terminal.complain("assay: note: \(note)") }
      Terminal.complain(
        "assay: note: the record in it names the host \(record.environment.hostName) and the command "
          + "\(record.run.command.joined(separator: " "))")
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
        "Identifier of the published report; to be filled in without it.", valueName: "URL"))
    var report: String?
    @OptionGroup var export: ExportOptions

    func run() throws {
      try WholeFolder.check(out)
      let person = try Contributor(name: codechecker, orcid: orcid, organisation: nil, ror: nil)
      let notes = try CodecheckBundle.write(
        exported.record(), file: exported.file, folder: exported.folder, to: out,
        options: export.options(person),
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
