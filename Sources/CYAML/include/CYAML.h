// The events of libyaml, one flat value each. Its own are unions that point into a parser which must not be moved. No
// meaning lives here.

#ifndef PIXIE_CYAML_H
#define PIXIE_CYAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PIXIE_YAML_FAILED,
    PIXIE_YAML_STREAM_END,
    PIXIE_YAML_DOCUMENT_START,
    PIXIE_YAML_DOCUMENT_END,
    PIXIE_YAML_SCALAR,
    PIXIE_YAML_SEQUENCE_START,
    PIXIE_YAML_SEQUENCE_END,
    PIXIE_YAML_MAPPING_START,
    PIXIE_YAML_MAPPING_END,
    /// An alias.
    PIXIE_YAML_OTHER,
};

typedef struct {
    int kind;
    /// The octets of a scalar, or what is wrong; they live until the next event.
    const uint8_t *text;
    size_t count;
    /// A scalar without quotes.
    bool is_plain;
    /// A mapping in braces.
    bool is_flow;
    /// Something is wrong with the octets, not with the YAML: `offset` says where, line and column do not.
    bool is_unreadable;
    size_t offset;
    /// Counted from 0.
    size_t line;
    size_t column;
} pixie_yaml_event;

typedef struct pixie_yaml pixie_yaml;

/// A parser of UTF-8, which reads `text` until its end; null when there is no memory.
pixie_yaml *pixie_yaml_make(const uint8_t *text, size_t count);
/// The next event. After a failure or the end of the stream no other may be asked for.
pixie_yaml_event pixie_yaml_next(pixie_yaml *parser);
void pixie_yaml_free(pixie_yaml *parser);

#endif
