/** Becoming a desk by a link: joining an agency by an invitation, or founding one. Source: docs/protocol.md 9.25 to 9.27. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { findMember } from '../../../shared/trust/member-sheet.ts'
import type { Names } from '../../../shared/wire/introduction.ts'
import { openInvitation, type OpenInvitationOutcome } from '../../agency/accept-invitation.ts'
import type { FoundLink, JoinLink } from '../../agency/link.ts'
import { Heading } from '../../ui/heading.tsx'
import { PrivateLine } from '../../ui/private-field.tsx'
import { visibleString } from '../../ui/visible-text.ts'
import type { Key } from '../../words/desk.en.ts'
import { verifyAgency } from '../agency/agency-view.ts'
import { foundDesk, joinDesk, type Chosen, type MakeOutcome } from '../enrol/make-desk.ts'
import type { OpenVault } from '../open-desk.ts'
import { useSpeech } from '../speech.ts'
import type { DeskTools } from '../tools.ts'
import { Frame } from './frame.tsx'
import { NewPassphrase } from './new-passphrase.tsx'

interface EnrolProps<Link> {
  readonly tools: DeskTools
  readonly link: Link
  readonly onMade: (open: OpenVault) => void
}

function keyOf(outcome: MakeOutcome | 'failed' | null): Key | null {
  if (outcome === null) return null
  if (outcome === 'failed') return 'make.failed'
  switch (outcome.kind) {
    case 'made':
      return null
    case 'token':
      return 'found.token'
    case 'no-memory':
      return 'make.no-memory'
    case 'storage':
      return `make.storage.${outcome.code}`
  }
}

/** One try to make the desk at a time. */
function useMaking(onMade: (open: OpenVault) => void): {
  readonly making: boolean
  readonly trouble: Key | null
  readonly run: (work: () => Promise<MakeOutcome>) => void
} {
  const [making, setMaking] = useState(false)
  const [outcome, tell] = useState<MakeOutcome | 'failed' | null>(null)
  const make = async (work: () => Promise<MakeOutcome>): Promise<void> => {
    setMaking(true)
    tell(null)
    try {
      const next = await work()
      tell(next)
      if (next.kind === 'made') onMade(next.open)
    } catch {
      tell('failed')
    } finally {
      setMaking(false)
    }
  }
  const run = (work: () => Promise<MakeOutcome>): void => void make(work)
  return { making, trouble: keyOf(outcome), run }
}

type Checked = OpenInvitationOutcome | 'checking'

/** What a verified directory calls the agency of the link; null: it does not list it, or there is none yet. */
async function agencyName(tools: DeskTools, { agency, signingKey }: JoinLink): Promise<Names | null> {
  const answer = await tools.relay.agency(agency)
  const memberSheet = answer.kind === 'bundle' ? answer.bundle.memberSheets.get(agency) : undefined
  if (answer.kind !== 'bundle' || memberSheet === undefined) return null
  const options = { p: tools.primitives, rootHash: tools.rootHash, today: tools.today() }
  const documents = { directory: answer.bundle.directory, memberSheet, intakeSheet: null }
  const { view } = await verifyAgency(options, { agency, agencyKey: signingKey, seen: [] }, documents)
  return view?.listing === 'listed' ? (view.directory?.agencies.get(agency)?.names ?? null) : null
}

const REFUSED = {
  used: 'join.used',
  withdrawn: 'join.withdrawn',
  absent: 'join.absent',
  distrusted: 'join.distrusted',
  'wrong-handover': 'join.wrong',
  refused: 'join.withdrawn',
  unreachable: 'join.offline',
} as const

export function Join({ tools, link, onMade }: EnrolProps<JoinLink>): JSX.Element {
  const { say, name } = useSpeech()
  const [checked, setChecked] = useState<Checked>('checking')
  const [names, setNames] = useState<Names | null>(null)
  const { making, trouble, run } = useMaking(onMade)
  const check = (): void => {
    setChecked('checking')
    const { primitives: p, random, relay, today, nowMs: now } = tools
    openInvitation({ p, random, relay, today, now }, link).then(setChecked, () => setChecked({ kind: 'unreachable' }))
    agencyName(tools, link).then(setNames, () => undefined)
  }
  useEffect(check, [link])
  if (checked === 'checking' || checked.kind !== 'opened') {
    return (
      <Frame>
        <Heading>{say('join.title.unnamed')}</Heading>
        <p role="status">{say(checked === 'checking' ? 'join.checking' : REFUSED[checked.kind])}</p>
        {checked !== 'checking' && checked.kind === 'unreachable' && (
          <button type="button" class="next" onClick={check}>
            {say('again')}
          </button>
        )}
      </Frame>
    )
  }
  const { keys, handovers, seen, memberSheet } = checked
  const label = visibleString(findMember(memberSheet, keys.device.publicKey)?.label ?? '')
  const make = (chosen: Chosen): void =>
    run(() => joinDesk(tools, { keys, handovers, seen, signingKey: link.signingKey }, chosen))
  return (
    <Frame>
      <Heading>{names === null ? say('join.title.unnamed') : say('join.title', { agency: name(names) })}</Heading>
      <p>{say('join.as', { label })}</p>
      <p class="why">{say('join.history')}</p>
      <p class="why">{say('welcome.shared')}</p>
      <NewPassphrase
        initialName={label}
        making={making}
        trouble={trouble === null ? null : say(trouble)}
        onChosen={make}
      />
    </Frame>
  )
}

const MOST_LABEL_CHARACTERS = 80

export function Found({ tools, link, onMade }: EnrolProps<FoundLink>): JSX.Element {
  const { say } = useSpeech()
  const label = useRef('')
  const { making, trouble, run } = useMaking(onMade)
  const make = (chosen: Chosen): void => {
    const name = label.current.trim() || chosen.name || 'Desk 1'
    run(() => foundDesk(tools, { token: link.token, label: name }, { ...chosen, name: chosen.name || name }))
  }
  return (
    <Frame>
      <Heading>{say('found.title')}</Heading>
      <p>{say('found.text')}</p>
      <p class="why">{say('welcome.shared')}</p>
      <PrivateLine
        label={say('found.label')}
        initial=""
        maxCharacters={MOST_LABEL_CHARACTERS}
        onText={(text) => {
          label.current = text
        }}
      />
      <p class="why">{say('found.label.public')}</p>
      <NewPassphrase initialName="" making={making} trouble={trouble === null ? null : say(trouble)} onChosen={make} />
    </Frame>
  )
}
