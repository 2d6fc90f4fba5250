import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Signs the demo user in without a browser, by going through the same pages over HTTP.
public enum DemoVisitor {
    static let mostSteps = 10
    static let largestPage = 256 << 10

    /// Opens the authorization URL, fills in the forms and returns where the provider sends the browser at the end.
    ///
    /// That address, the callback, is not fetched. Only addresses on this machine are visited, at most ten.
    ///
    /// - Parameter progress: Gets a sentence about each step, without secrets.
    public static func signIn(
        at authorizationURL: String, username: String, password: String, progress: @Sendable (String) -> Void
    ) async throws(DemoVisitFault) -> String {
        guard let start = LoopbackURI(authorizationURL) else { throw .notLoopback }
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(5), read: .seconds(10)), decompression: .disabled)
        configuration.httpVersion = .http1Only
        // A port that nobody listens on says so at once; asking again would only make the person wait.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let outcome: Result<String, DemoVisitFault>
        do throws(DemoVisitFault) {
            var walk = Walk(client: client, start: start, username: username, password: password)
            outcome = .success(try await walk.run(progress: progress))
        } catch {
            outcome = .failure(error)
        }
        try? await client.shutdown()
        return try outcome.get()
    }
}

extension DemoVisitor {
    /// One visit: where it is, what it remembers.
    fileprivate struct Walk {
        let client: HTTPClient
        let start: LoopbackURI
        let username: String
        let password: String
        var cookies = CookieJar()
        var hasSentPassword = false

        /// A request to make next.
        struct Step {
            var address: LoopbackURI
            var form: String?
        }

        mutating func run(progress: (String) -> Void) async throws(DemoVisitFault) -> String {
            var step = Step(address: start)
            for _ in 0..<mostSteps {
                let page = try await fetch(step)
                cookies.take(page.headers["set-cookie"])
                if (300..<400).contains(page.status), let location = page.headers.first(name: "location") {
                    if let place = Self.otherPlace(location, than: start) {
                        progress("The provider sends the browser back to \(place.origin).")
                        return location
                    }
                    guard let next = HTMLForms.resolve(location, against: step.address), next.origin == start.origin
                    else { throw .sentAway }
                    step = Step(address: next)
                } else if let answer = formPost(page, at: step.address) {
                    progress("The provider brings its answer as a form.")
                    return answer
                } else {
                    step = try submit(page, at: step.address, progress)
                }
            }
            throw .tooManySteps(mostSteps)
        }

        /// Where a redirect leads, if that is on this machine and not the provider: then it is the callback.
        ///
        /// What follows the path is the client's to judge, so it may be of any form.
        private static func otherPlace(_ location: String, than start: LoopbackURI) -> LoopbackURI? {
            let place = LoopbackURI(String(location.prefix { $0 != "?" && $0 != "#" }))
            return place?.origin == start.origin ? nil : place
        }

        /// A form that leads away from the provider is its answer: as an address, with what is in the form behind it.
        private func formPost(_ page: Page, at address: LoopbackURI) -> String? {
            guard let form = HTMLForms.read(page.text).first(where: { $0.isPost }),
                let target = HTMLForms.resolve(form.action, against: address), target.origin != start.origin
            else { return nil }
            let fields = form.fields.compactMap { field -> FormPair? in
                if case .hidden = field.kind { FormPair(field.name, field.value) } else { nil }
            }
            return target.appendingQuery(FormCoding.encode(fields))
        }

        private mutating func submit(
            _ page: Page, at address: LoopbackURI, _ progress: (String) -> Void
        ) throws(DemoVisitFault) -> Step {
            guard let form = HTMLForms.read(page.text).first(where: { $0.isPost }) else {
                throw .refused(status: page.status, text: HTMLForms.headline(of: page.text) ?? "there is no form")
            }
            var fields: [FormPair] = []
            if form.asksPassword {
                guard !hasSentPassword else { throw .wrongPassword }
                hasSentPassword = true
                progress("Typed the user name \(username) and the password on the sign-in page.")
            } else {
                progress("Pressed \u{201c}\(form.firstButton ?? "the button")\u{201d} on the next page.")
            }
            for field in form.fields {
                switch field.kind {
                case .text: fields.append(FormPair(field.name, username))
                case .password: fields.append(FormPair(field.name, password))
                case .hidden, .button: fields.append(FormPair(field.name, field.value))
                }
            }
            guard let next = HTMLForms.resolve(form.action, against: address), next.origin == start.origin else {
                throw .sentAway
            }
            return Step(address: next, form: FormCoding.encode(fields))
        }

        private struct Page {
            let status: Int
            let headers: HTTPHeaders
            let text: String
        }

        private func fetch(_ step: Step) async throws(DemoVisitFault) -> Page {
            var request = HTTPClientRequest(url: step.address.text)
            request.headers.add(name: "accept", value: "text/html")
            request.headers.add(name: "user-agent", value: "pixie-demo-visitor")
            if let header = cookies.header { request.headers.add(name: "cookie", value: header) }
            if let form = step.form {
                request.method = .POST
                request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
                request.body = .bytes(ByteBuffer(string: form))
            }
            do {
                let response = try await client.execute(request, timeout: .seconds(10))
                let body = try await response.body.collect(upTo: largestPage)
                return Page(
                    status: Int(response.status.code), headers: response.headers,
                    text: String(decoding: body.readableBytesView, as: UTF8.self))
            } catch is NIOTooManyBytesError {
                throw .tooLarge
            } catch {
                throw .unreachable("\(error)")
            }
        }
    }
}
