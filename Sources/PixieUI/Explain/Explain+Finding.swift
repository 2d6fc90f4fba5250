extension Explain {
    /// What is particular to one fault; the explanation of its kind adds the rest.
    struct Finding {
        let title: String
        let what: String
        let why: [String]
        var risk: String?
        var next: [NextStep] = []

        init(_ title: String, _ what: String, why: String..., risk: String? = nil, next: [NextStep] = []) {
            self.title = title
            self.what = what
            self.why = why
            self.risk = risk
            self.next = next
        }
    }
}
