import Profiles

/// What the command line says of the authorization request; as it stands, nothing.
struct RequestOrder {
    /// A provider by its name, and the values that it needs.
    var provider: String?
    var values: [String] = []
    /// Separated by spaces.
    var scope: String?
    var port: Int?
    var redirectURI: String?
    /// `name=value` each.
    var parameters: [String] = []
    var clientSecretFile: String?
    var keys = KeyOrder()
    /// In seconds.
    var timeout: Double?
    var caFile: String?

    /// This, and for what it leaves open what the profile says.
    func settings(over profile: Profile?) -> RequestSettings { RequestSettings(order: self, profile: profile) }
}
