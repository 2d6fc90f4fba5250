import OAuth

/// What came of judging a signed token.
enum KeyVerdict<Verified, Effect> {
    /// The keys are on their way; these are the orders for them, none when they were sent before.
    case waiting([Effect])
    /// They cannot be had.
    case withoutKeys(KeysTrouble)
    case verified(Verified, [Check])
    case refused(IDTokenFault, [Check])
}
