/** What was told beside the need: codes by name, and how to reach somebody. Nothing for what was not told. */
import type { JSX } from 'preact'
import type { Details, Replaced } from '../../../shared/case/details.ts'
import { visibleString } from '../../ui/visible-text.ts'
import { type Speech, useSpeech } from '../speech.ts'

export type Fact = readonly [title: string, value: string]

export function factsOf(told: Replaced, { say, label, languageName }: Speech): readonly Fact[] {
  const { district, role, knows, reach, lifeStage, under18, issues = [], wishes = [], answerLanguage } = told
  return [
    [say('case.district'), district === undefined ? '' : visibleString(district)],
    [say('case.role'), role === undefined ? '' : label('reporter', role)],
    [say('case.knows'), knows === undefined ? '' : label('knows', knows)],
    [say('case.reach'), reach === undefined ? '' : visibleString(reach)],
    [say('case.stage'), lifeStage === undefined ? '' : label('stage', lifeStage)],
    [say('case.under18'), under18 === undefined ? '' : say(under18 ? 'case.under18.yes' : 'case.under18.no')],
    [say('case.issues'), issues.map((code) => label('issue', code)).join(', ')],
    [say('case.language'), answerLanguage === undefined ? '' : languageName(answerLanguage)],
    [say('case.wishes'), wishes.map((code) => label('wish', code)).join(', ')],
  ]
}

export function FactList({ facts }: { readonly facts: readonly Fact[] }): JSX.Element | null {
  const told = facts.filter(([, value]) => value !== '')
  if (told.length === 0) return null
  return (
    <dl class="facts">
      {told.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Of one event in the timeline. */
export function ToldBeside({ told }: { readonly told: Details }): JSX.Element {
  const speech = useSpeech()
  const { notShowTo } = told
  return (
    <>
      <FactList facts={factsOf(told, speech)} />
      {notShowTo !== undefined && (
        <p translate={false}>{speech.say('case.not-show', { who: visibleString(notShowTo) })}</p>
      )}
    </>
  )
}
