// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Harness

/// The programs that made a run.
struct CrateSoftware {
  /// Version of the program that exports the run; that which ran is known by its commit.
  var exporter: String
  /// Where the program's source can be had; nil where nobody has said.
  var url: String?
  var environment: Environment

  /// Readers want an address as id; the program has none of its own before a user gives one.
  var id: String { url.map(MarkdownText.address) ?? "#assay" }

  var entities: [CrateEntity] {
    let parts = libraries
    return [
      CrateEntity(
        id, "SoftwareApplication",
        [
          ("name", .text("assay")),
          (
            "description",
            .text(
              "Solves published results again and holds the answers against them. The version is the "
                + "commit that ran; exported by assay \(exporter).")
          ),
          ("softwareVersion", .text(Self.version(of: environment))), ("url", url.map { .text($0) }),
          ("license", .entity(Self.licence.id)),
          ("operatingSystem", .text(environment.operatingSystem)),
          ("softwareRequirements", .list(parts.map { .entity($0.id) })),
          ("citation", .entity(CitationFile.name)),
        ])
    ] + parts + [Self.licence]
  }

  /// The program that ran, as the record knows it.
  static func version(of environment: Environment) -> String {
    guard let commit = environment.gitCommit else { return "commit not recorded" }
    return "commit \(commit)" + (environment.gitDirty == true ? " with uncommitted changes" : "")
  }

  static let licence = CrateEntity(
    "https://spdx.org/licenses/GPL-3.0-or-later", "CreativeWork",
    [
      ("name", .text("GNU General Public License v3.0 or later")),
      ("description", .text("Licence of the program assay")),
    ])

  private var libraries: [CrateEntity] {
    let all = environment.libraries.keys.sorted().map {
      ($0, environment.libraries[$0]!, Bibliography.address(ofLibrary: $0))
    }
    let words = environment.compiler.split(separator: " ", maxSplits: 1).map(String.init)
    let compiler = words.count == 2 ? [(words[0], words[1], "https://www.swift.org/")] : []
    return (all + compiler).map { name, version, page in
      CrateEntity(
        page ?? "#software-" + CrateEntity.id(ofPath: name), "SoftwareApplication",
        [
          ("name", .text(name)), ("softwareVersion", .text(version)),
          ("url", page.map { .text($0) }),
        ])
    }
  }
}
