// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Learning
public import Numerics

/// The authors' own trained networks for one map of counts and one source.
///
/// Source: github.com/okolo/ml_cr_aniso, commit b153e46, models/single_source; data set
/// `uhecr-networks`, files SOURCE_N<events>_Bjf_Ns32-1_F32_v<training>.h5.bz2.
public enum PublishedNetworks {
  public static let dataset = "uhecr-networks"
  /// Sizes of samples for which there are files.
  public static let sizes = [50, 100, 300, 500]

  /// The file of a source and sample size, as a path in the data folder.
  ///
  /// Throws where the data set names no such file.
  public static func file(
    source: String, events: Int, _ reference: ReferenceLibrary
  ) throws(AssayError) -> String {
    let files = reference.datasets.first { $0.id == dataset }?.files.map(\.path) ?? []
    let start = "\(dataset)/\(source.filter { $0 != " " })_N\(events)_"
    guard let file = files.first(where: { $0.hasPrefix(start) }) else {
      throw .badValue(
        name: "published network", found: "\(source), \(events) events",
        accepted: "a source of Table 1 with "
          + "\(sizes.map(String.init).joined(separator: ", ")) events")
    }
    return file
  }

  /// A network from its file, on the direct tower.
  ///
  /// Throws `missing` where there is no file, and `badInput` where it is damaged or holds another
  /// network.
  public static func read(_ path: String) throws(AssayError) -> Network<Float> {
    try read(path, NetworkConventions())
  }

  static func read(
    _ path: String, _ conventions: NetworkConventions
  ) throws(AssayError) -> Network<Float> {
    let tensors = try KerasFile.tensors(path)
    let plain = try SphereNetwork.single.gathered(seed: 0, of: Float.self)
    var loaded = plain
    try loaded.load(tensors, file: path)
    // Both forms have their parameters in the same order.
    var direct = try SphereNetwork.single.direct(seed: 0, conventions)
    direct.weights = loaded.weights
    return direct
  }
}
