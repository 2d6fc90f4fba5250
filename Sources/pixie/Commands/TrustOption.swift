import ArgumentParser
import Profiles

/// Whom a connection trusts beside the authorities of the system.
struct TrustOption: ParsableArguments {
    @Option(name: .customLong("ca-file"), help: ArgumentHelp("PEM file with more trust roots.", valueName: "file"))
    var caFile: String?

    /// What is given here, else what the profile says.
    func caFile(over profile: Profile?) -> String? { caFile ?? profile?.caFile.map { Profile.expanded($0) } }
}
