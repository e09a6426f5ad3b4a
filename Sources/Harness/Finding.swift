// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Something that `assay verify` found in reference files or data.
public struct Finding: Codable, Sendable, Equatable {
  public enum Severity: String, Codable, Sendable, CaseIterable {
    /// The files cannot be trusted or read as they are.
    case error
    /// Worth knowing; nothing is wrong with what is there.
    case warning
  }

  public var file: String
  /// A line such as "line 12", where there is one.
  public var place: String?
  /// What was found and what is accepted.
  public var text: String
  public var severity: Severity

  public init(file: String, place: String? = nil, text: String, severity: Severity = .error) {
    self.file = file
    self.place = place
    self.text = text
    self.severity = severity
  }

  /// The refusal as a finding; `folder` stands for the file where the refusal names none.
  init(_ error: AssayError, folder: String) {
    if case .badInput(let file, let place, let found, let accepted) = error {
      self.init(file: file, place: place, text: "found \(found); accepted: \(accepted)")
    } else {
      self.init(file: folder, text: error.description)
    }
  }
}

extension Finding: CustomStringConvertible {
  public var description: String {
    "\(place.map { "\(file), \($0)" } ?? file): \(text)"
  }
}
