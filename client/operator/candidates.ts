/** What the relay introduces, looked at: whose member sheet holds, and how many devices are on it. Source: docs/protocol.md P7.4. */
import { fingerprintOf } from '../../shared/crypto/addresses.ts'
import { parseVerifyKey } from '../../shared/crypto/keys.ts'
import { NOTHING_SEEN } from '../../shared/trust/area.ts'
import { currentMembers } from '../../shared/trust/member-sheet.ts'
import type { IntroducedAgency } from '../../shared/wire/introduction.ts'
import type { AgencyContext } from '../agency/context.ts'
import { fetchSheets } from '../agency/member-sheet.ts'
import type { Failure } from '../relay/outcome.ts'
import { confirmationOf } from './confirmation.ts'
import type { Candidate } from './plan-directory.ts'

async function lookAt(context: AgencyContext, introduced: IntroducedAgency): Promise<Candidate | null> {
  const signingKey = parseVerifyKey<'agency'>(introduced.signingKey)
  if (signingKey === null) return null
  const sheets = await fetchSheets(context, introduced.id, signingKey, NOTHING_SEEN)
  const agency = { ...introduced, signingKey }
  return {
    agency,
    fingerprint: await fingerprintOf(context.p, signingKey),
    confirmation: await confirmationOf(context.p, agency),
    members: sheets.kind === 'sheets' ? currentMembers(sheets.memberSheet).length : null,
  }
}

/** In the relay's order. */
export async function fetchCandidates(context: AgencyContext): Promise<readonly Candidate[] | Failure> {
  const introduced = await context.relay.introduced()
  if (introduced.kind !== 'list') return introduced
  const candidates: Candidate[] = []
  for (const agency of introduced.agencies) {
    const candidate = await lookAt(context, agency)
    if (candidate !== null) candidates.push(candidate)
  }
  return candidates
}
