// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware
import Timing

/// Every kernel that this program gives to accelerators.
enum KernelCatalogue {
  static var all: [KernelEntry] {
    CeilingProbe.kernels
  }
}
