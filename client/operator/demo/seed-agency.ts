/**
 * Founds one agency of the demo and hands it over to two members. Nothing of its keys is in any file: what is left are the two
 * links.
 */
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { AgencyContext } from '../../agency/context.ts'
import { foundAgency } from '../../agency/found-agency.ts'
import { deriveInvitation } from '../../agency/invitation.ts'
import { handOver, inviteMember } from '../../agency/invite-member.ts'
import { INVITATION_SECRET_BYTES, type JoinLink } from '../../agency/link.ts'
import { createAgencyKeys } from '../../agency/member-keys.ts'
import type { CreateIntroduction } from '../agency-add.ts'
import type { DemoOffice } from './offices.ts'

export interface SeededMember {
  readonly role: 'administrator' | 'caseworker' | 'overseer'
  readonly link: JoinLink
}

export interface SeededAgency {
  readonly id: AgencyId
  readonly office: DemoOffice
  readonly members: readonly SeededMember[]
}

type OfKind<O, K> = Extract<O, { readonly kind: K }>

const isKind = <O extends { readonly kind: string }, K extends O['kind']>(
  outcome: O,
  kind: K,
): outcome is OfKind<O, K> => outcome.kind === kind

/** Throws for everything but `kind`: a demo either stands or says why not. */
function expectKind<O extends { readonly kind: string }, K extends O['kind']>(outcome: O, kind: K): OfKind<O, K> {
  if (isKind(outcome, kind)) return outcome
  throw new Error(`the demo needed "${kind}" and got "${outcome.kind}"`)
}

export async function seedAgency(
  context: AgencyContext,
  createIntroduction: CreateIntroduction,
  office: DemoOffice,
): Promise<SeededAgency> {
  const { p, random, today } = context
  const token = await createIntroduction(office.description)
  const second = office.part === 'overseer' ? 'overseer' : 'caseworker'
  const made = await createAgencyKeys(p, random, today())
  // The founding device is the first link's: it hands the keys over to itself, and they are in no file.
  const secret = random(INVITATION_SECRET_BYTES)
  const first = await deriveInvitation(p, secret)
  const keys = { ...made, device: first.device }
  const roles = ['administrator', second]
  const founded = expectKind(await foundAgency(context, keys, { token, label: 'Desk 1', roles }), 'founded')
  expectKind(await handOver(context, keys, first, roles), 'appended')
  const inviting = inviteMember(context, keys, { roles: [second], label: 'Desk 2' }, founded.seen)
  const { link } = expectKind(await inviting, 'invited')
  const { agency: id, signing } = keys
  return {
    id,
    office,
    members: [
      { role: 'administrator', link: { kind: 'join', agency: id, signingKey: signing.publicKey, secret } },
      { role: second, link },
    ],
  }
}
