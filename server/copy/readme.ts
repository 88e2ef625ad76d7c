/** What stands in a copy beside the rows, for somebody who has nothing but the copy. */
export const README = `A copy of everything that a SoSafe relay holds: ciphertext, keyed names, days, signed public documents.
Nothing in it can be read without keys that the relay never had.

  about.json             format, day of the copy, root hash of the deployment, steps of each database's schema
  deployment.json        the deployment: name, public root keys
  relay/TABLE/NNNN.ndjson, blobs/TABLE/NNNN.ndjson
                         the rows of both databases, one JSON object a line, in the order of the primary key
  manifest.json          every file before it: length, SHA-256, number of rows
  manifest.tag           HMAC-SHA-256 under the relay's pepper over "sosafe/v1/copy-tag" and the SHA-256 of manifest.json,
                         base64url: who can make it had the pepper

Values: integers (as text where JSON would round them), text, bytes as base64url without padding; a number in the place of
bytes stands for so many zero bytes. Days are whole days since 1970-01-01, UTC; 20000 stands for none in a table of mail.

  mail_0 mail_1 mail_2   mail of the three sizes of envelope; rows whose mailbox is 32 zero bytes are free. mailbox is
                         HMAC-SHA-256(pepper, address), id the SHA-256 of the envelope, expires its last day
  mail_N_body            the envelopes, under the same key
  log                    the logs of agencies: mailbox as above (of the agency's id), team, number (dense from 1), entry (id),
                         source (id of the envelope that it came from), size and key of its body, or a tombstone
  log_N_body             their bodies
  document               signed documents as they travel: directory, member sheets, intake sheets
  recovery_copy          copies of a desk's keys, sealed to a kit on paper
  introduction           agencies that introduced themselves, or may
  setting                incarnation of the logs; what the pepper is recognised by
  blob, blob_body        chunks of attachments under random ids; a mailbox of 32 bytes of 255 marks a row in use

What the fields mean: docs/protocol.md and docs/state.md of SoSafe. "npm run sosafe -- restore" makes a relay of it again,
from the sealed form (backup, or export-all without --plain).
`
