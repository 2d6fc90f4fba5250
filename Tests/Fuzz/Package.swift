// swift-tools-version: 6.2
import PackageDescription

/// The settings of the program itself, so that what is fuzzed is what is shipped.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
/// Set by `Tests/fuzz --address`: memory is watched too, which costs half of the speed.
let watchesMemory = Context.environment["PIXIE_FUZZ_ADDRESS"] == "1"
/// Coverage for the engine in our own code only, and assertions although it is optimised: whatever traps is found.
let instrumented: [SwiftSetting] =
    strict + [
        .unsafeFlags([
            watchesMemory ? "-sanitize=fuzzer,address" : "-sanitize=fuzzer", "-O", "-assert-config", "Debug",
            "-enforce-exclusivity=checked",
        ])
    ]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")

let package = Package(
    name: "pixie-fuzz",
    dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
    targets: [
        // Links to the folders of the program: SwiftPM takes no sources from outside of a package.
        .target(name: "OAuth", dependencies: [crypto, cryptoExtras], path: "OAuth", swiftSettings: instrumented),
        .target(name: "Screen", path: "Screen", swiftSettings: instrumented),
        .target(
            name: "FuzzTargets", dependencies: ["OAuth", "Screen", crypto], path: "Targets",
            swiftSettings: instrumented),
        .executableTarget(
            name: "pixie-fuzz", dependencies: ["FuzzTargets"], path: "Engine", swiftSettings: strict,
            linkerSettings: watchesMemory ? [.unsafeFlags(["-sanitize=address"])] : []),
    ]
)
