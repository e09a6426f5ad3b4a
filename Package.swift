// swift-tools-version: 6.1
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

let package = Package(
  name: "assay-suite",
  products: [
    .executable(name: "assay", targets: ["assay"]),
    // Libraries, so that another package can add a study of its own.
    .library(name: "Harness", targets: ["Harness"]),
    .library(name: "Reporting", targets: ["Reporting"]),
    .library(name: "History", targets: ["History"]),
    .library(name: "Numerics", targets: ["Numerics"]),
    .library(name: "Hardware", targets: ["Hardware"]),
    .library(name: "Kernels", targets: ["Kernels"]),
    .library(name: "DwarfLimits", targets: ["DwarfLimits"]),
    .library(name: "NeutrinoCascade", targets: ["NeutrinoCascade"]),
    .library(name: "CosmicRayDiffusion", targets: ["CosmicRayDiffusion"]),
    .library(name: "UHECRAnisotropy", targets: ["UHECRAnisotropy"]),
    .library(name: "GeneralSearch", targets: ["GeneralSearch"]),
    .library(name: "AnomalyDetection", targets: ["AnomalyDetection"]),
    .library(name: "GalacticCentre", targets: ["GalacticCentre"]),
    .library(name: "PointSourceFraction", targets: ["PointSourceFraction"]),
    .library(name: "Events", targets: ["Events"]),
    .library(name: "Learning", targets: ["Learning"]),
    .library(name: "Sky", targets: ["Sky"]),
    .library(name: "Turbulence", targets: ["Turbulence"]),
    .library(name: "Timing", targets: ["Timing"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // The history of runs in SQLite: migrations, concurrent writers, typed rows.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // Templates of the HTML report; escapes what it inserts, no dependencies of its own.
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // MARK: The tool
    .executableTarget(
      name: "assay",
      dependencies: [
        "DwarfLimits", "NeutrinoCascade", "CosmicRayDiffusion", "UHECRAnisotropy",
        "GeneralSearch", "AnomalyDetection", "GalacticCentre", "PointSourceFraction",
        "Events", "Learning", "Sky", "Reporting", "History", "Timing", "Harness",
        "Numerics", "Hardware",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: Studies
    .target(
      name: "DwarfLimits", dependencies: ["Harness", "Timing", "Numerics", "Hardware", "Kernels"],
      path: "Sources/Studies/DwarfLimits", exclude: ["DwarfLimits.md"]),
    .target(
      name: "NeutrinoCascade",
      dependencies: ["Harness", "Timing", "Numerics", "Hardware", "Kernels"],
      path: "Sources/Studies/NeutrinoCascade", exclude: ["NeutrinoCascade.md"]),
    .target(
      name: "CosmicRayDiffusion",
      dependencies: [
        "Harness", "Timing", "Sky", "Turbulence", "Numerics", "Hardware", "Kernels",
      ],
      path: "Sources/Studies/CosmicRayDiffusion", exclude: ["CosmicRayDiffusion.md"]),
    .target(
      name: "UHECRAnisotropy",
      dependencies: [
        "Harness", "Timing", "Learning", "Sky", "Turbulence", "Numerics", "Hardware", "Kernels",
      ],
      path: "Sources/Studies/UHECRAnisotropy", exclude: ["UHECRAnisotropy.md"]),
    .target(
      name: "GeneralSearch",
      dependencies: ["Harness", "Timing", "Events", "Numerics", "Hardware", "Kernels"],
      path: "Sources/Studies/GeneralSearch", exclude: ["GeneralSearch.md"]),
    .target(
      name: "AnomalyDetection",
      dependencies: ["Harness", "Timing", "Events", "Learning", "Numerics", "Kernels"],
      path: "Sources/Studies/AnomalyDetection", exclude: ["AnomalyDetection.md"]),
    .target(
      name: "GalacticCentre",
      dependencies: ["Harness", "Timing", "Learning", "Sky", "Numerics", "Hardware", "Kernels"],
      path: "Sources/Studies/GalacticCentre", exclude: ["GalacticCentre.md"]),
    .target(
      name: "PointSourceFraction",
      dependencies: ["Harness", "Timing", "Learning", "Numerics"],
      path: "Sources/Studies/PointSourceFraction", exclude: ["PointSourceFraction.md"]),

    // MARK: The house
    .target(
      name: "Reporting",
      dependencies: [
        "Harness", "Timing", "Numerics", "Hardware", "GnuplotBridge",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      // In the program itself, so that it can be moved away from its build folder.
      resources: [.embedInCode("Templates")]),
    .target(
      name: "History",
      dependencies: [
        "Harness", "Timing", "Numerics", "Hardware", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(
      name: "Learning", dependencies: ["Numerics", "Hardware", "Kernels", "COpenBLAS", "CHDF5"]),
    .target(name: "Events", dependencies: ["Numerics"]),
    .target(name: "Sky", dependencies: ["Numerics", "HEALPixBridge"]),
    .target(name: "Turbulence", dependencies: ["Numerics", "Kernels", "CFFTW"]),
    .target(name: "Timing", dependencies: ["Numerics", "Hardware", "Kernels"]),
    .target(
      name: "Harness", dependencies: ["Numerics", "Hardware", "CCurl", "Yams"]),
    .target(
      name: "Numerics", dependencies: ["Hardware", "CGSL", "CCFITSIO", "COpenBLAS", "CArchive"]),
    .target(
      name: "Hardware",
      dependencies: ["Kernels", "DeviceBridge", "CGSL", "CCFITSIO", "COpenBLAS", "CCurl"]),
    .target(name: "Kernels", exclude: ["Devices"]),

    // MARK: Bridges to libraries
    // OpenCL and CUDA, opened at run time: nothing to link but the headers of OpenCL.
    .target(name: "DeviceBridge"),
    .target(name: "GnuplotBridge", linkerSettings: [.linkedLibrary("boost_iostreams")]),
    .target(name: "HEALPixBridge", linkerSettings: [.linkedLibrary("healpix_cxx")]),
    .systemLibrary(name: "CFFTW", pkgConfig: "fftw3", providers: [.apt(["libfftw3-dev"])]),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CCFITSIO", pkgConfig: "cfitsio", providers: [.apt(["libcfitsio-dev"])]),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

    // MARK: Tests
    .testTarget(name: "NumericsTests", dependencies: ["Numerics", "Hardware", "Kernels"]),
    .testTarget(name: "HardwareTests", dependencies: ["Hardware"]),
    .testTarget(name: "HarnessTests", dependencies: ["Harness", "Numerics"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "Harness", "Timing", "Hardware", "Numerics",
        .product(name: "Yams", package: "Yams"),
      ]),
    .testTarget(
      name: "HistoryTests",
      dependencies: [
        "History", "Harness", "Timing", "Hardware", "Numerics",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "DwarfLimitsTests",
      dependencies: ["DwarfLimits", "Harness", "Timing", "Hardware", "Numerics"]),
    .testTarget(
      name: "NeutrinoCascadeTests",
      dependencies: ["NeutrinoCascade", "Harness", "Timing", "Hardware", "Numerics", "Kernels"]),
    .testTarget(name: "EventsTests", dependencies: ["Events", "Numerics"]),
    .testTarget(name: "SkyTests", dependencies: ["Sky", "Numerics"]),
    .testTarget(name: "LearningTests", dependencies: ["Learning", "Hardware", "Numerics"]),
    .testTarget(
      name: "UHECRAnisotropyTests",
      dependencies: [
        "UHECRAnisotropy", "Harness", "Learning", "Sky", "Timing", "Turbulence", "Numerics",
        "Hardware",
      ]),
    .testTarget(
      name: "GalacticCentreTests",
      dependencies: [
        "GalacticCentre", "Harness", "Learning", "Sky", "Timing", "Hardware", "Numerics",
      ]),
    .testTarget(
      name: "GeneralSearchTests",
      dependencies: ["GeneralSearch", "Events", "Harness", "Timing", "Hardware", "Numerics"]),
    .testTarget(
      name: "AnomalyDetectionTests",
      dependencies: ["AnomalyDetection", "Events", "Harness", "Learning", "Timing", "Numerics"]),
    .testTarget(
      name: "PointSourceFractionTests",
      dependencies: ["PointSourceFraction", "Harness", "Learning", "Timing", "Numerics"]),
    .testTarget(name: "TimingTests", dependencies: ["Timing", "Hardware", "Numerics"]),
    .testTarget(
      name: "CosmicRayDiffusionTests",
      dependencies: [
        "CosmicRayDiffusion", "Harness", "Sky", "Timing", "Turbulence", "Numerics", "Hardware",
      ]),
    .testTarget(
      name: "AssayTests",
      dependencies: [
        "assay", "NeutrinoCascade", "CosmicRayDiffusion", "Harness", "Sky", "Timing", "Numerics",
        "Hardware",
      ]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
