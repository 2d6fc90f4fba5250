import Dispatch
import LoginFlow
import OAuth
import Sessions

/// What providers said of themselves in earlier logins, on the disk. What is made of it the machine decides.
final class MetadataShelf: Sendable {
    private let cache: MetadataCache
    private let queue = DispatchQueue(label: "pixie.metadata")

    init(_ cache: MetadataCache) { self.cache = cache }

    /// Nil when the environment names no place for it.
    static var live: MetadataShelf? {
        MetadataCache(cacheHome: Variables["XDG_CACHE_HOME"], home: Variables["HOME"]).map(MetadataShelf.init)
    }

    /// The plan with what is remembered of its provider. A file that is refused is told, and not used.
    func told(_ plan: LoginPlan) -> LoginPlan {
        do throws(StoreFault) {
            return plan.remembering(try cache.read(plan.client.issuer))
        } catch {
            Streams.err("pixie: the provider is asked, since what was remembered of it is not used. \(error.message)")
            return plan
        }
    }

    /// Returns when what was ordered is done: what is to be forgotten must not be there for the next login.
    func settle() { queue.sync {} }

    /// Keeps or forgets, beside the login: a cache that cannot be written is none.
    func put(_ metadata: RememberedMetadata?, of issuer: Issuer) {
        queue.async { [cache] in try? cache.write(metadata, of: issuer) }
    }
}
