// SPDX-License-Identifier: GPL-3.0-or-later
private import Kernels

/// A kernel text for accelerators: files of Sources/Kernels, carried in the program, one after the
/// other. `Devices/Dialect.h`, which makes one text out of C, OpenCL C and CUDA C++, stands first by
/// itself.
public struct KernelText: Sendable, Hashable {
  public enum Piece: Sendable, Hashable {
    /// A path below Sources/Kernels: "BorisTurn.h", "Devices/GridOrbits.h".
    case file(String)
    /// Lines as they are: "#define ASSAY_REAL float".
    case text(String)
  }

  public var pieces: [Piece]
  /// Whether any kernel of it works in double precision.
  public var usesDouble: Bool
  /// Whether a b + c may be fused to one rounding. Without it a text of IEEE operations gives the
  /// same bits on every device.
  public var contracts: Bool

  public init(_ pieces: [Piece], usesDouble: Bool, contracts: Bool = false) {
    (self.pieces, self.usesDouble, self.contracts) = (pieces, usesDouble, contracts)
  }

  /// The whole text for a compiler. Lines with #include or #pragma once are left out: the pieces
  /// are there already.
  public var source: String {
    var parts = usesDouble ? ["#define ASSAY_DOUBLE 1\n"] : []
    if contracts { parts.append("#define ASSAY_CONTRACTS 1\n") }
    for piece in [.file("Devices/Dialect.h")] + pieces {
      switch piece {
      case .text(let text): parts.append(text + "\n")
      case .file(let name): parts.append(Self.file(name))
      }
    }
    return parts.joined()
  }

  /// Names of all carried files.
  public static var files: [String] {
    var names: [String] = []
    while let name = assay_kernel_text_name(Int32(names.count)) {
      names.append(String(cString: name))
    }
    return names
  }

  private static func file(_ name: String) -> String {
    guard let text = assay_kernel_text(name) else {
      preconditionFailure("no kernel text \(name) is carried: see Kernels/KernelTexts.c")
    }
    let lines = String(cString: text).split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.map { line in
      let start = line.drop { $0 == " " }
      return start.hasPrefix("#include") || start.hasPrefix("#pragma once") ? "" : line
    }
    return kept.joined(separator: "\n")
  }
}
