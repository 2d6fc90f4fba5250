#include "include/CYAML.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct pixie_yaml {
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event;
};

pixie_yaml *pixie_yaml_make(const uint8_t *text, size_t count) {
    pixie_yaml *made = calloc(1, sizeof *made);
    if (made == NULL) return NULL;
    if (!yaml_parser_initialize(&made->parser)) {
        free(made);
        return NULL;
    }
    yaml_parser_set_encoding(&made->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&made->parser, text, count);
    return made;
}

static void forget(pixie_yaml *parser) {
    if (parser->has_event) yaml_event_delete(&parser->event);
    parser->has_event = false;
}

static pixie_yaml_event failure(const yaml_parser_t *parser) {
    const char *problem = parser->problem != NULL ? parser->problem : "there is no memory";
    pixie_yaml_event found = {
        .kind = PIXIE_YAML_FAILED, .text = (const uint8_t *)problem, .count = strlen(problem),
        .is_unreadable = parser->error == YAML_READER_ERROR, .offset = parser->problem_offset,
        .line = parser->problem_mark.line, .column = parser->problem_mark.column};
    return found;
}

static int kind(yaml_event_type_t type) {
    switch (type) {
    case YAML_STREAM_END_EVENT: return PIXIE_YAML_STREAM_END;
    case YAML_DOCUMENT_START_EVENT: return PIXIE_YAML_DOCUMENT_START;
    case YAML_DOCUMENT_END_EVENT: return PIXIE_YAML_DOCUMENT_END;
    case YAML_SCALAR_EVENT: return PIXIE_YAML_SCALAR;
    case YAML_SEQUENCE_START_EVENT: return PIXIE_YAML_SEQUENCE_START;
    case YAML_SEQUENCE_END_EVENT: return PIXIE_YAML_SEQUENCE_END;
    case YAML_MAPPING_START_EVENT: return PIXIE_YAML_MAPPING_START;
    case YAML_MAPPING_END_EVENT: return PIXIE_YAML_MAPPING_END;
    default: return PIXIE_YAML_OTHER;
    }
}

pixie_yaml_event pixie_yaml_next(pixie_yaml *parser) {
    do {
        forget(parser);
        if (!yaml_parser_parse(&parser->parser, &parser->event)) return failure(&parser->parser);
        parser->has_event = true;
    } while (parser->event.type == YAML_STREAM_START_EVENT);
    const yaml_event_t *event = &parser->event;
    pixie_yaml_event found = {
        .kind = kind(event->type), .line = event->start_mark.line, .column = event->start_mark.column};
    if (event->type == YAML_SCALAR_EVENT) {
        found.text = event->data.scalar.value;
        found.count = event->data.scalar.length;
        found.is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    }
    if (event->type == YAML_MAPPING_START_EVENT)
        found.is_flow = event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    return found;
}

void pixie_yaml_free(pixie_yaml *parser) {
    forget(parser);
    yaml_parser_delete(&parser->parser);
    free(parser);
}
