/**
 * Telling, question by question. Everything stands in memory until it is sealed, and nothing of it after: the draft and
 * what was typed are dropped before the ticket is shown.
 */
import type { FunctionComponent, JSX, RefObject } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import type { Day } from '../../../shared/day.ts'
import type { Door, VerifiedArea } from '../../../shared/trust/area.ts'
import { type Known, firstContactDay, lastContactDay } from '../../library/areas/first-contact.ts'
import { packs } from '../../library/areas/packs.ts'
import { type Ticket, keepReport, makeTicket } from '../letter/keep-letter.ts'
import { After, type SentReport } from '../after/after.tsx'
import { drawn } from '../main-thread/drawn.ts'
import type { FindProps } from '../find/find.tsx'
import { Part } from '../part.tsx'
import { useSystem } from '../use-system.ts'
import { usePhoneBack } from '../phone-back.ts'
import { missingFor, planOf, silencesOf } from '../plan/plan.ts'
import { promisedBy, silentDay } from '../plan/silent-day.ts'
import { IfSilentThen } from '../plan/if-silent.tsx'
import { HowAnswer } from '../plan/how-answer.tsx'
import { WithReader } from '../aloud/read-screen.tsx'
import { troubleOf } from '../reasons.ts'
import { SpeechProvider, useSpeech } from '../speech.ts'
import type { TroubleKind } from '../trouble.tsx'
import type { Sent } from '../ticket/show/sent.ts'
import { ShowTicket } from '../ticket/show/show-ticket.tsx'
import type { Piece } from '../../ui/piece.ts'
import { finishRecording } from '../voice/voiced.ts'
import { AboutWhom } from './about.tsx'
import { WhichArea } from '../offices/which-area.tsx'
import { CallFirst, DangerNow } from './danger.tsx'
import { type Draft, EMPTY_DRAFT, detailsOf, isOfAnother, nothingTyped } from './draft.ts'
import { WhatNeed } from './need.tsx'
import { OwnWords } from './own-words.tsx'
import { Review } from './review.tsx'
import { Sealing } from './sealing.tsx'
import { SecondDoor, WhoReads } from './who.tsx'

type Question =
  'danger' | 'about' | 'call' | 'need' | 'area' | 'who' | 'second' | 'words' | 'answer' | 'silence' | 'review'
type Stage =
  | { readonly at: Question }
  /** Who else can help, where no office of the area does. */
  | { readonly at: 'services'; readonly area: VerifiedArea }
  | { readonly at: 'sealing' }
  | { readonly at: 'failed'; readonly kind: TroubleKind }
  | { readonly at: 'ticket'; readonly sent: Sent }
  | { readonly at: 'after'; readonly sent: SentReport }

export function Tell({
  lastArea,
  onHome,
  services,
}: {
  /** Id of the area that was chosen last, for whoever tells once more. */
  readonly lastArea: RefObject<string | null>
  readonly onHome: () => void
  readonly services: Piece<FunctionComponent<FindProps>>
}): JSX.Element {
  const speech = useSpeech()
  const { language } = speech
  const system = useSystem()
  const [stage, setStage] = useState<Stage>({ at: 'danger' })
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT)
  const typed = useRef(nothingTyped())
  const ticket = useRef<Promise<Ticket> | null>(null)
  /** The question that was left for the review. */
  const last = useRef<Question>('answer')
  const sealing = useRef(false)
  const isChild = draft.about === 'child'
  const spoken = useMemo(() => (isChild ? speech.toChild() : speech), [speech, isChild])

  usePhoneBack()
  const ask = (at: Question): void => setStage({ at })
  const review = (from: Question): void => {
    last.current = from
    ask('review')
  }
  const change = (changes: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changes }))

  /** Begun while the last questions are answered: old phones need seconds for it. */
  const beginTicket = (): Promise<Ticket> => {
    ticket.current ??= system()
      .then(makeTicket)
      .catch((error: unknown) => {
        ticket.current = null
        throw error
      })
    return ticket.current
  }
  const early = (): void => void beginTicket().catch(() => undefined)

  const takeArea = (area: VerifiedArea): void => {
    lastArea.current = area.area.id
    change({ area })
    ask('who')
  }
  const takeDoor = (door: Door): void => {
    change({ door })
    early()
    ask('words')
  }

  const known = ({ directory }: VerifiedArea): Known => ({ packs: packs.here() ?? [], areas: directory.areas })
  const silentFrom = (today: Day): Day => {
    const { door, area } = draft
    return silentDay(today, door === null || area === null ? [] : promisedBy(known(area), [door.agency], today))
  }

  const seal = async (door: Door, area: VerifiedArea): Promise<Sent> => {
    const [parts, made] = await Promise.all([system(), beginTicket(), finishRecording(typed.current)])
    const silent = silentFrom(parts.today())
    const letter = {
      danger: draft.danger,
      needs: draft.needs,
      area: area.area.id,
      words: typed.current.words,
      contact: planOf(draft, typed.current, silent),
      details: detailsOf(draft, typed.current),
      language,
    }
    const { overseer } = area.doors
    const contactDay = (day: Day): Day | null => lastContactDay(known(area), door.agency, day)
    const to = { door, overseer: overseer.ok ? overseer.value : null, contactDay }
    const kept = await keepReport(parts, made, letter, to, typed.current.voice)
    const plan = letter.contact.method === 'ticket_only' ? 'ticket-only' : 'stands'
    return {
      ...made,
      doors: [door],
      area: letter.area,
      plan,
      kept,
      system: parts,
      day: parts.today(),
      contactDay: firstContactDay(known(area), door.agency, parts.now()),
      silentDay: silent,
    }
  }
  const send = (): void => {
    const { door, area } = draft
    // a second tap finds the first one at work
    if (sealing.current || door === null || area === null) return
    sealing.current = true
    setStage({ at: 'sealing' })
    drawn()
      .then(() => seal(door, area))
      .then((sent) => {
        typed.current = nothingTyped()
        ticket.current = null
        setDraft(({ about }) => ({ ...EMPTY_DRAFT, about }))
        setStage({ at: 'ticket', sent })
      })
      .catch((error: unknown) => setStage({ at: 'failed', kind: troubleOf(error) }))
      .finally(() => void (sealing.current = false))
  }

  const whichArea = (): JSX.Element => (
    <WhichArea number={3} last={lastArea.current} onArea={takeArea} onBack={() => ask('need')} />
  )
  const screen = (): JSX.Element => {
    switch (stage.at) {
      case 'danger':
        return (
          <DangerNow
            about={draft.about}
            isDanger={draft.danger}
            onYes={() => (change({ danger: true }), ask('call'))}
            onNo={() => (change({ danger: false }), ask('need'))}
            onSkip={() => ask('need')}
            onAbout={() => ask('about')}
            onBack={onHome}
          />
        )
      case 'about':
        return (
          <AboutWhom
            chosen={draft.about}
            onChoose={(about) => (change({ about }), ask('danger'))}
            onBack={() => ask('danger')}
          />
        )
      case 'call':
        return <CallFirst onWrite={() => ask('need')} onBack={() => ask('danger')} />
      case 'need':
        return (
          <WhatNeed
            chosen={draft.needs}
            onChange={(needs) => change({ needs })}
            onNext={() => ask('area')}
            onBack={() => ask('danger')}
          />
        )
      case 'area':
        return whichArea()
      case 'who':
      case 'second': {
        if (draft.area === null) return whichArea()
        const { area, danger, needs } = draft
        const ways = {
          area,
          danger,
          needs,
          typed: typed.current,
          onDoor: takeDoor,
          onOtherArea: () => ask('area'),
          onServices: () => setStage({ at: 'services', area }),
        }
        if (stage.at === 'second') return <SecondDoor key="second" {...ways} onBack={() => ask('who')} />
        return <WhoReads key="who" {...ways} onSecond={() => ask('second')} onBack={() => ask('area')} />
      }
      case 'services': {
        const near = { area: stage.area.area.id, needs: draft.needs }
        const back = (): void => ask('who')
        return <Part piece={services} show={(Find) => <Find near={near} onHome={back} />} onHome={back} />
      }
      case 'words':
        return (
          <OwnWords
            typed={typed.current}
            // what was typed stays, whichever way one goes on: it is taken out by deleting it
            onNext={() => ask('answer')}
            onSkip={() => ask('answer')}
            // a way of answering that was chosen before, and lacks its number or name, is asked about first
            onSend={() => (missingFor(draft.method, typed.current) === null ? review('words') : ask('answer'))}
            onBack={() => ask('who')}
          />
        )
      case 'answer':
        return (
          <HowAnswer
            number={6}
            chosen={draft.method}
            typed={typed.current}
            onChoose={(method) => change({ method })}
            onNext={() => (silencesOf(draft.method).length > 0 ? ask('silence') : review('answer'))}
            onSkip={() => (change({ method: null }), review('answer'))}
            onBack={() => ask('words')}
          />
        )
      case 'silence':
        return (
          <IfSilentThen
            choice={draft}
            day={silentFrom(speech.today())}
            onChoose={(ifSilent) => (change({ ifSilent }), review('silence'))}
            onSkip={() => (change({ ifSilent: null }), review('silence'))}
            onBack={() => ask('answer')}
          />
        )
      case 'sealing':
        return <Sealing />
      case 'review':
      case 'failed':
        return (
          <Review
            draft={draft}
            typed={typed.current}
            silentDay={silentFrom(speech.today())}
            trouble={stage.at === 'failed' ? stage.kind : null}
            onSend={send}
            onBack={() => ask(last.current)}
          />
        )
      case 'ticket': {
        const { code: _code, ...sent } = stage.sent
        return (
          <ShowTicket
            sent={stage.sent}
            onFinished={(kept, plan) => setStage({ at: 'after', sent: { ...sent, kept, plan } })}
          />
        )
      }
      case 'after':
        return <After sent={stage.sent} another={isOfAnother(draft.about)} onHome={onHome} />
    }
  }
  return (
    <SpeechProvider value={spoken}>
      <WithReader>{screen()}</WithReader>
    </SpeechProvider>
  )
}
