/** Who is in the agency, and whether mail can reach it. */
import type { JSX } from 'preact'
import { Heading } from '../../ui/heading.tsx'
import { visibleString } from '../../ui/visible-text.ts'
import type { DeskEnd } from '../bridge/desk-end.ts'
import type { ScreenState } from '../bridge/screen-state.ts'
import { useSpeech } from '../speech.ts'
import { Invite } from './invite.tsx'

interface TeamProps {
  readonly state: ScreenState
  readonly session: DeskEnd
}

export function Team({ state, session }: TeamProps): JSX.Element {
  const { say, name } = useSpeech()
  const { agency, isAdministrator, keys } = state
  return (
    <>
      <Heading>{say('team.title')}</Heading>
      <div class="columns">
        <div class="course">
          {agency.names !== null && (
            <p class="whose">
              <bdi>{name(agency.names)}</bdi>
            </p>
          )}
          <Health state={state} />
          <Members state={state} />
        </div>
        <div class="side">
          {isAdministrator ? (
            <Invite session={session} second={keys.liveDevices < 2} />
          ) : (
            <p class="why">{say('team.invite.only')}</p>
          )}
        </div>
      </div>
    </>
  )
}

function Health({ state }: { readonly state: ScreenState }): JSX.Element {
  const { say, date } = useSpeech()
  const { agency, keys, asideCount } = state
  const { sealableUntil, memberSheetUntil, liveDevices } = keys
  return (
    <ul class="health">
      <li class={agency.listing === 'listed' ? undefined : 'bad'}>
        {say(agency.listing === 'listed' ? 'team.listed' : 'team.not-listed')}
      </li>
      <li class={sealableUntil === null ? 'bad' : undefined}>
        {sealableUntil === null ? say('team.sealable.none') : say('team.sealable', { date: date(sealableUntil) })}
      </li>
      {memberSheetUntil !== null && <li>{say('team.sheet', { date: date(memberSheetUntil) })}</li>}
      <li class={liveDevices < 2 ? 'bad' : undefined}>{say('team.devices', { count: liveDevices })}</li>
      {asideCount > 0 && agency.kind !== 'overseer' && (
        <li class="bad">{say('team.unverified', { count: asideCount })}</li>
      )}
      <li>
        {say('team.fingerprint')}: <span class="digits">{agency.fingerprint}</span>
      </li>
    </ul>
  )
}

function Members({ state }: { readonly state: ScreenState }): JSX.Element {
  const { say, label } = useSpeech()
  return (
    <>
      <h2>{say('team.members')}</h2>
      <table class="members">
        <thead>
          <tr>
            <th scope="col">{say('team.member')}</th>
            <th scope="col">{say('team.roles')}</th>
            <th scope="col">{say('team.state')}</th>
          </tr>
        </thead>
        <tbody>
          {state.members.map(({ author, label: called, roles, current, own }) => (
            <tr key={author}>
              <td>
                <bdi translate={false}>{visibleString(called)}</bdi>
                {own && <b class="tag">{say('team.own')}</b>}
              </td>
              <td>{roles.map((role) => label('role', role)).join(', ')}</td>
              <td>{say(current ? 'team.current' : 'team.former')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
