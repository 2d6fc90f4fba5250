import OAuth
import Testing

@testable import pixie

struct InvocationTests {
    @Test(arguments: [
        (["/usr/bin/pixie", "token", "x"], ["token", "x"]), (["pixie", "--man"], ["man"]),
        (["pixie", "token", "--man"], ["token", "--man"]), ([], []),
        (["/home/a/bin/docker-credential-pixie", "get"], ["credential", "docker", "get"]),
        (["docker-credential-pixie-x", "get"], ["get"]),
    ])
    func theNameOfTheProgramSaysWhatIsMeant(_ all: [String], _ meant: [String]) {
        #expect(Invocation.arguments(all) == meant)
    }
}

struct ManualPageTests {
    @Test(arguments: [
        ("a-b", "a\\-b"), ("back\\slash", "back\\eslash"), (".TH x", "\\&.TH x"), ("'quote", "\\&'quote"),
        ("a\nb", "a b"),
    ])
    func noTextIsAnOrder(_ text: String, _ escaped: String) {
        #expect(ManualPage.escaped(text) == escaped)
    }
}

struct DockerRequestTests {
    private func target(_ text: String) -> String? {
        (try? DockerCredentialRequest(Array(text.utf8), isObject: false))?.target.map {
            "\($0.scheme) \($0.host) \($0.port)"
        }
    }

    @Test func onlyHttpsAndThisMachineGetACredential() {
        #expect(target("registry.example.com\n") == "https registry.example.com 443")
        #expect(target("registry.example.com:5000") == "https registry.example.com 5000")
        #expect(target("https://index.docker.io/v1/") == "https index.docker.io 443")
        #expect(target("http://127.0.0.1:5000") == "http 127.0.0.1 5000")
        #expect(target("http://registry.example.com") == nil)
        #expect(target("ftp://registry.example.com") == nil)
    }

    @Test(arguments: ["", "\n", "a b", "\u{1b}[31m", "a\u{0}b"])
    func whatIsNoAddressIsRefused(_ text: String) {
        #expect(throws: DockerCredentialRequest.Fault.self) {
            try DockerCredentialRequest(Array(text.utf8), isObject: false)
        }
    }
}
