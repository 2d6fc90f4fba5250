// swift-tools-version: 6.2
import PackageDescription

/// One list of settings, applied to every Swift target.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")

let package = Package(
    name: "pixie",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        // Pure: values in, values out. Tests/purity proves it from the imports.
        .target(name: "OAuth", dependencies: [crypto, cryptoExtras], swiftSettings: strict),
        .target(name: "LoginFlow", dependencies: ["OAuth"], swiftSettings: strict),
        .target(name: "Screen", swiftSettings: strict),
        .target(name: "PixieUI", dependencies: ["LoginFlow", "OAuth", "Screen"], swiftSettings: strict),

        // The edges: they know the world.
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(name: "Terminal", dependencies: ["CNcurses", "Screen"], swiftSettings: strict),

        .testTarget(name: "OAuthTests", dependencies: ["OAuth", crypto, cryptoExtras], swiftSettings: strict),
        .testTarget(name: "LoginFlowTests", dependencies: ["LoginFlow", "OAuth", crypto], swiftSettings: strict),
        .testTarget(name: "ScreenTests", dependencies: ["Screen"], swiftSettings: strict),
        .testTarget(
            name: "PixieUITests", dependencies: ["PixieUI", "LoginFlow", "OAuth", "Screen", crypto],
            exclude: ["Snapshots"], swiftSettings: strict),
    ]
)
