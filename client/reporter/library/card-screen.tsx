/** One card: its picture, few words, how sure they are and since when, whom to call, and where it goes on. */
import type { JSX } from 'preact'
import { type Card, isReviewDue, standingOf } from '../../library/card.ts'
import { stepOf } from '../../library/cards.ts'
import { phonesOf } from '../../library/facts.ts'
import { DIGITS } from '../../library/hotlines.ts'
import { Heading } from '../../ui/heading.tsx'
import { ALL_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { ReadAloud } from '../aloud/read-aloud.tsx'
import type { Reader } from '../aloud/reader.ts'
import { useSpeech } from '../speech.ts'
import { Picture } from './pictures.tsx'

/** A number to dial is said digit by digit. */
const spoken = (text: string, phones: readonly string[]): string =>
  phones.reduce((said, digits) => said.replaceAll(digits, digits.split('').join(' ')), text)

export function CardScreen({
  card,
  reader,
  onNext,
  onTell,
  onBack,
}: {
  readonly card: Card
  readonly reader: Reader
  /** Null: it goes no further. */
  readonly onNext: (() => void) | null
  readonly onTell: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, full, inFull, now, month } = useSpeech()
  const { title, text } = card[full]
  const { grade, sources, checked, reviewBy } = standingOf(card)
  const phones = phonesOf(card.facts).map(({ digits }) => digits)
  const shown = ALL_HOTLINES.filter((hotline) => phones.includes(hotline.number))
  const others = phones.filter((digits) => !shown.some((hotline) => hotline.number === digits))
  const step = stepOf(card)
  const number = DIGITS['tel-1300']
  const warnings = [
    ...(grade === 'B' ? [say('card.ask', { number })] : []),
    ...(isReviewDue(reviewBy, now()) ? [say('card.due', { number, month: month(reviewBy) })] : []),
  ]
  return (
    <>
      {step !== null && <p class="why">{say('card.step', { n: step.step, all: step.of })}</p>}
      <Heading>{inFull(title)}</Heading>
      <Picture of={card.picture} large />
      <p>{inFull(text)}</p>
      {warnings.map((warning) => (
        <p key={warning} class="note">
          {warning}
        </p>
      ))}
      <ReadAloud reader={reader} text={spoken([title, text, ...warnings].join('. '), [number, ...phones])} />
      {others.length > 0 && (
        <ul class="numbers">
          {others.map((digits) => (
            <li key={digits}>
              <a href={`tel:${digits}`}>
                <b>{digits}</b>
              </a>
            </li>
          ))}
        </ul>
      )}
      {shown.length > 0 && <Numbers of={shown} />}
      {onNext !== null && (
        <button type="button" class="next" onClick={onNext}>
          {say('card.next')}
        </button>
      )}
      {step !== null && onNext === null && (
        <button type="button" class="next" onClick={onTell}>
          {say('rights.tell')}
        </button>
      )}
      <p class="why">
        {say('card.checked', { month: month(checked) })} · {say(`card.grade.${grade}`)} · {say('card.where')}:{' '}
        <span lang="en">{sources.join(' · ')}</span>
      </p>
      <p class="why">{say('card.draft')}</p>
      <button type="button" class="back" onClick={onBack}>
        {say('back')}
      </button>
    </>
  )
}
