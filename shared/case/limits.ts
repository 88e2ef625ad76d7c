/**
 * How long the fields of an event may be. Wide for people, narrow for mischief: a body beyond them is kept as it came and
 * shown as unknown (P6.2). The largest envelope bounds everything together. Source: docs/protocol.md P6.7, P6.9.
 */

/** Codes of the vocabulary are below 48; an unknown longer one from a newer app still passes. */
export const MAX_CODE_CHARACTERS = 64
/** A telephone number, hours, a name, a sentence to say. */
export const MAX_LINE_CHARACTERS = 1000
/** Items of a list of codes. */
export const MAX_LIST = 64
/** Versions of team keys in one hand-over: a new one every month for twenty years still fits the largest envelope. */
export const MAX_KEYS = 256
/** Attachments of one event. */
export const MAX_ATTACHMENTS = 16
/**
 * Heads that one event names when it is written: so many, and the longest mail there is still fits the `taken` made of it. A
 * case with more branches is joined in several steps. Read are as many as there are: the size of an envelope bounds them.
 */
export const MAX_HEADS = 8
/** Replies that one `posted` names. */
export const MAX_POSTED = 256
/** Entries that one `erasure` names: with the answer to the person in it, it fits the largest envelope. */
export const MAX_ERASED = 128
/** Parts of one text: seven million characters even to a reporter, more than anybody writes. */
export const MAX_PARTS = 4096
/** Code changes that are followed from the first ticket of a case: a new ticket every week for a year. */
export const MAX_CODE_CHANGES = 64
/** JSON nested deeper is malformed: parsers of different browsers stop at different depths, a fold must not. */
export const MAX_JSON_DEPTH = 32
/**
 * JSON of an event to an agency, in bytes: its text stands once more, escaped, in the `taken` event, and both must stay
 * below MAX_CONTENT_BYTES.
 */
export const MAX_TO_AGENCY_BYTES = 24_576
/**
 * Characters (UTF-16) of one part of a reporter's words: random CJK letters, the worst there is, then deflate to 13 kB with
 * all keys, and the `taken` event made of them still fits the largest envelope.
 */
export const REPORTER_PART_CHARACTERS = 4500
/** The same for words to a reporter, so that the log event that embeds the sealed reply fits the largest envelope. */
export const REPLY_PART_CHARACTERS = 1800
