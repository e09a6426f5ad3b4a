// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// A run as an RO-Crate 1.1 that is a Process Run Crate 0.5: the record with all that is needed to
/// read, check and replay it.
///
/// The same record with the same files beside it gives the same bytes: keys and lists stand in a
/// fixed order and all times are the record's.
public struct Crate: Sendable {
  /// How a crate is made.
  public struct Options: Sendable {
    /// Version of this program.
    public var version: String
    public var contributor: Contributor
    public var licence: PublishedLicence
    /// Where the program's source can be had.
    public var repository: String?

    public init(
      version: String, contributor: Contributor = .unnamed,
      licence: PublishedLicence = PublishedLicence.known[0], repository: String? = nil
    ) {
      (self.version, self.contributor) = (version, contributor)
      (self.licence, self.repository) = (licence, repository)
    }
  }

  /// Paths and contents, the metadata first.
  public private(set) var files: [(path: String, bytes: [UInt8])]
  /// What is not in it and why.
  public private(set) var notes: [String]

  /// - Parameters:
  ///   - file: the record's own file, whose bytes go in; encoded anew without it.
  ///   - folder: where the record lies with its report and figures; nil where nothing beside it is
  ///     its own.
  ///   - root: the reference folder; each file the run used must be there as the run read it.
  /// - Throws: `missing` or `badInput` naming a reference file that is absent or another; `badInput`
  ///   for a record that was altered after its run or whose names lead out of the crate.
  public init(
    _ record: RunRecord, file: String? = nil, folder: String?, references root: String,
    options: Options
  ) throws(AssayError) {
    try RecordPaths.checkForExport(record)
    let papers = CratePapers(record)
    let references = try CrateReferences(record, root: root, papers: papers)
    let contents = try CrateContents(
      record, file: file, folder: folder, licence: options.licence, version: options.version)
    var all = contents.files + references.files
    let check = Codecheck(
      record: record, items: contents.items, codechecker: nil, repository: options.repository)
    all.append(
      CrateFile(
        Codecheck.name, Array(check.text.utf8), name: "CODECHECK configuration",
        description: "Which figures and tables a codechecker must make again"))
    all.append(
      CrateFile(
        CitationFile.name,
        Array(
          CitationFile.text(of: record, version: options.version, url: options.repository).utf8),
        name: "Citation", description: "The program and the papers to cite"))
    all.sort { $0.path < $1.path }
    let manifest = all.map { "\(SHA256.hex($0.bytes))  \($0.path)\n" }.joined()
    all.append(
      CrateFile(
        CrateCheck.manifest, Array(manifest.utf8), name: "Checksums",
        description: "SHA-256 of every file but this one and the metadata, as sha256sum -c reads"))
    let graph = Self.graph(
      record, files: all, contents: contents, references: references, papers: papers, options)
    files = [(CrateMetadata.name, Array(CrateMetadata.text(graph).utf8))]
    files += all.map { ($0.path, $0.bytes) }
    notes = contents.notes
  }

  private static func graph(
    _ record: RunRecord, files: [CrateFile], contents: CrateContents, references: CrateReferences,
    papers: CratePapers, _ options: Options
  ) -> [CrateEntity] {
    let people = CratePeople(options.contributor)
    let software = CrateSoftware(
      exporter: options.version, url: options.repository, environment: record.environment)
    let actions = CrateActions(record: record, software: software.id, agent: people.agent)
    let studies = record.studies.map(\.card.id).joined(separator: ", ")
    let root = CrateEntity(
      "./", "Dataset",
      [
        ("name", .text("Run \(record.run.id) of assay: \(studies)")),
        (
          "description",
          .text(
            "Published results solved again. \(Summary(record).sentence) Results digest: \(record.resultsDigest)."
          )
        ),
        ("datePublished", .text(CrateDate.text(record.run.finished))),
        ("license", .entity(options.licence.spdx)),
        ("conformsTo", .entity(CrateMetadata.profile)),
        ("author", people.author.map { .entity($0) }),
        ("publisher", people.publisher.map { .entity($0) }),
        ("hasPart", .list(files.map { .entity($0.id) })),
        ("mentions", .list(record.studies.map { .entity(CrateActions.id(of: $0)) })),
        ("citation", .list(papers.ids.map { .entity($0) })),
      ])
    var graph = [
      CrateEntity(
        CrateMetadata.name, "CreativeWork",
        [("conformsTo", .entity(CrateMetadata.version)), ("about", .entity("./"))]), root,
      CrateEntity(
        CrateMetadata.profile, "CreativeWork",
        [("name", .text("Process Run Crate")), ("version", .text("0.5"))]),
    ]
    graph += licences(options.licence) + references.licences + people.entities + software.entities
    graph += actions.entities(files: references.ids, figures: contents.figures)
    graph += files.map(\.entity) + papers.entities
    var seen: Set<String> = []
    return graph.filter { seen.insert($0.id).inserted }
  }

  private static func licences(_ licence: PublishedLicence) -> [CrateEntity] {
    // The program's own licence may be the one chosen: one entity then speaks of both.
    let isProgram = licence.spdx == CrateSoftware.licence.id
    let program = isProgram ? "; also the licence of the program assay" : ""
    return [
      CrateEntity(
        licence.spdx, "CreativeWork",
        [
          ("name", .text(licence.name)),
          (
            "description",
            .text(
              "Licence of our numbers and of what the run made of them (\(licence.url))\(program). "
                + "Published values that files repeat stay under their sources' terms")
          ),
        ]),
      CrateEntity(
        CrateFile.mixedLicence, "CreativeWork",
        [
          (
            "name",
            .text("our numbers \(licence.name); published values under their sources' terms")
          ),
          (
            "description",
            .text("For files that show published values beside ours; the sources are cited")
          ),
        ]),
    ]
  }

  /// Writes the crate as a folder, complete or not at all; refuses a path that exists.
  public func write(to path: String) throws(AssayError) {
    try WholeFolder.write(path) { (folder) throws(AssayError) in
      try WholeFolder.fill(folder, with: files)
    }
  }

  /// Writes the crate as one zip file; refuses a path that exists.
  public func writeZip(to path: String) throws(AssayError) {
    try WholeFolder.check(path)
    try Archive.writeZip(
      files.map { Archive.Entry(name: $0.path, bytes: $0.bytes) }, to: path)
  }
}
