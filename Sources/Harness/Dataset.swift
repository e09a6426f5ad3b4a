// SPDX-License-Identifier: GPL-3.0-or-later

/// Raw public data, named in `datasets.yaml`: fetched or pointed at, never committed.
public struct Dataset: Codable, Sendable, Equatable {
  public struct File: Codable, Sendable, Equatable {
    /// What a file is of that at its address.
    public enum Extent: String, Codable, Sendable, CaseIterable {
      /// All of it.
      case whole
      /// Its first ``File/bytes`` bytes; the rest is not asked for.
      case beginning
    }

    /// Path under the data folder, such as "dwarf-limits/pppc4dmid/dmfit_gammamc_dif.dat".
    public var path: String
    public var url: String
    public var bytes: Int
    public var sha256: String
    public var extent: Extent

    public init(
      path: String, url: String, bytes: Int, sha256: String, extent: Extent = .whole
    ) {
      self.path = path
      self.url = url
      self.bytes = bytes
      self.sha256 = sha256
      self.extent = extent
    }
  }

  public var id: String
  public var title: String
  public var licence: String
  public var source: String
  public var files: [File]

  public init(id: String, title: String, licence: String, source: String, files: [File]) {
    self.id = id
    self.title = title
    self.licence = licence
    self.source = source
    self.files = files
  }
}
