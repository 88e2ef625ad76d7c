/** Becoming a desk by a link: joining an agency by an invitation, or founding one. Source: docs/protocol.md 9.25 to 9.27. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Heading } from '../../../ui/heading.tsx'
import { PrivateLine } from '../../../ui/private-field.tsx'
import { visibleString } from '../../../ui/visible-text.ts'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import type { LinkState } from '../../enrol/follow-link.ts'
import type { Chosen } from '../../enrol/make-desk.ts'
import { useSpeech } from '../../speech.ts'
import { Frame } from '../frame.tsx'
import { useMaking } from './making.ts'
import { NewPassphrase } from './new-passphrase.tsx'
import { Welcome } from './welcome.tsx'

interface EnrolProps {
  readonly desk: DeskEnd
  /** Of the page's address, as it was opened. */
  readonly fragment: string
  readonly onMade: (vaultId: string, founded: boolean) => void
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

export function Enrol({ desk, fragment, onMade }: EnrolProps): JSX.Element {
  const { say } = useSpeech()
  const [link, setLink] = useState<LinkState | 'checking'>('checking')
  const check = (again: boolean): void => {
    setLink('checking')
    desk
      .ask('link', { fragment: again ? null : fragment })
      .then(setLink, () => setLink({ kind: 'refused', why: 'unreachable' }))
  }
  useEffect(() => check(false), [desk, fragment])
  if (link !== 'checking') {
    if (link.kind === 'bad') return <Welcome bad />
    if (link.kind === 'found') return <Found desk={desk} onMade={(id) => onMade(id, true)} />
    if (link.kind === 'join') return <Join desk={desk} link={link} onMade={(id) => onMade(id, false)} />
  }
  return (
    <Frame>
      <Heading>{say('join.title.unnamed')}</Heading>
      <p role="status">{say(link === 'checking' ? 'join.checking' : REFUSED[link.why])}</p>
      {link !== 'checking' && link.why === 'unreachable' && (
        <button type="button" class="next" onClick={() => check(true)}>
          {say('again')}
        </button>
      )}
    </Frame>
  )
}

interface JoinProps {
  readonly desk: DeskEnd
  readonly link: Extract<LinkState, { kind: 'join' }>
  readonly onMade: (vaultId: string) => void
}

function Join({ desk, link, onMade }: JoinProps): JSX.Element {
  const { say, name } = useSpeech()
  const { making, trouble, make } = useMaking(desk, onMade)
  const label = visibleString(link.label)
  return (
    <Frame>
      <Heading>
        {link.names === null ? say('join.title.unnamed') : say('join.title', { agency: name(link.names) })}
      </Heading>
      <p>{say('join.as', { label })}</p>
      <p class="why">{say('join.history')}</p>
      <p class="why">{say('welcome.shared')}</p>
      <NewPassphrase
        initialName={label}
        making={making}
        trouble={trouble === null ? null : say(trouble)}
        onChosen={(chosen) => make({ ...chosen, label: '' })}
      />
    </Frame>
  )
}

const MOST_LABEL_CHARACTERS = 80

function Found({ desk, onMade }: Omit<JoinProps, 'link'>): JSX.Element {
  const { say } = useSpeech()
  const label = useRef('')
  const { making, trouble, make } = useMaking(desk, onMade)
  const choose = ({ passphrase, name }: Chosen): void => {
    const called = label.current.trim() || name || 'Desk 1'
    make({ passphrase, name: name || called, label: called })
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
      <NewPassphrase
        initialName=""
        making={making}
        trouble={trouble === null ? null : say(trouble)}
        onChosen={choose}
      />
    </Frame>
  )
}
