import Testing

/// Tests that start programs, and tests that such a start would disturb.
///
/// While a program is being started it holds, for a moment, every file and socket of this process: a script that is
/// just being written cannot be run, and a connection that a server here closes stays open.
@Suite(.serialized) enum OneAfterAnother {}
