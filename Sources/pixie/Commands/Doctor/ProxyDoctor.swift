import Network
import OAuth

/// The proxy that the environment names.
enum ProxyDoctor {
    static func findings() -> [Finding] {
        let expected = "https_proxy is not set, or http://HOST:PORT"
        let options = Stage.networkOptions(caFile: nil)
        guard let proxy = options.httpsProxy, !proxy.isEmpty else {
            return [.well("proxy.https", expected, "none: connections are direct")]
        }
        do throws(NetworkFault) {
            let sender = try LazySender(options)
            Blocking.run { await sender.shutdown() }
        } catch {
            return [.wrong("proxy.https", expected, error.message, "Set https_proxy to http://HOST:PORT, or unset it.")]
        }
        let exceptions = options.noProxy.flatMap { $0.isEmpty ? nil : $0 }.map { ", but not for \($0)" } ?? ""
        return [
            .note(
                "proxy.https", expected, "\(withoutPassword(proxy))\(exceptions)",
                "requests to https addresses go through it; this machine's own do not")
        ]
    }

    private static func withoutPassword(_ proxy: String) -> String {
        guard let sign = proxy.lastIndex(of: "@") else { return proxy }
        return "(name and password)" + proxy[sign...]
    }
}
