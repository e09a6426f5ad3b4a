// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// How a run is asked for.
public struct RunOptions: Sendable, Equatable {
  public var seed: UInt64
  public var tier: Tier
  /// Worker threads; the results do not depend on them.
  public var threads: Int
  /// Number of shards worked off one after another; the results do not depend on it.
  public var shards: Int
  /// The only shard to work off here, if the others are computed elsewhere; see `Runner.merge`.
  public var shard: Shard?
  /// Study ids, comparison ids, task ids ("study/id" too), or beginnings of them; empty is all.
  public var only: [String]
  /// The run folder: journals and `record.json`.
  public var output: String
  /// Go on with the run whose journals lie in the folder.
  public var resume: Bool
  public var data: DataFolder?
  /// The fault under which the studies that have it are run.
  public var fault: String?
  /// For the studies that can use one; the results of others do not depend on it.
  public var device: RunDevice?
  /// The command line, for the record.
  public var command: [String]
  /// Name of the run; the last part of the folder's path when nil.
  public var id: String?

  public init(
    seed: UInt64 = 1, tier: Tier = .quick, threads: Int = 1, shards: Int = 1, shard: Shard? = nil,
    only: [String] = [], output: String, resume: Bool = false, data: DataFolder? = nil,
    fault: String? = nil, device: RunDevice? = nil, command: [String] = [], id: String? = nil
  ) {
    self.seed = seed
    self.tier = tier
    self.threads = threads
    self.shards = shards
    self.shard = shard
    self.only = only
    self.output = output
    self.resume = resume
    self.data = data
    self.fault = fault
    self.device = device
    self.command = command
    self.id = id
  }

  /// The shards that this process works off.
  func shardsHere() throws(AssayError) -> [Shard] {
    guard threads >= 1 else { throw .usage("--threads \(threads): accepted is 1 or more") }
    guard shards >= 1 else { throw .usage("--shards \(shards): accepted is 1 or more") }
    if let shard {
      guard shards == 1 || shards == shard.count else {
        throw .usage("--shard \(shard) and --shards \(shards) contradict each other; give one")
      }
      return [shard]
    }
    var all: [Shard] = []
    for index in 0..<shards { all.append(try Shard(index: index, count: shards)) }
    return all
  }

  var name: String {
    if let id { return id }
    let parts = output.split(separator: "/").filter { $0 != "." }
    return parts.last.map(String.init) ?? output
  }
}
