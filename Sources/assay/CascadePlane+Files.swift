// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import NeutrinoCascade
import Numerics

extension CascadePlane {

  func write(to path: String) throws(AssayError) { throw .failed("later") }
  func figure() throws(AssayError) -> Figure { throw .failed("later") }
}
