public import OAuth

extension Check {
    /// One check as scripts read it: `id`, `verdict`, `expected`, `found`, `clause`, and `why` when it was skipped.
    public var json: JSONValue {
        func member(_ name: String, _ text: String) -> JSONObject.Member {
            JSONObject.Member(name: name, value: .string(text))
        }
        var members = [member("id", id)]
        switch verdict {
        case .passed: members.append(member("verdict", "passed"))
        case .failed: members.append(member("verdict", "failed"))
        case .skipped: members.append(member("verdict", "skipped"))
        }
        members.append(member("expected", ForeignText(expected).safe(limit: 300)))
        members.append(member("found", found.safe(limit: 300)))
        members.append(member("clause", clause))
        if case .skipped(let why) = verdict { members.append(member("why", why)) }
        return .object(JSONObject(members: members))
    }
}
