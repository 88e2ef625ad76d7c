/**
 * Every number of the protocol, with its unit and its reason. `test/shared/protocol.test.ts` asserts that the sums fit:
 * nothing is ever sealed to a key that may be gone when it arrives. Source: docs/protocol.md.
 */

/** Cost of Argon2id. */
export interface KdfCost {
  readonly memoryKiB: number
  readonly iterations: number
  readonly parallelism: number
  readonly hashBytes: number
}

/** First byte of every envelope. A reader that does not know it keeps the envelope for a newer desk. */
export const VERSION = 1
/** HPKE base, X-Wing, HKDF-SHA256, export-only; body XSalsa20-Poly1305. */
export const SUITE = 1
/** Prefix of every domain separation label. */
export const LABEL = 'sosafe/v1'

export const HASH_BYTES = 32
export const ADDRESS_BYTES = 32
export const ID_BYTES = 32
export const EVENT_ID_BYTES = 16
export const INCARNATION_BYTES = 16
export const SIGNATURE_BYTES = 64
export const ED25519_KEY_BYTES = 32
export const XWING_SEED_BYTES = 32
/** ML-KEM-768 encapsulation key 1,184 + X25519 32. */
export const XWING_PUBLIC_BYTES = 1216
/** ML-KEM-768 ciphertext 1,088 + X25519 32. */
export const XWING_CIPHERTEXT_BYTES = 1120

/** version 1 + suite 1 + hint 2. */
export const HEADER_BYTES = 4
export const COMMITMENT_BYTES = 32
/** Poly1305 tag of the body. */
const TAG_BYTES = 16
/** header 4 + enc 1,120 + commitment 32 + tag 16: what an envelope costs before any content. */
export const ENVELOPE_OVERHEAD_BYTES: number = HEADER_BYTES + XWING_CIPHERTEXT_BYTES + COMMITMENT_BYTES + TAG_BYTES
/** flags 1 + length 4, inside the seal. */
export const PADDING_HEADER_BYTES = 5
/**
 * The three sizes of an envelope, the same for every purpose: three, two or one of them fill a 16 KiB page of the store
 * (docs/decisions/002-envelope-sizes.md). The smallest holds a report of 2,000 Thai characters, each next one a log entry
 * that embeds the one before.
 */
export const ENVELOPE_BYTES: readonly [number, number, number] = [5424, 8136, 16272]
/**
 * Most content bytes, as padded (after deflating), of mail to an inbox: the log entry that embeds it has to fit the
 * largest size (docs/decisions/002-envelope-sizes.md). Longer mail is cut into parts.
 */
export const MAX_MAIL_CONTENT_BYTES = 14_000
/** A reply to a reporter takes at most the middle size (an index of ENVELOPE_BYTES): the log event embeds it. */
export const MAX_REPLY_SIZE_INDEX = 1
/** Most bytes that inflating may give: a bomb of 16 kB must not become megabytes on a phone. */
export const MAX_CONTENT_BYTES = 65_536

/** One step of the intake chain. */
export const EPOCH_DAYS = 14
/** 2026-01-05, a Monday: epochs begin on Mondays. Days since 1970-01-01. */
export const EPOCH_ZERO_DAY = 20_458
/** Twenty years: the longest that a chain is stepped. The check on the member sheet is of its seed then. */
export const CHAIN_EPOCHS = 520
/** An intake sheet names this epoch and the next four: a phone offline for eight weeks still has a key. */
export const SHEET_EPOCHS = 5
/** Online, an older intake sheet is refused: nobody has been at that desk for two weeks. */
export const SHEET_FRESH_DAYS = 14
/** Versions of an intake sheet that an agency can have needed in a day: a relay takes no greater jump (P8.8). */
export const SHEET_VERSIONS_PER_DAY = 64
/** A seed is erased this long after its epoch ended, at the device's next start and after taking in. */
export const SEED_KEEP_DAYS = 42
/** A device's clock may be ahead of the newest document that it has verified by this much before it erases a seed. */
export const SEED_PROOF_DAYS = 14
/** Longest wait in a phone's outbox, from sealing; with TAKE_IN_DAYS and a slow clock it ends before the seed is erased. */
export const OUTBOX_DAYS = 26
/** An agency that opens its desk at least this often never loses mail to the erasing of seeds. */
export const TAKE_IN_DAYS = 14
/** A ticket without any answer this long after it was handed over says: not received, tell us again. No desk may stay shut longer. */
export const TELL_AGAIN_DAYS = 14
/**
 * A replaced chain is kept this long by those who stay: until the last key ends that a phone may still have (five epochs, and
 * two clocks that are wrong), and then as long as the seed of that epoch.
 */
export const CHAIN_KEEP_DAYS: number = SHEET_EPOCHS * EPOCH_DAYS + SEED_KEEP_DAYS + 4
/** Mail that nobody took in leaves the relay after this. */
export const INBOX_EXPIRY_DAYS = 90
/** A reply can be fetched this long after it was posted; the ticket lives as long after the last word. */
export const REPLY_EXPIRY_DAYS = 90
/** Nobody decides about a withdrawal sooner: it may be coerced, and is taken back by the ticket until then. */
export const WITHDRAWAL_DAYS = 7
/** A taken inbox row stays this long if no second device confirms the log entry. */
export const TAKEN_ROW_DAYS = 7
/** Longest life of a member sheet: an administrator may be away for ten weeks. */
export const MEMBER_SHEET_DAYS = 84
/** An administrator's desk that is opened at all renews the member sheet when it is this old: an old one shown is soon out. */
export const MEMBER_SHEET_RENEW_DAYS = 7
/** Longest life of a directory: the root key holders meet every ten weeks. */
export const DIRECTORY_DAYS = 84
/** A device's clock may be this wrong before a document counts as expired or not yet issued. */
export const CLOCK_TOLERANCE_DAYS = 2
/** Signed requests: the relay takes its own day and this many before and after. */
export const REQUEST_DAY_TOLERANCE = 1

/** Of three root keys. */
export const ROOT_KEYS = 3
export const ROOT_THRESHOLD = 2
/** Below this an agency does not enter the directory: one wiped browser would otherwise lose reports. */
export const MIN_MEMBERS = 2

/** version 1 + random 23 + check 1. */
export const TICKET_DIGITS = 25
export const TICKET_RANDOM_DIGITS = 23
export const TICKET_VERSION_DIGIT = '1'
/** Argon2id of the ticket: 0.3 s on a PC, about 5 s on an old phone (in a worker, begun early). */
export const TICKET_KDF: KdfCost = { memoryKiB: 65_536, iterations: 3, parallelism: 1, hashBytes: 32 }
/** Argon2id of a desk's passphrase: an office PC gives more, the passphrase needs it more. */
export const VAULT_KDF: KdfCost = { memoryKiB: 131_072, iterations: 3, parallelism: 1, hashBytes: 32 }
/** Shortest passphrase of a desk, in characters. */
export const PASSPHRASE_MIN_CHARACTERS = 12

/** Key of HMAC-SHA-256, as long as its hash: only with it does a relay find a mailbox by its address. */
export const PEPPER_BYTES = 32

/** A recovery kit: nobody guesses 128 bits, so nothing stretches them. */
export const KIT_BYTES = 16
/** Of 11 bits each: the kit and a checksum of 4 bits. */
export const KIT_WORDS = 12
/** No two words of the list begin with the same four letters, so these are enough. */
export const KIT_WORD_LETTERS = 4

/** Attachment chunk: WebCrypto is fastest at 64 KiB and memory stays flat. */
export const CHUNK_BYTES = 65_536
/** Chunk and GCM tag, as it lies at the relay. */
export const SEALED_CHUNK_BYTES: number = CHUNK_BYTES + 16
export const MAX_CHUNKS = 1024
/** A voice, in bits a second: plain for whoever listens, and a minute of it passes on 2G in less than that. */
export const VOICE_BITS_PER_SECOND = 24_000
/** Longest voice in one piece, in seconds: what is told in one breath; on 2G (40 kbit/s) it is under way for seven minutes. */
export const VOICE_SECONDS = 600
/** Most chunks of a voice, a power of two: twice what the longest one needs, for phones that record in more bits. */
export const VOICE_CHUNKS = 64

/** Proof of work: so many searches for one price, a power of two. Their sum scatters four times less than one search does. */
export const WORK_PARTS = 16
/** A number of four bytes for each part. */
export const WORK_NONCE_BYTES: number = WORK_PARTS * 4
/** Price without load: the logarithm (base 2) of the hashes that it costs, 4,096. A twentieth of a second on a slow phone. */
export const WORK_MIN_BITS = 12
/**
 * Price never rises above this, 131,072 hashes: under 3 s in 999 of 1,000 cases at 100,000 a second, which is our judgement
 * of a phone with 2 GB (docs/decisions/010-proof-of-work.md).
 */
export const WORK_MAX_BITS = 17

/** Every answer to `list` of a reply mailbox has this many bytes: four smallest, two middle or one largest envelope. */
export const REPLY_PAGE_BYTES = 21_760
/** Most bytes of entries or envelopes in one `sync` or inbox `list` answer. */
export const SYNC_PAGE_BYTES = 524_288
/** Longest body of any request but documents. */
export const MAX_BODY_BYTES = 131_072
/** Longest document: a directory of a country. */
export const MAX_DOCUMENT_BYTES = 2_097_152
/** Longest payload of a member sheet, a thousand devices and more: every phone of the area fetches it, some on 2G. */
export const MAX_MEMBER_SHEET_BYTES = 262_144
/** Longest payload of an intake sheet, which any one member can sign: three times what five keys take. */
export const MAX_INTAKE_SHEET_BYTES = 32_768
/** Envelope ids that one `sync` may confirm. */
export const MAX_CONFIRMED_IDS = 256
