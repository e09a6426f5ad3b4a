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
        "BenchSupport",
        .product(name: "DwarfLimits", package: "assay-suite"),
        .product(name: "Harness", package: "assay-suite"),
        .product(name: "Numerics", package: "assay-suite"),
      ]),
    .executableTarget(
      name: "neutrino-cascade-bench",
      dependencies: [
        "BenchSupport", "Ceiling",
        .product(name: "NeutrinoCascade", package: "assay-suite"),
        .product(name: "Numerics", package: "assay-suite"),
      ]),
    .target(
      name: "BenchSupport", dependencies: [.product(name: "Numerics", package: "assay-suite")]),
    .target(name: "Ceiling"),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
