// SPDX-License-Identifier: GPL-3.0-or-later
private import Kernels

extension CascadeSpectrum {
  /// The depth of the all-flavour dip: 1 − the lowest ratio at the grid's energies within the window
  /// [eV at Earth]; 0 where no ratio is below 1.
  public func depth(within window: ClosedRange<Double>) -> Double {
    let ratios = allFlavours
    let cells = grid.cells(window)
    let cell = assay_cascade_lowest(ratios, Int32(cells.first), Int32(cells.last))
    return cell < 0 ? 0 : 1 - ratios[Int(cell)]
  }
}
