// swift-tools-version: 6.2
import PackageDescription

/// One list of settings, applied to every Swift target.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let swiftASN1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let jwtKit: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")

let package = Package(
    name: "pixie",
    products: [.executable(name: "pixie", targets: ["pixie"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates.git", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        // Without its default traits Hummingbird brings neither Foundation's ICU nor swift-configuration's readers.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // Pure: values in, values out. Tests/purity proves it from the imports.
        .target(name: "OAuth", dependencies: [crypto, cryptoExtras], swiftSettings: strict),
        .target(name: "LoginFlow", dependencies: ["OAuth"], swiftSettings: strict),
        .target(name: "Screen", swiftSettings: strict),
        .target(name: "Presets", dependencies: ["OAuth"], swiftSettings: strict),
        .target(name: "PixieUI", dependencies: ["LoginFlow", "OAuth", "Presets", "Screen"], swiftSettings: strict),

        // The edges: they know the world.
        .target(name: "CLinux"),
        .target(name: "Hygiene", dependencies: ["CLinux"], swiftSettings: strict),
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(
            name: "Sessions", dependencies: ["CLinux", "Hygiene", "LoginFlow", "OAuth", crypto, cryptoExtras],
            swiftSettings: strict),
        .target(name: "Terminal", dependencies: ["CNcurses", "Screen"], swiftSettings: strict),
        .target(
            name: "Network",
            dependencies: [
                "Assets", "CLinux", "Hygiene", "OAuth", asyncHTTPClient, hummingbirdCore, httpTypes, logging, nioCore,
                nioPosix, nioHTTP1, nioSSL,
            ],
            swiftSettings: strict),
        // libyaml of the system: the library for Swift that has its own copy brings all of Foundation, and ICU with it.
        .target(name: "CYAML", linkerSettings: [.linkedLibrary("yaml")]),
        .target(name: "Profiles", dependencies: ["CYAML", "OAuth"], swiftSettings: strict),
        .target(name: "Assets", resources: [.embedInCode("pages"), .embedInCode("providers")], swiftSettings: strict),
        .target(
            name: "DemoProvider",
            dependencies: [
                "Assets", asyncHTTPClient, crypto, cryptoExtras, hummingbirdCore, httpTypes, logging, nioCore,
                nioHTTP1, nioPosix, nioSSL, swiftASN1, x509,
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "pixie",
            dependencies: [
                "Assets", "DemoProvider", "Hygiene", "LoginFlow", "Network", "OAuth", "PixieUI", "Presets", "Profiles",
                "Screen",
                "Sessions", "Terminal", argumentParser,
            ],
            swiftSettings: strict),

        // Built by the fuzz package of Tests/Fuzz too, which has the engine and its own copy of what it instruments.
        .target(
            name: "FuzzTargets", dependencies: ["OAuth", "Screen", crypto], path: "Tests/Fuzz/Targets",
            swiftSettings: strict),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], swiftSettings: strict),

        .testTarget(
            name: "OAuthTests", dependencies: ["OAuth", crypto, cryptoExtras],
            exclude: ["ClientKeys/Files", "JSON/Cases.txt", "JSON/Peers/peer.py", "JWE/Vectors.txt"],
            swiftSettings: strict),
        .testTarget(name: "LoginFlowTests", dependencies: ["LoginFlow", "OAuth", crypto], swiftSettings: strict),
        .testTarget(name: "HygieneTests", dependencies: ["Hygiene"], swiftSettings: strict),
        .executableTarget(
            name: "StoreWriter", dependencies: ["OAuth", "Sessions"], path: "Tests/StoreWriter", swiftSettings: strict),
        // The named systems on loopback, for Tests/EndToEnd. They share the server and no check with the client.
        .executableTarget(
            name: "emulate",
            dependencies: ["DemoProvider", argumentParser, crypto, cryptoExtras, httpTypes, swiftASN1, x509],
            path: "Tests/Emulators", swiftSettings: strict),
        .testTarget(
            name: "SessionsTests", dependencies: ["OAuth", "Sessions", "StoreWriter"], swiftSettings: strict),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Screen"], swiftSettings: strict),
        .testTarget(name: "ScreenTests", dependencies: ["Screen"], swiftSettings: strict),
        .testTarget(
            name: "PixieUITests", dependencies: ["PixieUI", "LoginFlow", "OAuth", "Presets", "Screen", crypto],
            exclude: ["Snapshots"], swiftSettings: strict),
        .testTarget(
            name: "NetworkTests", dependencies: ["Assets", "Network", "OAuth", nioCore, nioPosix, nioSSL],
            swiftSettings: strict),
        .testTarget(
            name: "DemoProviderTests",
            dependencies: [
                "Assets", "DemoProvider", asyncHTTPClient, crypto, httpTypes, jwtKit, nioCore, nioHTTP1, nioPosix,
                nioSSL, swiftASN1, x509,
            ],
            swiftSettings: strict),
        .testTarget(name: "PresetsTests", dependencies: ["Assets", "OAuth", "Presets"], swiftSettings: strict),
        .testTarget(name: "ProfilesTests", dependencies: ["OAuth", "Profiles"], swiftSettings: strict),
        .testTarget(
            name: "PixieTests",
            dependencies: [
                "pixie", "LoginFlow", "Network", "OAuth", "PixieUI", "Profiles", "Screen", "Terminal", argumentParser,
            ],
            swiftSettings: strict),
    ]
)
