// SPDX-License-Identifier: GPL-3.0-or-later

/// Workflows that run the comparisons in continuous integration and show what they found.
public struct CITemplate: Sendable {
  public enum Service: String, CaseIterable, Sendable { case github, gitlab }

  public var service: Service
  /// quick, standard or full.
  public var tier: String
  /// All when empty.
  public var studies: [String]
  /// Where Assay is checked out from: OWNER/NAME for GitHub, an address for GitLab; nil where the
  /// workflow stands in Assay's own repository.
  public var repository: String?

  public init(
    _ service: Service, tier: String, studies: [String] = [], repository: String? = nil
  ) {
    (self.service, self.tier, self.studies) = (service, tier, studies)
    self.repository = repository
  }

  /// The image in which the workflow runs: Debian 12 with Swift.
  static let image = "swift:6.1-bookworm"

  /// The file's text, YAML.
  public var text: String {
    switch service {
    case .github: github
    case .gitlab: gitlab
    }
  }

  /// Where the file belongs.
  public var path: String {
    switch service {
    case .github: ".github/workflows/assay.yml"
    case .gitlab: ".gitlab-ci.yml"
    }
  }

  private var command: String {
    ([".build/release/assay run"] + studies + ["--tier \(tier)", "--out assay-report --html"])
      .joined(separator: " ")
  }

  private var github: String {
    let source = repository.map { "\n        with:\n          repository: \($0)" } ?? ""
    return """
      # Published results, solved again on every push: verdicts in the step summary, failures as
      # annotations, the whole report as an artifact. Belongs to \(path).
      name: assay
      on:
        push:
        pull_request:
        schedule:
          - cron: "17 3 * * 1"
      permissions:
        contents: read
      jobs:
        assay:
          runs-on: ubuntu-latest
          container: \(Self.image)
          timeout-minutes: 120
          steps:
            - uses: actions/checkout@v4\(source)
            - name: Cache of the build
              uses: actions/cache@v4
              with:
                path: .build
                key: assay-${{ runner.os }}-${{ hashFiles('Package.swift', 'Sources/**') }}
                restore-keys: assay-${{ runner.os }}-
            - name: Build
              run: |
                apt-get update -qq
                apt-get install -y -qq --no-install-recommends make git ca-certificates
                git config --global --add safe.directory "$PWD"
                make build
            - name: Assay
              run: \(command) --github
            - name: Report
              if: always()
              uses: actions/upload-artifact@v4
              with:
                name: assay-report
                path: assay-report

      """
  }

  private var gitlab: String {
    let fetch =
      repository.map { "\n    - git clone --depth 1 \($0) assay-suite && cd assay-suite" } ?? ""
    let place = repository == nil ? "" : "assay-suite/"
    // A folder kept from the run before would be in the way of the clone.
    let cache = repository == nil ? "\n  cache:\n    key: assay\n    paths:\n      - .build" : ""
    return """
      # Published results, solved again on every push: one test case a comparison in the merge
      # request, the whole report as an artifact. Belongs to \(path).
      assay:
        image: \(Self.image)
        timeout: 2h\(cache)
        script:
          - apt-get update -qq
          - apt-get install -y -qq --no-install-recommends make git ca-certificates\(fetch)
          - make build
          - \(command)
        artifacts:
          when: always
          paths:
            - \(place)assay-report
          reports:
            junit: \(place)assay-report/junit.xml

      """
  }
}
