// SPDX-License-Identifier: GPL-3.0-or-later

/// The person and organisation of a crate, as far as the user has named them.
struct CratePeople {
  private let contributor: Contributor

  init(_ contributor: Contributor) { self.contributor = contributor }

  var author: String? {
    contributor.name.map { _ in
      contributor.orcid.map { "https://orcid.org/\($0)" } ?? "#author"
    }
  }

  var publisher: String? {
    contributor.organisation.map { _ in
      contributor.ror.map { "https://ror.org/\($0)" } ?? "#organisation"
    }
  }

  /// Who ran it; an action should have an agent, so one that nobody named is said not to be.
  var agent: String { author ?? publisher ?? "#agent" }

  var entities: [CrateEntity] {
    var all: [CrateEntity] = []
    if let author {
      all.append(
        CrateEntity(
          author, "Person",
          [
            ("name", .text(contributor.name!)), ("affiliation", publisher.map { .entity($0) }),
          ]))
    }
    if let publisher {
      all.append(
        CrateEntity(
          publisher, "Organization",
          [
            ("name", .text(contributor.organisation!)),
            ("url", contributor.ror.map { .text("https://ror.org/\($0)") }),
          ]))
    }
    if all.isEmpty {
      all.append(
        CrateEntity(
          "#agent", "Person",
          [("name", .text("not named")), ("description", .text("Who ran it was not given"))]))
    }
    return all
  }
}
