import DemoProvider

/// A rule that a request broke, and what the system answers to that.
struct Refusal: Error {
    let rule: String
    let answer: Answer
}
