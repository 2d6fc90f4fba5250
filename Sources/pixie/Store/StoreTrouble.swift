import LoginFlow
import OAuth
import Sessions

/// What can be wrong between a command and the store.
enum StoreTrouble: Error {
    case store(StoreFault)
    case name(SessionName.Fault)
    /// It was opened, and what is in it is no session.
    case content(KeptFault)
    /// Another session has the name.
    case ambiguous(Issuer)
    /// The person was asked for a new one.
    case noPassphrase

    var message: String {
        switch self {
        case .store(let fault): fault.message
        case .name(let fault): fault.message
        case .content(let fault): fault.message
        case .ambiguous(let issuer):
            "there is another session at the host of \(issuer.text). Make a profile for this one: pixie profiles add."
        case .noPassphrase: "no passphrase was given."
        }
    }

    /// What the work brings, with its fault as one of these.
    static func of<Result>(_ work: () throws(StoreFault) -> Result) throws(StoreTrouble) -> Result {
        do throws(StoreFault) { return try work() } catch { throw .store(error) }
    }

    static func of<Result>(_ work: () throws(SessionName.Fault) -> Result) throws(StoreTrouble) -> Result {
        do throws(SessionName.Fault) { return try work() } catch { throw .name(error) }
    }

    static func of<Result>(_ work: () throws(KeptFault) -> Result) throws(StoreTrouble) -> Result {
        do throws(KeptFault) { return try work() } catch { throw .content(error) }
    }
}
