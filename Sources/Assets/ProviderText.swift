/// The presets of providers, kept as files under `assets/providers` and embedded in the binary.
public enum ProviderText {
    /// File names with their contents, in the order in which they are offered.
    public static var all: [(name: String, bytes: [UInt8])] {
        [
            ("oidc.json", PackageResources.oidc_json), ("workos.json", PackageResources.workos_json),
            ("workos-connect.json", PackageResources.workos_connect_json), ("banno.json", PackageResources.banno_json),
            ("microauth.json", PackageResources.microauth_json), ("singpass.json", PackageResources.singpass_json),
            ("myinfo.json", PackageResources.myinfo_json), ("google.json", PackageResources.google_json),
            ("microsoft.json", PackageResources.microsoft_json), ("github.json", PackageResources.github_json),
            ("gitlab.json", PackageResources.gitlab_json), ("auth0.json", PackageResources.auth0_json),
            ("okta.json", PackageResources.okta_json), ("keycloak.json", PackageResources.keycloak_json),
            ("oauth2.json", PackageResources.oauth2_json),
        ]
    }
}
