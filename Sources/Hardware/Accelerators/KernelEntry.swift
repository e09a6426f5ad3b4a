// SPDX-License-Identifier: GPL-3.0-or-later

/// A kernel and the text it stands in: what a module tells of its kernels, so that all of them can
/// be compiled without being run.
public struct KernelEntry: Sendable, Hashable {
  public var name: String
  public var text: KernelText

  public init(_ name: String, _ text: KernelText) { (self.name, self.text) = (name, text) }
}
