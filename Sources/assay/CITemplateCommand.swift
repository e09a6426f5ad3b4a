// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Harness
import Numerics
import Reporting

struct CITemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ci-template",
    abstract: "Print a workflow that runs the comparisons in continuous integration.",
    discussion: """
      In a copy of this repository:

        assay ci-template github > .github/workflows/assay.yml
        assay ci-template gitlab > .gitlab-ci.yml

      In another repository name where Assay is: --repository OWNER/NAME (GitHub) or an address \
      that git can clone (GitLab). The exit status of the run decides; GitLab shows the test \
      cases of junit.xml, GitHub the summary and the annotations that `assay run --github` writes.
      """)

  @Argument(help: "github or gitlab.") var service: CITemplate.Service
  @Argument(
    help: ArgumentHelp("Studies (default: all); see `assay list`.", valueName: "study"),
    completion: .list(StudyCatalogue.all.map { $0.card.id }))
  var studies: [String] = []
  @Option(name: .long, help: "quick (about a minute) or standard.") var tier: Tier = .quick
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where Assay is checked out from, if the workflow stands in another repository.",
      valueName: "place"))
  var repository: String?

  func validate() throws {
    if tier == .full {
      throw ValidationError(
        "--tier: found full, which takes more than a night; accepted: quick, standard (run the full "
          + "tier in shards and join them with assay merge)")
    }
    guard let repository else { return }
    let accepted =
      service == .github
      ? repository.wholeMatch(of: /[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+/) != nil
      : repository.wholeMatch(of: /(https:\/\/|git@)[A-Za-z0-9_.:\/@~+-]+/) != nil
    if !accepted {
      let wanted = service == .github ? "OWNER/NAME" : "an address such as https://HOST/OWNER/NAME"
      throw ValidationError("--repository: found \(repository); accepted: \(wanted)")
    }
  }

  func run() throws {
    for study in studies { _ = try StudyCatalogue.study(study) }
    let template = CITemplate(
      service, tier: tier.rawValue, studies: studies, repository: repository)
    print(template.text, terminator: "")
  }
}

extension CITemplate.Service: ExpressibleByArgument {}
