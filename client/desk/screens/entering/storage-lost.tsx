/** There was a desk in this browser, and its storage is gone: said before anybody makes another one that may go the same way. */
import type { JSX } from 'preact'
import { Heading } from '../../../ui/heading.tsx'
import { useSpeech } from '../../speech.ts'
import { Frame } from '../frame.tsx'

interface StorageLostProps {
  /** Somebody has a link for another desk already. */
  readonly enrolling: boolean
  readonly onSettled: () => void
}

export function StorageLost({ enrolling, onSettled }: StorageLostProps): JSX.Element {
  const { say } = useSpeech()
  return (
    <Frame>
      <Heading first>{say('lost.title')}</Heading>
      <p>{say('lost.cases')}</p>
      <ul>
        <li>{say('lost.link')}</li>
        <li>{say('lost.remove')}</li>
        <li>{say('lost.where')}</li>
      </ul>
      <button type="button" class="next" onClick={onSettled}>
        {say(enrolling ? 'lost.enrol' : 'lost.settled')}
      </button>
    </Frame>
  )
}
