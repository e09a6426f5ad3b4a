// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics
internal import Sky

/// Outputs of the authors' networks on three maps of counts at Nside 32, given by ring pixels:
///
///     map a:  (61 k + 17) mod 12288,   k = 0 ... 49;    map b:  the same,   k = 0 ... 499;
///     map c:  (7 k + 4000) mod 12288,  k = 0 ... 49.
enum LearningLogits {
  private static let table = "authors_network_logits"

  static func task(_ context: RunContext, _ conventions: LearningConventions) -> StudyTask {
    let columns = ["a", "b", "c"].map {
      TableColumn("logit.\($0)", "Logit of a network of the authors, map \($0)")
    }
    var task = StudyTask(filling: table, columns, context, cost: 1.5) { axes throws(AssayError) in
      guard let data = context.data else {
        throw .missing(
          "the data set \(PublishedNetworks.dataset)", remedy: "`assay fetch` gets it")
      }
      let maps = try maps(conventions.network)
      var rows: [[Double]] = []
      for file in try files(axes, context) {
        var network = try PublishedNetworks.read(data.path(file), conventions.network)
        if conventions.forgetsBiases { try network.set("dense_1.bias", [0]) }
        let outputs = try network.outputs(of: maps, matrices: OpenBLASMatrices())
        rows.append(outputs.map(Double.init))
      }
      return rows
    }
    task.needs = [PublishedNetworks.dataset]
    return task
  }

  /// The files of the table's networks, as paths in the data folder.
  private static func files(
    _ axes: TableAxes, _ context: RunContext
  ) throws(AssayError) -> [String] {
    let dataset = context.reference.datasets.first { $0.id == PublishedNetworks.dataset }
    let start = "\(PublishedNetworks.dataset)/"
    return try axes.values(
      0,
      from: (dataset?.files ?? []).map { file in
        (name: String(file.path.dropFirst(start.count).dropLast(".bz2".count)), value: file.path)
      })
  }

  static func maps(
    _ conventions: NetworkConventions
  ) throws(AssayError) -> [SampleInput<Float>] {
    let sphere = try HEALPix(nside: SphereNetwork.nside)
    let rings = [
      (0..<50).map { (61 * $0 + 17) % sphere.pixels },
      (0..<500).map { (61 * $0 + 17) % sphere.pixels },
      (0..<50).map { (7 * $0 + 4000) % sphere.pixels },
    ]
    return try rings.map { ring throws(AssayError) in
      let pixels = conventions.swapsOrderings ? ring : try sphere.nested(ofRing: ring)
      return SphereNetwork.single.input(
        of: EventSample(fromSource: 0, pixels: pixels.map(Int32.init)))
    }
  }
}
