/** Every device that the member sheet names: who speaks for the agency, and who has its newest keys. */
import type { JSX } from 'preact'
import { visibleString } from '../../../ui/visible-text.ts'
import type { ScreenState } from '../../view/screen-state.ts'
import type { MemberState } from '../../state.ts'
import { useSpeech } from '../../speech.ts'

interface MembersProps {
  readonly state: ScreenState
  /** Null: this is not an administrator's desk. */
  readonly onRemove: ((member: MemberState) => void) | null
}

const KEYS = { newest: 'team.keys.newest', waiting: 'team.keys.waiting', unknown: 'team.keys.unknown' } as const

export function Members({ state, onRemove }: MembersProps): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <h2>{say('team.members')}</h2>
      <table class="rows members">
        <thead>
          <tr>
            <th scope="col">{say('team.member')}</th>
            <th scope="col">{say('team.roles')}</th>
            <th scope="col">{say('team.state')}</th>
          </tr>
        </thead>
        <tbody>
          {state.members.map((member) => (
            <Row key={member.author} member={member} onRemove={onRemove} />
          ))}
        </tbody>
      </table>
    </>
  )
}

interface RowProps {
  readonly member: MemberState
  readonly onRemove: MembersProps['onRemove']
}

function Row({ member, onRemove }: RowProps): JSX.Element {
  const { say, label } = useSpeech()
  const { label: called, roles, keys, own } = member
  const shown = visibleString(called)
  return (
    <tr>
      <td>
        <bdi translate={false}>{shown}</bdi>
        {own && <b class="tag">{say('team.own')}</b>}
      </td>
      <td data-label={say('team.roles')}>{roles.map((role) => label('role', role)).join(', ')}</td>
      <td data-label={say('team.state')}>
        {keys === null ? say('team.former') : say(KEYS[keys])}
        {keys !== null && onRemove !== null && !own && (
          <button
            type="button"
            aria-label={say('team.remove.label', { label: shown })}
            onClick={() => onRemove(member)}
          >
            {say('team.remove')}
          </button>
        )}
      </td>
    </tr>
  )
}
