import ArgumentParser

/// A provider by its name.
struct ProviderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A provider by its name, such as workos, banno or google; pixie login --list-providers shows all.",
            valueName: "id"),
        completion: Completions.providers)
    var provider: String?

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "A value that this provider needs, such as tenant=acme; may repeat.", valueName: "name=value"),
        completion: Completions.values)
    var values: [String] = []
}
