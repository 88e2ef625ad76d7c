/** Telling, behind the entrance. */
import type { ComponentProps, JSX } from 'preact'
import { Entrance } from '../entrance.tsx'
import { Tell } from './tell.tsx'

export function TellEntrance({
  onGone,
  ...props
}: ComponentProps<typeof Tell> & { readonly onGone: () => void }): JSX.Element {
  return <Entrance to="tell" show={() => <Tell {...props} />} onHome={props.onHome} onGone={onGone} />
}
