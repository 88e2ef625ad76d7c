/**
 * Opening one piece of an inbox's mail: with the seeds of the hint's epoch, of every chain that has it; the signature in it
 * must hold for this inbox and for the purpose of this kind of desk. Source: docs/protocol.md P9.11, P9.12.
 */
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { readFrame, type SignedEvent } from '../../../shared/case/frame.ts'
import { TO_AGENCY, type ReporterEvent } from '../../../shared/case/reporter-event.ts'
import { TO_OVERSEER, type OverseerEvent } from '../../../shared/case/slip-event.ts'
import { open } from '../../../shared/crypto/open.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import type { DeskLink } from '../desk-link.ts'

/** What an agency is for decides what its mail is. */
export type MailKind = 'agency' | 'overseer'

interface Opened {
  readonly frame: Bytes
  readonly epoch: number
}

export type OpenedMail =
  | (Opened & { readonly kind: 'agency'; readonly signed: SignedEvent<ReporterEvent> })
  | (Opened & { readonly kind: 'overseer'; readonly signed: SignedEvent<OverseerEvent> })

async function read({ p, keyring }: DeskLink, kind: MailKind, opened: Opened): Promise<OpenedMail | null> {
  const { inbox } = keyring
  if (kind === 'agency') {
    const signed = await readFrame(p, opened.frame, TO_AGENCY, inbox)
    return signed === null ? null : { ...opened, kind, signed }
  }
  const signed = await readFrame(p, opened.frame, TO_OVERSEER, inbox)
  return signed === null ? null : { ...opened, kind, signed }
}

/** Null: no key of this device opens it, or what is in it is no signed event. */
export async function openMail(
  link: DeskLink,
  kind: MailKind,
  envelope: Envelope,
  epoch: number,
): Promise<OpenedMail | null> {
  const { p, keyring } = link
  for (const secret of await keyring.intakeSecrets(epoch)) {
    const frame = await open(p, { kind: 'inbox', address: keyring.inbox, secret }, envelope)
    // The commitment has decided: no other key opens this one.
    if (frame !== null) return read(link, kind, { frame, epoch })
  }
  return null
}
