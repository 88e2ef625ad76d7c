/** Inviting a device: a name and roles in, a link out, shown once. Source: docs/protocol.md 9.25, 9.26. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { ChooseSome } from '../../../ui/choices.tsx'
import { PrivateLine } from '../../../ui/private-field.tsx'
import type { Key } from '../../../words/desk.en.ts'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import type { InviteAnswer } from '../../bridge/messages.ts'
import { useSpeech } from '../../speech.ts'

type Role = 'caseworker' | 'supervisor' | 'administrator'
const ROLES: readonly Role[] = ['caseworker', 'supervisor', 'administrator']
const MOST_LABEL_CHARACTERS = 80

interface InviteProps {
  readonly session: DeskEnd
  readonly second: boolean
}

interface Made {
  readonly label: string
  readonly link: string
}

function troubleOf(outcome: Exclude<InviteAnswer, { kind: 'invited' }>): Key {
  switch (outcome.kind) {
    case 'superseded':
      return 'team.invite.superseded'
    case 'not-administrator':
      return 'team.invite.only'
    case 'locked':
      return 'act.locked'
    case 'storage':
      return `problem.storage.${outcome.code}`
    case 'unreachable':
      return 'problem.offline'
    case 'absent':
      return 'problem.unknown-agency'
    case 'refused':
    case 'distrusted':
      return 'join.distrusted'
  }
}

/** A button first: an invitation is nothing to make by the way. */
export function Invite(props: InviteProps): JSX.Element {
  const { say } = useSpeech()
  const [open, setOpen] = useState(false)
  if (open) return <InviteForm {...props} onDone={() => setOpen(false)} />
  return (
    <section aria-label={say('team.invite')}>
      {props.second && <p class="banner stop">{say('team.few')}</p>}
      <button type="button" class="next" onClick={() => setOpen(true)}>
        {say(props.second ? 'team.invite.second' : 'team.invite')}
      </button>
    </section>
  )
}

function InviteForm({ session, second, onDone }: InviteProps & { readonly onDone: () => void }): JSX.Element {
  const { say, label } = useSpeech()
  const name = useRef('')
  const [roles, setRoles] = useState<readonly Role[]>(['caseworker'])
  const [making, setMaking] = useState(false)
  const [trouble, tell] = useState<Key | null>(null)
  const [made, show] = useState<Made | null>(null)
  const make = async (): Promise<void> => {
    const chosen = name.current.trim()
    if (chosen === '' || roles.length === 0) return
    setMaking(true)
    tell(null)
    const outcome = await session.ask('invite', { label: chosen, roles })
    setMaking(false)
    if (outcome.kind !== 'invited') tell(troubleOf(outcome))
    else {
      show({ label: chosen, link: outcome.link })
      void session.ask('refresh', null)
    }
  }
  const toggle = (role: Role): void =>
    setRoles(roles.includes(role) ? roles.filter((one) => one !== role) : [...roles, role])
  if (made !== null) return <Link made={made} onDone={onDone} />
  return (
    <section aria-label={say('team.invite')}>
      <h2>{say(second ? 'team.invite.second' : 'team.invite')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!making) void make()
        }}
      >
        <PrivateLine
          label={say('team.invite.label')}
          initial=""
          maxCharacters={MOST_LABEL_CHARACTERS}
          onText={(text) => {
            name.current = text
          }}
        />
        <p class="why">{say('team.invite.label.public')}</p>
        <h3>{say('team.invite.roles')}</h3>
        <ChooseSome
          label={say('team.invite.roles')}
          choices={ROLES.map((value) => ({ value, label: label('role', value) }))}
          chosen={roles}
          onChoose={toggle}
        />
        <p class="why">{say('role.administrator.why')}</p>
        <p role="status" class="outcome">
          {making ? say('team.invite.making') : trouble !== null && say(trouble)}
        </p>
        <div class="ways row">
          <button type="submit" class="next" disabled={making}>
            {say('team.invite.make')}
          </button>
          <button type="button" class="plain" onClick={onDone}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </section>
  )
}

function Link({ made, onDone }: { readonly made: Made; readonly onDone: () => void }): JSX.Element {
  const { say } = useSpeech()
  const [copied, setCopied] = useState(false)
  const copy = (): void => {
    navigator.clipboard?.writeText(made.link).then(
      () => setCopied(true),
      () => undefined,
    )
  }
  return (
    <section aria-label={say('team.invite.title')}>
      <h2>{say('team.invite.title')}</h2>
      <p>{say('team.invite.how')}</p>
      <h3>{say('team.invite.link', { label: made.label })}</h3>
      <p class="link" translate={false} tabIndex={0}>
        {made.link}
      </p>
      <div class="ways row">
        <button type="button" onClick={copy}>
          {say(copied ? 'copied' : 'copy')}
        </button>
        <button type="button" class="next" onClick={onDone}>
          {say('team.invite.done')}
        </button>
      </div>
    </section>
  )
}
