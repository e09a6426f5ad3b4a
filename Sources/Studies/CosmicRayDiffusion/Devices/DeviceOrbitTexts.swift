// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware

/// The kernel texts of test particles on accelerators: those of the CPU's kernels, with one lane.
enum DeviceOrbitTexts {
  /// Nested grids that a kernel is made for.
  static let grids = 1...8

  /// Only IEEE operations in a fixed order: the bits of the CPU's kernels.
  static func grids<Real: LaneReal>(_: Real.Type, count: Int) -> KernelText {
    KernelText(
      [
        .text(
          definitions(Real.self, "boris")
            + "#define ASSAY_GRID_LANES 1\n#define ASSAY_GRIDS \(count)"),
        .file("BorisTurn.h"), .file("BorisCell.h"), .file("Devices/CellNodes.h"),
        .file("BorisGrid.h"), .file("Devices/GridOrbits.h"),
      ], usesDouble: Real.self == Double.self)
  }

  /// - Parameter isFixed: phases in fixed point, `DeviceWaves.shift`; for single precision.
  static func waves<Real: LaneReal>(_: Real.Type, isFixed: Bool) -> KernelText {
    KernelText(
      modes(Real.self, isFixed) + [
        .file("Devices/WaveSum.h"), .file("BorisWaves.h"), .file("Devices/WaveOrbits.h"),
      ], usesDouble: true, contracts: true)
  }

  static func waveGrid<Real: LaneReal>(_: Real.Type, isFixed: Bool) -> KernelText {
    KernelText(
      modes(Real.self, isFixed) + [.file("Devices/WaveGrid.h")], usesDouble: true, contracts: true)
  }

  /// Particles or nodes that a work-item sums modes for.
  static let block = 2

  private static func modes<Real: LaneReal>(_: Real.Type, _ isFixed: Bool) -> [KernelText.Piece] {
    let isSingle = Real.self == Float.self
    var text = definitions(Real.self, "waves")
    text += "#define ASSAY_BLOCK \(block)\n"
    text += "#define ASSAY_SINE \(isSingle ? "SINE_SINGLE" : "SINE_DOUBLE")\n"
    if isFixed { text += "#define ASSAY_TURN_SHIFT \(DeviceWaves.shift)\n" }
    return [
      .text(text), .file("Sine.h"), .file("BorisTurn.h"), .file("PlaneWave.h"),
      .file("Devices/WaveModes.h"),
    ]
  }

  private static func definitions<Real: LaneReal>(_: Real.Type, _ prefix: String) -> String {
    """
    #define ASSAY_REAL \(Real.self == Float.self ? "float" : "double")
    #define ASSAY_LANES 1
    #define ASSAY_NAME(name) \(prefix)_##name

    """
  }
}

extension DeviceOrbitPusher {
  /// Every kernel of this study for accelerators.
  public static var kernels: [KernelEntry] {
    let grids = [1, 3].flatMap {
      [
        DeviceOrbitTexts.grids(Float.self, count: $0),
        DeviceOrbitTexts.grids(Double.self, count: $0),
      ]
    }
    let kinds: [(KernelText, KernelText)] = [
      (
        DeviceOrbitTexts.waves(Float.self, isFixed: true),
        DeviceOrbitTexts.waveGrid(Float.self, isFixed: true)
      ),
      (
        DeviceOrbitTexts.waves(Float.self, isFixed: false),
        DeviceOrbitTexts.waveGrid(Float.self, isFixed: false)
      ),
      (
        DeviceOrbitTexts.waves(Double.self, isFixed: false),
        DeviceOrbitTexts.waveGrid(Double.self, isFixed: false)
      ),
    ]
    return grids.map { KernelEntry("assay_device_grid_orbits", $0) }
      + kinds.flatMap {
        [KernelEntry("assay_device_wave_orbits", $0), KernelEntry("assay_device_wave_grid", $1)]
      }
  }
}
