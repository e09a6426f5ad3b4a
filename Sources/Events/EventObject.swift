// SPDX-License-Identifier: GPL-3.0-or-later

/// A kind of reconstructed object, as event files name it.
public enum EventObject: UInt8, Sendable, CaseIterable {
  case jet, bJet, electronMinus, electronPlus, muonMinus, muonPlus, photon

  /// The name in event files.
  public var symbol: String {
    switch self {
    case .jet: "j"
    case .bJet: "b"
    case .electronMinus: "e-"
    case .electronPlus: "e+"
    case .muonMinus: "m-"
    case .muonPlus: "m+"
    case .photon: "g"
    }
  }

  /// A jet, b-tagged or not.
  public var isJet: Bool { self == .jet || self == .bJet }
  public var isElectron: Bool { self == .electronMinus || self == .electronPlus }
  public var isMuon: Bool { self == .muonMinus || self == .muonPlus }
  public var isLepton: Bool { isElectron || isMuon }

  /// All names, as sentences about bad input list them.
  public static var symbols: String { allCases.map(\.symbol).joined(separator: ", ") }
}
