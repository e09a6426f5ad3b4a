// SPDX-License-Identifier: GPL-3.0-or-later

/// Collision events with their reconstructed objects, stored flat.
///
/// Event i has the objects `offsets[i]..<offsets[i + 1]` of the arrays `kinds`, `energy`, `pt`,
/// `eta` and `phi`, in the order of the file. Energies and momenta are in MeV as in the file, angles
/// in radians. 33 bytes an object, 44 an event.
public struct EventSample: Sendable, Equatable {
  /// Identifiers of the events; not unique in files that join several samples.
  public private(set) var ids: [Int] = []
  /// Names of the processes that occur, in the order of their first event.
  public private(set) var processes: [String] = []
  /// The process of each event, as an index of `processes`.
  public private(set) var process: [Int32] = []
  /// Weight of each event; may be negative.
  public private(set) var weights: [Double] = []
  /// Missing transverse energy [MeV] and its azimuth [rad].
  public private(set) var met: [Double] = []
  public private(set) var metPhi: [Double] = []
  /// Where the objects of an event begin; one entry more than events.
  public private(set) var offsets: [Int] = [0]
  public private(set) var kinds: [EventObject] = []
  /// Energy [MeV].
  public private(set) var energy: [Double] = []
  /// Transverse momentum [MeV].
  public private(set) var pt: [Double] = []
  /// Pseudorapidity.
  public private(set) var eta: [Double] = []
  /// Azimuth [rad].
  public private(set) var phi: [Double] = []

  private var processIndex: [String: Int32] = [:]

  public init() {}

  /// Number of events.
  public var count: Int { ids.count }

  /// The objects of an event, as a range of the flat arrays.
  public func objects(_ event: Int) -> Range<Int> { offsets[event]..<offsets[event + 1] }

  /// The name of an event's process.
  public func processName(_ event: Int) -> String { processes[Int(process[event])] }
}

extension EventSample {
  /// One object of an event that is being put together.
  public struct Object: Sendable, Equatable {
    public var kind: EventObject
    /// [MeV].
    public var energy: Double
    /// [MeV].
    public var pt: Double
    public var eta: Double
    /// [rad].
    public var phi: Double

    public init(_ kind: EventObject, energy: Double, pt: Double, eta: Double, phi: Double) {
      (self.kind, self.energy, self.pt, self.eta, self.phi) = (kind, energy, pt, eta, phi)
    }
  }

  /// Adds an event; energies in MeV.
  public mutating func append(
    id: Int, process name: String, weight: Double, met: Double, metPhi: Double,
    objects: some Sequence<Object>
  ) {
    ids.append(id)
    process.append(index(ofProcess: name))
    weights.append(weight)
    self.met.append(met)
    self.metPhi.append(metPhi)
    for object in objects {
      kinds.append(object.kind)
      energy.append(object.energy)
      pt.append(object.pt)
      eta.append(object.eta)
      phi.append(object.phi)
    }
    offsets.append(kinds.count)
  }

  /// Adds all events of another sample.
  public mutating func append(_ other: EventSample) {
    let base = kinds.count
    let names = other.processes.map { index(ofProcess: $0) }
    process += other.process.map { names[Int($0)] }
    ids += other.ids
    weights += other.weights
    met += other.met
    metPhi += other.metPhi
    offsets += other.offsets.dropFirst().map { base + $0 }
    kinds += other.kinds
    energy += other.energy
    pt += other.pt
    eta += other.eta
    phi += other.phi
  }

  private mutating func index(ofProcess name: String) -> Int32 {
    if let known = processIndex[name] { return known }
    let index = Int32(processes.count)
    processes.append(name)
    processIndex[name] = index
    return index
  }
}
