// swift-tools-version: 6.1
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

// A package of its own, so that users of the libraries never resolve it.
let package = Package(
  name: "assay-benchmarks",
  dependencies: [.package(name: "assay-suite", path: "..")],
  targets: [
    .executableTarget(
      name: "dwarf-limits-bench",
      dependencies: [
        .product(name: "DwarfLimits", package: "assay-suite"),
        .product(name: "Harness", package: "assay-suite"),
        .product(name: "Numerics", package: "assay-suite"),
      ])
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
